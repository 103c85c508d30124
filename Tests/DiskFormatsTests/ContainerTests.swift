import DiskFormats
import Foundation
import TestSupport
import Testing

@Suite("What is no disk by itself")
struct ContainerTests {
    private static let envelope = """
        <?xml version="1.0"?>
        <Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1">
          <References><File ovf:href="disk.vmdk" ovf:id="file1"/><File ovf:href="more.vmdk" ovf:id="file2"/></References>
          <DiskSection><Disk ovf:capacity="20" ovf:capacityAllocationUnits="byte * 2^30" ovf:diskId="a"/></DiskSection>
          <OperatingSystemSection ovf:id="94" vmw:osType="ubuntu64Guest"/>
        </Envelope>
        """

    @Test("an appliance is told by the envelope that comes first, and by its text")
    func appliance() async throws {
        try await TestFolder.use { folder in
            _ = try folder.write("machine.ovf", Array(Self.envelope.utf8))
            _ = try folder.write("disk.vmdk", Samples.vmdk)
            let path = try await archive(["machine.ovf", "disk.vmdk"], in: folder)
            let inspection = try await DiskInspection.inspect(fileAt: path)
            #expect(inspection.content == .ova)
            #expect(inspection.containerFormat == .ova)
            #expect(inspection.diskFormat == .vmdk)
            #expect(inspection.virtualSize == 20 << 30)
            #expect(inspection.minDiskGB == 20)
            #expect(inspection.architecture == .x86_64)
            #expect(inspection.operatingSystem?.distribution == "ubuntu")
            #expect(inspection.dangers.isEmpty)
            #expect(inspection.refusal == nil)
            try #require(truncate(path, 40_000) == 0)
            #expect(try await DiskInspection.inspect(fileAt: path).dangers.map(\.code) == ["truncated"])
        }
    }

    @Test("an envelope alone names the files in which the machine's disks are")
    func envelope() {
        let inspection = inspect(Array(Self.envelope.utf8))
        #expect(inspection.content == .ovf)
        #expect(inspection.containerFormat == .ovf)
        #expect(inspection.diskFormat == .vmdk)
        #expect(inspection.virtualSize == 20 << 30)
        #expect(inspection.architecture == .x86_64)
        #expect(inspection.dangers == [.dataElsewhere(files: ["disk.vmdk", "more.vmdk"])])
        #expect(inspection.dangers.first?.explanation.contains("disk.vmdk, more.vmdk") == true)
    }

