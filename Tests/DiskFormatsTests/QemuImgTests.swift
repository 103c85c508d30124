import DiskFormats
import Foundation
import Testing

@Suite("What QEMU makes is told as QEMU tells it")
struct QemuImgTests {
    /// A disk that qemu-img makes.
    struct Disk: CustomTestStringConvertible, Sendable {
        let format: String
        var options: [String] = []
        var size = "64M"
        let content: DiskContent
        /// What qemu-img must be told to read it as, where the beginning alone does not say so.
        var readAs: String?

        var testDescription: String { ([format] + options + [size]).joined(separator: " ") }
        var arguments: [String] { ["-f", format] + options.flatMap { ["-o", $0] } }
    }

    static let disks = [
        Disk(format: "qcow2", options: ["compat=1.1"], content: .qcow(version: 3)),
        Disk(format: "qcow2", options: ["compat=0.10"], content: .qcow(version: 2)),
        Disk(format: "qcow2", size: "20T", content: .qcow(version: 3)),
        Disk(format: "qcow2", size: "0", content: .qcow(version: 3)),
        Disk(format: "qcow", content: .qcow(version: 1)),
        Disk(format: "vmdk", options: ["subformat=monolithicSparse"], content: .vmdk(.sparse)),
        Disk(format: "vmdk", options: ["subformat=streamOptimized"], content: .vmdk(.streamOptimized)),
        Disk(format: "vmdk", options: ["subformat=monolithicFlat"], content: .vmdk(.descriptor)),
        Disk(format: "vmdk", options: ["subformat=twoGbMaxExtentSparse"], size: "5G", content: .vmdk(.descriptor)),
        Disk(format: "vpc", options: ["subformat=dynamic"], content: .vhd(.dynamic)),
        Disk(format: "vpc", options: ["subformat=fixed"], size: "3M", content: .vhd(.fixed), readAs: "vpc"),
        Disk(format: "vhdx", options: ["subformat=dynamic"], size: "3T", content: .vhdx),
        Disk(format: "vhdx", options: ["subformat=fixed"], size: "3M", content: .vhdx),
        Disk(format: "vdi", options: ["static=off"], content: .vdi),
        Disk(format: "vdi", options: ["static=on"], size: "3M", content: .vdi),
        Disk(format: "qed", content: .qed),
        Disk(format: "parallels", content: .ploop),
        Disk(format: "raw", size: "3M", content: .unknown),
    ]

    /// QEMU's words for the formats whose `disk_format` is another.
    static let words = ["vpc": "vhd", "parallels": "ploop"]

    @Test("the format and the virtual size of a file", arguments: disks)
    func file(disk: Disk) async throws {
        try await TestFolder.use { folder in
            let path = folder.file("disk")
            try await QemuImg.create(path, disk.arguments, size: disk.size)
            let expected = try await QemuImg.information(path, as: disk.readAs)
            let inspection = try await DiskInspection.inspect(fileAt: path)
            #expect(inspection.content == disk.content)
            #expect(inspection.virtualSize == expected.virtualSize)
            #expect(inspection.size == Int64(try Data(contentsOf: URL(filePath: path)).count))
            if ["qcow", "qed"].contains(disk.format) {
                #expect(inspection.diskFormat == nil)
            } else {
                #expect(inspection.diskFormat?.rawValue == Self.words[expected.format] ?? expected.format)
            }
        }
    }

    @Test("the first and the last bytes tell what the file tells", arguments: disks)
    func headAndTail(disk: Disk) async throws {
        try await TestFolder.use { folder in
            let path = folder.file("disk")
            try await QemuImg.create(path, disk.arguments, size: disk.size)
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
            let inspection = DiskInspection(
                head: Array(bytes.prefix(DiskInspection.headSize)), tail: Array(bytes.suffix(DiskInspection.tailSize)),
                size: Int64(bytes.count))
            let file = try await DiskInspection.inspect(fileAt: path)
            #expect(inspection.content == file.content)
            // A VHDX keeps its size farther on, and whoever has those bytes may hand them over.
            if disk.content == .vhdx {
                #expect(inspection.virtualSize == nil)
                #expect(DiskInspection(head: bytes) == DiskInspection(head: bytes, tail: [1]))
                #expect(DiskInspection(head: bytes).virtualSize == file.virtualSize)
            } else {
                #expect(inspection == file)
            }
        }
    }

    @Test("an encrypted volume is raw data, of the size that is inside")
    func luks() async throws {
        try await TestFolder.use { folder in
            let path = folder.file("disk")
            let secret = ["--object", "secret,id=key,data=open sesame"]
            // QEMU measures how fast the processor hashes, and gives up where its clock does not tick meanwhile.
            let slow = ["-o", "key-secret=key,iter-time=10,hash-alg=sha512"]
            try await QemuImg.create(path, ["-f", "luks"] + secret + slow, size: "3M")
            let expected = try await QemuImg.information(path)
            let inspection = try await DiskInspection.inspect(fileAt: path)
            #expect(expected.format == "luks")
            #expect(inspection.content == .luks(version: 1))
            #expect(inspection.diskFormat == .raw)
            #expect(inspection.virtualSize == expected.virtualSize)
        }
    }

    @Test("a VHDX whose first table of regions is damaged is read by its second")
    func secondRegionTable() async throws {
        try await TestFolder.use { folder in
            let path = folder.file("disk")
            try await QemuImg.create(path, ["-f", "vhdx"], size: "5G")
            var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
            bytes.put([0, 0, 0, 0], at: 192 << 10)
            #expect(DiskInspection(head: bytes).virtualSize == 5 << 30)
            bytes.put([0, 0, 0, 0], at: 256 << 10)
            #expect(DiskInspection(head: bytes).content == .vhdx)
            #expect(DiskInspection(head: bytes).virtualSize == nil)
        }
    }
}
