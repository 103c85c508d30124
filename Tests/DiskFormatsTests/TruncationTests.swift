import DiskFormats
import Foundation
import TestSupport
import Testing

@Suite("Disks that are cut off")
struct TruncationTests {
    /// What qemu-img is told to write.
    static let kinds: [[String]] = [
        ["qcow2"], ["qcow2", "compat=0.10"], ["qcow2", "cluster_size=512"], ["qcow2", "cluster_size=2M"],
        ["qcow2", "refcount_bits=1"], ["qcow2", "refcount_bits=64"], ["qcow2", "preallocation=metadata"],
        ["vmdk", "subformat=monolithicSparse"], ["vmdk", "subformat=streamOptimized"], ["vpc", "subformat=dynamic"],
        ["vhdx", "block_size=1M"], ["vdi"], ["vdi", "static=on"], ["parallels"],
    ]

    @Test("a disk with data in it is whole, and no longer when any part of it is missing", arguments: kinds)
    func filled(kind: [String]) async throws {
        try await TestFolder.use { folder in
            try await check(folder, ["-O", kind[0]] + kind.dropFirst().flatMap { ["-o", $0] })
        }
    }

    @Test("so is a qcow2 whose clusters are compressed", arguments: ["zlib", "zstd"])
    func compressed(type: String) async throws {
        try await TestFolder.use { folder in
            try await check(folder, ["-O", "qcow2", "-c", "-o", "compression_type=\(type)"])
        }
    }

    private func check(_ folder: TestFolder, _ arguments: [String]) async throws {
        var random = SplitMix(state: 4)
        let source = try folder.write("source", (0..<(9 << 20)).map { _ in UInt8(truncatingIfNeeded: random.next()) })
        let path = folder.file("disk")
        try await QemuImg.convert(source, to: path, arguments)
        let whole = try await DiskInspection.inspect(fileAt: path)
        #expect(whole.dangers.isEmpty)
        let size = try #require(whole.size)
        for part in stride(from: 9, through: 1, by: -1) {
            try #require(truncate(path, Int(size) * part / 10) == 0)
            let inspection = try await DiskInspection.inspect(fileAt: path)
            #expect(inspection.content == whole.content)
            #expect(inspection.dangers.map(\.code) == ["truncated"], "\(part) tenths")
        }
    }

    @Test(
        "a disk with nothing in it is whole",
        arguments: kinds + [
            ["qcow2", "preallocation=full"], ["qcow2", "preallocation=falloc"], ["qcow2", "lazy_refcounts=on"],
            ["vmdk", "adapter_type=lsilogic"], ["vhdx", "subformat=fixed"], ["vpc", "subformat=fixed"],
        ])
    func empty(kind: [String]) async throws {
        try await TestFolder.use { folder in
            let path = folder.file("disk")
            try await QemuImg.create(path, ["-f", kind[0]] + kind.dropFirst().flatMap { ["-o", $0] }, size: "4M")
            let dangers = try await DiskInspection.inspect(fileAt: path).dangers
            #expect(dangers.map(\.code) == (kind == ["vpc", "subformat=fixed"] ? ["taken-for"] : []))
        }
    }

    @Test("what a disk says of its own length is held against what is there")
    func lengths() {
        #expect(inspect(Samples.mbr).dangers.isEmpty)
        #expect(inspect(Array(Samples.mbr.dropLast(1000))).dangers == [.truncated(missing: 1000)])
        var gpt = Samples.gpt(sectorSize: 512)
        gpt.put(UInt64(127).littleEndian, at: 512 + 32)
        #expect(inspect(gpt).dangers.isEmpty)
        #expect(inspect(Array(gpt.dropLast(1))).dangers == [.truncated(missing: 1)])
        let fixed = Samples.bytes(4096) { _ in } + Samples.footer(type: 2, size: 5000)
        #expect(inspect(fixed).dangers.contains(.truncated(missing: 904)))
        var disc = Samples.iso
        disc.put(UInt32(33).littleEndian, at: 0x8050)
        #expect(inspect(disc).dangers == [.truncated(missing: 2048)])
        #expect(DiskDanger.truncated(missing: 1).explanation.contains("1 byte is missing"))
        let nonsense = DiskDanger.truncated(missing: 7_523_555_647_615_025_153).explanation
        #expect(nonsense.contains("more than any disk holds") && !nonsense.contains("752"))
    }

    @Test("clusters of which the counts speak, and of which the table of a ploop does, are there or missing")
    func tables() {
        // The fifth and the sixth cluster are in use, and the sixth has a byte at least.
        #expect(inspect(Samples.qcow2WithTables).dangers == [.truncated(missing: 1 << 16 | 1)])
        var disk = Samples.qcow2WithTables
        disk.put([0, 0, 0, 0], at: 2 << 16 | 8)
        #expect(inspect(disk).dangers.isEmpty)
        #expect(inspect(Samples.ploop).dangers.isEmpty)
        #expect(inspect(Array(Samples.ploop.prefix(192 << 10))).dangers == [.truncated(missing: 1)])
    }

    private func inspect(_ bytes: [UInt8]) -> DiskInspection {
        DiskInspection(head: bytes, size: Int64(bytes.count))
    }
}