    @Test("the size of an envelope's disk is told in the unit that it is written in, or not at all")
    func capacities() {
        let sizes: [(String, Int64?)] = [
            (#"ovf:capacity="5000""#, 5000), (#"ovf:capacity="3" ovf:capacityAllocationUnits="byte * 2^20""#, 3 << 20),
            (#"ovf:capacity="3" ovf:capacityAllocationUnits="byte""#, 3),
            (#"ovf:capacity="3" ovf:capacityAllocationUnits="furlong""#, nil), (#"ovf:capacity="${size}""#, nil),
            (#"ovf:capacity="9" ovf:capacityAllocationUnits="byte * 2^62""#, nil), ("", nil),
        ]
        for (words, size) in sizes {
            let text = #"<E:Envelope xmlns:E="http://schemas.dmtf.org/ovf/envelope/2"><E:Disk \#(words)/></E:Envelope>"#
            #expect(inspect(Array(text.utf8)).content == .ovf)
            #expect(inspect(Array(text.utf8)).virtualSize == size, "\(words)")
        }
        #expect(inspect(Array("<html>Envelope</html>".utf8)).content == .unknown)
    }

    @Test(
        "an image of a container is told by what its archive holds",
        arguments: ["manifest.json", "oci-layout", "./index.json"])
    func docker(file: String) async throws {
        try await TestFolder.use { folder in
            _ = try folder.write("layer", Samples.bytes(5000) { _ in })
            _ = try folder.write(file, Array("{}".utf8))
            let path = try await archive(["layer", file], in: folder)
            let inspection = try await DiskInspection.inspect(fileAt: path)
            #expect(inspection.content == .docker)
            #expect(inspection.containerFormat == .docker)
            #expect(inspection.diskFormat == .raw)
            #expect(inspection.minDiskGB == nil)
            #expect(inspection.dangers.isEmpty)
            #expect(inspection.refusal == nil)
        }
    }

    @Test("an archive of any other files has to be unpacked")
    func otherArchive() async throws {
        try await TestFolder.use { folder in
            _ = try folder.write("disk.raw", Samples.mbr)
            let path = try await archive(["disk.raw"], in: folder)
            let inspection = try await DiskInspection.inspect(fileAt: path)
            #expect(inspection.content == .packed(.tar))
            #expect(inspection.dangers == [.packed(.tar)])
            #expect(inspection.containerFormat == .bare)
            #expect(inspection.diskFormat == nil)
        }
    }

    @Test(
        "a disk that somebody packed is told to be unpacked, with its format where its name is kept",
        arguments: [
            (Packing.gzip, ["gzip", "-k"], DiskFormat?.some(.qcow2)), (.gzip, ["gzip", "-kn"], nil),
            (.xz, ["xz", "-k"], nil),
            (.bzip2, ["bzip2", "-k"], nil), (.zstd, ["zstd", "-q"], nil),
            (.zip, ["zip", "-q", "-j", "disk.zip"], .qcow2),
        ])
    func packed(packing: Packing, command: [String], format: DiskFormat?) async throws {
        try await TestFolder.use { folder in
            let disk = try folder.write("disk.qcow2", Samples.qcow2)
            let suffixes: [Packing: String] = [.gzip: ".gz", .xz: ".xz", .bzip2: ".bz2", .zstd: ".zst"]
            let path = suffixes[packing].map { disk + $0 } ?? folder.file("disk.zip")
            let arguments = command.map { $0 == "disk.zip" ? path : $0 } + [disk]
            let run = try await Command.run(arguments)
            try #require(run.status == 0, "\(run.errors)")
            let inspection = try await DiskInspection.inspect(fileAt: path)
            #expect(inspection.content == .packed(packing))
            #expect(inspection.containerFormat == .compressed)
            #expect(inspection.diskFormat == format)
            #expect(inspection.packedName == (format == nil ? nil : "disk.qcow2"))
            #expect(inspection.virtualSize == nil)
            #expect(inspection.minDiskGB == nil)
            #expect(inspection.dangers == [.packed(packing)])
        }
    }

    @Test("the name that gzip kept is behind what else it kept")
    func gzipName() {
        #expect(inspect(Samples.gzip).packedName == "a.qcow2")
        #expect(inspect(Samples.gzip).diskFormat == .qcow2)
        #expect(inspect(Array(Samples.gzip.prefix(20))).packedName == nil)
    }

    @Test("a ramdisk is told, and a file system without a partition table")
    func ramdiskAndFileSystem() async throws {
        #expect(inspect(Array("070701000000".utf8)).content == .ramdisk)
        #expect(inspect(Array("070701000000".utf8)).diskFormat == .ari)
        #expect(inspect(Array("070701000000".utf8)).containerFormat == .ari)
        try await TestFolder.use { folder in
            let path = folder.file("root.img")
            let command = try await Command.run(["/usr/sbin/mke2fs", "-q", "-t", "ext4", path, "8M"])
            try #require(command.status == 0, "\(command.errors)")
            let inspection = try await DiskInspection.inspect(fileAt: path)
            #expect(inspection.content == .fileSystem)
            #expect(inspection.diskFormat == .ami)
            #expect(inspection.containerFormat == .ami)
            #expect(inspection.virtualSize == 8 << 20)
            #expect(inspection.dangers.isEmpty)
            #expect(inspection.refusal == nil)
            try #require(truncate(path, 6 << 20) == 0)
            #expect(try await DiskInspection.inspect(fileAt: path).dangers == [.truncated(missing: 2 << 20)])
        }
    }

    @Test(
        "the smallest disk that fits is rounded up to whole GB",
        arguments: [(0, 0), (1, 1), (1 << 30, 1), (1 << 30 | 1, 2)])
    func minDisk(size: Int64, gigabytes: Int) {
        var disk = Samples.qcow2
        disk.put(UInt64(size).bigEndian, at: 24)
        #expect(inspect(disk).minDiskGB == gigabytes)
    }

    private func inspect(_ bytes: [UInt8]) -> DiskInspection {
        DiskInspection(head: bytes, size: Int64(bytes.count))
    }

    private func archive(_ files: [String], in folder: TestFolder) async throws -> String {
        let path = folder.file("archive.tar")
        let command = try await Command.run(["tar", "--format=ustar", "-C", folder.path, "-cf", path] + files)
        try #require(command.status == 0, "\(command.errors)")
        return path
    }
}
