import DiskFormats
import Foundation
import Testing

@Suite("What an operator is warned of")
struct DangerTests {
    @Test("a disk that is not whole without another file tells that file's name", arguments: ["qcow2", "vmdk"])
    func backingFile(format: String) async throws {
        try await TestFolder.use { folder in
            let base = folder.file("base")
            try await QemuImg.create(base, ["-f", format], size: "1M")
            try await QemuImg.create(folder.file("overlay"), ["-f", format, "-b", base, "-F", format], size: "1M")
            let inspection = try await DiskInspection.inspect(fileAt: folder.file("overlay"))
            #expect(inspection.dangers == [.backingFile(name: base)])
            #expect(inspection.dangers.first?.explanation.contains(base) == true)
            // Glance looks at a VMDK's extents alone.
            #expect(inspection.refusal == (format == "vmdk" ? nil : .unsafe(inspection.dangers)))
            #expect(try await DiskInspection.inspect(fileAt: base).dangers.isEmpty)
        }
    }

    @Test("a qcow2 whose data is elsewhere tells where")
    func externalDataFile() async throws {
        try await TestFolder.use { folder in
            let apart = folder.file("apart")
            try await QemuImg.create(apart, ["-f", "qcow2", "-o", "data_file=\(folder.file("data"))"], size: "1M")
            let inspection = try await DiskInspection.inspect(fileAt: apart)
            #expect(inspection.dangers == [.externalDataFile(name: folder.file("data"))])
            #expect(inspection.refusal == .unsafe(inspection.dangers))
            #expect(inspection.dangers.first?.explanation.contains(folder.file("data")) == true)
        }
    }

    @Test("disks of other formats that differ from another disk")
    func differencing() {
        var vhd = Samples.footer(type: 4)
        vhd.put(UInt64(512).bigEndian, at: 16)
        vhd += Samples.bytes(1024) {
            $0.put("cxsparse", at: 0)
            for (number, unit) in "parent.vhd".utf16.enumerated() { $0.put(unit.bigEndian, at: 64 + 2 * number) }
        }
        #expect(inspect(vhd + Samples.footer(type: 4)).dangers == [.backingFile(name: "parent.vhd")])

        var vdi = Samples.vdi
        #expect(inspect(vdi).dangers.isEmpty)
        vdi.put([1], at: 0x1A8)
        #expect(inspect(vdi).dangers == [.backingFile(name: nil)])

        var vhdx = Samples.vhdx
        #expect(inspect(vhdx).dangers.isEmpty)
        vhdx.put(UInt16(2).littleEndian, at: 320 << 10 | 10)
        vhdx.put(
            [0x37, 0x67, 0xA1, 0xCA, 0x36, 0xFA, 0x43, 0x4D, 0xB3, 0xB6, 0x33, 0xF0, 0xAA, 0x44, 0xE7, 0x6B],
            at: 320 << 10 | 64)
        vhdx.put(UInt32(64 << 10 | 8).littleEndian, at: 320 << 10 | 80)
        vhdx.put(UInt32(8).littleEndian, at: 320 << 10 | 84)
        #expect(inspect(vhdx).dangers.isEmpty)
        vhdx.put([2], at: 384 << 10 | 12)
        #expect(inspect(vhdx).dangers == [.backingFile(name: nil)])
    }

    @Test(
        "features that Glance does not know, and versions that it does not take",
        arguments: [
            (["qcow2", "extended_l2=on"], [DiskDanger.unknownFeatures(bits: [4])]),
            (["qcow"], [.version(1, of: .qcow2)]), (["qed"], [.formatNotAllowed(.qed)]),
        ])
    func refused(options: [String], dangers: [DiskDanger]) async throws {
        try await TestFolder.use { folder in
            let path = folder.file("disk")
            try await QemuImg.create(
                path, ["-f", options[0]] + options.dropFirst().flatMap { ["-o", $0] }, size: "4M")
            let inspection = try await DiskInspection.inspect(fileAt: path)
            #expect(inspection.dangers == dangers)
            #expect(inspection.refusal(forRecordOf: .raw) == .unsafe(dangers))
        }
    }

    @Test("every unknown feature is named by its bit, and a disk that its writer found damaged is told")
    func featureBits() {
        var disk = Samples.qcow2
        disk.put([0x80, 0, 0, 0, 0, 0, 0x01, 0x12], at: 72)
        #expect(inspect(disk).dangers == [.unknownFeatures(bits: [4, 8, 63]), .markedCorrupt])
        #expect(inspect(disk).dangers.first?.explanation.contains("bit 63") == true)
        #expect(inspect(disk).refusal == .unsafe([.unknownFeatures(bits: [4, 8, 63])]))
    }

    @Test("LUKS of the second version is refused")
    func luks2() {
        var volume = Samples.luks
        volume.put([0, 2], at: 6)
        #expect(inspect(volume).dangers == [.version(2, of: .luks)])
    }

    @Test(
        "a VMDK whose text leads astray",
        arguments: [
            (
                "createType=\"twoGbMaxExtentSparse\"\nRW 1 SPARSE \"a\"",
                DiskDanger.Descriptor.layout("twogbmaxextentsparse")
            ),
            ("createType=\"monolithicSparse\"\nRW 1 FLAT \"/dev/sda\"", .elsewhere("RW 1 FLAT \"/dev/sda\"")),
            ("createType=\"monolithicSparse\"\nparent of it all", .line("parent of it all")),
            ("createType=\"monolithicSparse\"", .noExtents), ("", .missing), ("version=1", .layout(nil)),
        ])
    func descriptors(text: String, fault: DiskDanger.Descriptor) {
        var disk = Samples.vmdk
        disk.put([UInt8](repeating: 0, count: 512), at: 512)
        disk.put(text, at: 512)
        #expect(inspect(disk).dangers == [.descriptor(fault)])
        #expect(inspect(disk).refusal == .unsafe([.descriptor(fault)]))
    }

