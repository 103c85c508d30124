import DiskFormats
import Testing

@Suite("What the first and last bytes say")
struct HeaderTests {
    private func inspect(_ bytes: [UInt8], tail: [UInt8] = []) -> DiskInspection {
        DiskInspection(head: bytes, tail: tail, size: Int64(bytes.count))
    }

    @Test(
        "what is packed has no disk format until it is unpacked",
        arguments: [
            (Packing.gzip, [0x1F, 0x8B, 0x08, 0x00, 0, 0, 0, 0] as [UInt8]),
            (.xz, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 0x00, 0x04]),
            (.bzip2, [0x42, 0x5A, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59]),
            (.zstd, [0x28, 0xB5, 0x2F, 0xFD, 0x24, 0x05]), (.zip, [0x50, 0x4B, 0x03, 0x04, 0x14, 0]),
        ])
    func packed(by packing: Packing, bytes: [UInt8]) {
        #expect(inspect(bytes).content == .packed(packing))
        #expect(inspect(bytes).diskFormat == nil)
        #expect(inspect(bytes).dangers == [.packed(packing)])
        #expect(inspect(bytes).virtualSize == nil)
        #expect(inspect(Array(bytes.dropFirst())).content == .unknown)
    }

    @Test("an optical disc is an iso of its volume's blocks, with and without a partition table before it")
    func iso() {
        var hybrid = Samples.iso
        hybrid.put(Array(Samples.mbr[446..<512]), at: 446)
        for bytes in [Samples.iso, hybrid] {
            #expect(inspect(bytes).content == .iso)
            #expect(inspect(bytes).content.diskFormat == .iso)
            #expect(inspect(bytes).virtualSize == 48 << 10)
        }
    }

    @Test("a disc whose first descriptor is not the primary one has no known size")
    func isoWithBootRecord() {
        var bytes = Samples.iso
        bytes.put([0], at: 0x8000)
        #expect(inspect(bytes).content == .iso)
        #expect(inspect(bytes).virtualSize == nil)
    }

    @Test("a GUID partition table is found behind sectors of either size", arguments: [512, 4096])
    func gpt(sectorSize: Int) {
        let inspection = inspect(Samples.gpt(sectorSize: sectorSize))
        #expect(inspection.content == .gpt)
        #expect(inspection.content.diskFormat == .raw)
        #expect(inspection.virtualSize == 64 << 10)
    }

    @Test("a master boot record is told from a boot sector without partitions")
    func mbr() {
        #expect(inspect(Samples.mbr).content == .mbr)
        #expect(inspect(Samples.mbr).content.diskFormat == .raw)
        #expect(inspect(Samples.mbr).virtualSize == 64 << 10)
        var text = Samples.mbr
        text.put("Remove disks or other media", at: 440)
        var unused = Samples.mbr
        unused.put([UInt8](repeating: 0, count: 64), at: 446)
        for bytes in [text, unused] { #expect(inspect(bytes).content == .unknown) }
    }

    @Test("the footer of a fixed VHD decides over what the disk in it begins with")
    func fixedVHD() {
        let footer = Samples.footer(type: 2, size: 64 << 10)
        for disk in [Samples.mbr, Samples.gpt(sectorSize: 512), Samples.iso] {
            let inspection = DiskInspection(head: disk, tail: footer, size: Int64(disk.count + 512))
            #expect(inspection.content == .vhd(.fixed))
            #expect(inspection.content.diskFormat == .vhd)
            #expect(inspection.virtualSize == 64 << 10)
        }
        #expect(inspect(Samples.qcow2, tail: footer).content == .qcow(version: 3))
    }

    @Test("a footer within the first bytes is found where they are all there are")
    func shortFixedVHD() {
        let bytes = Samples.bytes(4096) { _ in } + Samples.footer(type: 2, size: 4096)
        #expect(inspect(bytes).content == .vhd(.fixed))
        #expect(DiskInspection(head: bytes).content == .unknown)
    }

    @Test(
        "a VHD that grows, and one of differences",
        arguments: [(UInt32(3), DiskContent.VHDLayout.dynamic), (4, .differencing)])
    func growingVHD(type: UInt32, layout: DiskContent.VHDLayout) {
        let inspection = inspect(Samples.footer(type: type))
        #expect(inspection.content == .vhd(layout))
        #expect(inspection.virtualSize == 10 << 30)
    }

    @Test("a VHD that begins with a footer of a kind that nobody knows does not grow")
    func unknownVHD() {
        #expect(inspect(Samples.footer(type: 7)).content == .vhd(.fixed))
        #expect(inspect(Samples.footer(type: 7)).virtualSize == 10 << 30)
    }

    @Test("the size of a VHD is that of its geometry, unless its writer is known to mean the other")
    func geometry() {
        var footer = Samples.footer(type: 3)
        footer.put([0, 16, 4, 17], at: 56)
        #expect(inspect(footer).virtualSize == 10 << 30)
        footer.put("vpc ", at: 28)
        #expect(inspect(footer).virtualSize == 557_056)
        footer.put([0xFF, 0xFF, 16, 255], at: 56)
        #expect(inspect(footer).virtualSize == 10 << 30)
    }

    @Test("an ESX disk that grows is a sparse VMDK")
    func esxSparse() {
        let bytes = Samples.bytes(4096) {
            $0.put("COWD", at: 0)
            $0.put(UInt32(2048).littleEndian, at: 12)
        }
        #expect(inspect(bytes).content == .vmdk(.sparse))
        #expect(inspect(bytes).virtualSize == 1 << 20)
    }

    @Test("compressed grains make a VMDK stream-optimised, whatever its text says")
    func compressedGrains() {
        var bytes = Samples.vmdk
        #expect(inspect(bytes).content == .vmdk(.sparse))
        bytes.put(UInt32(0x30001).littleEndian, at: 8)
        #expect(inspect(bytes).content == .vmdk(.streamOptimized))
    }

    @Test("a descriptor's size is that of all its extents")
    func descriptor() {
        #expect(inspect(Samples.descriptor).content == .vmdk(.descriptor))
        #expect(inspect(Samples.descriptor).virtualSize == 2 << 20)
        let windows = Array(
            String(decoding: Samples.descriptor, as: UTF8.self).replacing("\n", with: "\r\n")
                .replacing("# Disk", with: "# disk").utf8)
        #expect(inspect(windows).virtualSize == 2 << 20)
    }

    @Test("LUKS2 keeps its size elsewhere")
    func luks2() {
        var bytes = Samples.luks
        #expect(inspect(bytes).virtualSize == 60 << 10)
        bytes.put([0, 2], at: 6)
        #expect(inspect(bytes).content == .luks(version: 2))
        #expect(inspect(bytes).virtualSize == nil)
    }

    @Test("raw data are as large as they are, and unknown where nobody says how large that is")
    func raw() {
        #expect(inspect(Array("hello".utf8)).content == .unknown)
        #expect(inspect(Array("hello".utf8)).content.diskFormat == .raw)
        #expect(inspect(Array("hello".utf8)).virtualSize == 5)
        #expect(DiskInspection(head: Array("hello".utf8)).virtualSize == nil)
        #expect(DiskInspection(head: []).content == .unknown)
    }
}