    @Test("a VMDK of several files names them, and so does one that is put together from what its text names")
    func severalFiles() {
        #expect(inspect(Samples.descriptor).dangers == [.dataElsewhere(files: ["a"])])
        let text = "createType=\"monolithicSparse\"\nRW 2048 FLAT \"shadow\"\n"
        for (capacity, more, files) in [(0, "", ["shadow"]), (4096, "RW 2048 SPARSE \"b\"", ["shadow", "b"])] {
            var disk = Samples.vmdk
            disk.put(UInt64(capacity).littleEndian, at: 12)
            disk.put(text + more, at: 512)
            #expect(inspect(disk).dangers == [.dataElsewhere(files: files)])
            #expect(inspect(disk).refusal == nil)
        }
    }

    @Test("two formats in one file are a danger, but for a disc with a partition table")
    func severalFormats() {
        var disk = Samples.iso
        disk.put(Array(Samples.qcow2.prefix(512)), at: 0)
        #expect(inspect(disk).dangers == [.severalFormats([.qcow2, .iso])])
        #expect(inspect(disk).refusal == .severalFormats([.qcow2, .iso]))
        var hybrid = Samples.iso
        hybrid.put(Array(Samples.mbr[446..<512]), at: 446)
        #expect(inspect(hybrid).dangers.isEmpty)
        #expect(inspect(hybrid).refusal == nil)
        #expect(inspect(hybrid).refusal(forRecordOf: .raw) == .severalFormats([.iso, .gpt]))
    }

    @Test("so are the formats that Glance does not see: at the end, and in what it does not look at")
    func unseenFormats() {
        let footer = Samples.footer(type: 2, size: 4096)
        #expect(inspect(Samples.qcow2 + footer).dangers == [.severalFormats([.qcow2, .vhd])])
        #expect(inspect(Samples.qcow2 + footer).refusal == nil)
        var zip = Samples.iso
        zip.put([0x50, 0x4B, 0x03, 0x04], at: 0)
        #expect(inspect(zip).dangers == [.packed(.zip), .severalFormats(["zip", .iso])])
    }

    @Test("a fixed VHD is one that Glance takes for raw")
    func fixedVHD() {
        let disk = inspect(Samples.bytes(4096) { _ in } + Samples.footer(type: 2, size: 4096))
        #expect(disk.dangers == [.takenFor(.raw, record: .vhd)])
        #expect(disk.refusal == .mismatch(record: .vhd, data: .raw))
        #expect(disk.refusal(forRecordOf: .raw) == nil)
    }

    @Test("a size that cannot be")
    func impossibleSize() {
        var disk = Samples.qcow2
        disk.put(UInt64.max, at: 24)
        #expect(inspect(disk).dangers == [.impossibleSize])
        #expect(inspect(disk).refusal == .inspectionFailed)
    }

    @Test("a boot record that breaks a rule tells which")
    func partitionTable() {
        let rules: [(DiskDanger.PartitionTable, [(Int, [UInt8])])] = [
            (.bootFlag(partition: 1), [(462, [1])]), (.noPartitions, [(450, [0])]),
            (.protectiveStart, [(450, [0xEE]), (447, [1])]),
            (.extraPartitions, [(446, [0, 0, 2, 0, 0xEE]), (466, [0x83])]),
        ]
        for (fault, patches) in rules {
            var disk = Samples.mbr
            for (offset, bytes) in patches { disk.put(bytes, at: offset) }
            #expect(inspect(disk).dangers == [.partitionTable(fault)])
            #expect(inspect(disk).refusal == .unsafe([.partitionTable(fault)]))
        }
    }

    @Test("every danger says what it is, why it is one, and what to do, in whole sentences")
    func words() {
        let dangers: [DiskDanger] =
            [
                .backingFile(name: nil), .externalDataFile(name: nil), .unknownFeatures(bits: [4]), .markedCorrupt,
                .version(1, of: .qcow2), .version(2, of: .luks), .formatNotAllowed(.qed), .descriptor(.missing),
                .descriptor(.layout(nil)), .descriptor(.noExtents), .descriptor(.tooLong),
                .dataElsewhere(files: ["a", "b", "c", "d"]), .footer, .partitionTable(.bootFlag(partition: 0)),
                .partitionTable(.protectiveStart), .partitionTable(.extraPartitions), .partitionTable(.noPartitions),
                .severalFormats([.iso, .qcow2]), .truncated(missing: nil), .truncated(missing: 5),
                .takenFor(.raw, record: .vhd), .impossibleSize,
            ] + Packing.allCases.map { .packed($0) }
        for danger in dangers {
            #expect(danger.title.count < 30)
            #expect(danger.explanation.hasSuffix("."))
            #expect(danger.remedy.hasSuffix("."))
            #expect(danger.code.wholeMatch(of: /[a-z-]+/) != nil)
        }
        #expect(DiskDanger.dataElsewhere(files: ["a", "b", "c", "d"]).explanation.contains("(a, b, c and 1 more)"))
    }

    private func inspect(_ bytes: [UInt8]) -> DiskInspection {
        DiskInspection(head: bytes, size: Int64(bytes.count))
    }
}
