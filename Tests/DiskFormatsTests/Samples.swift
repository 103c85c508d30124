@testable import DiskFormats

/// Beginnings of disks, put together by hand from what the formats' own documents say.
enum Samples {
    static let qcow2 = bytes(64 << 10) {
        $0.put([0x51, 0x46, 0x49, 0xFB, 0, 0, 0, 3], at: 0)
        $0.put(UInt64(10 << 30).bigEndian, at: 24)
    }

    static let vmdk = bytes(64 << 10) {
        $0.put("KDMV", at: 0)
        $0.put(UInt32(1).littleEndian, at: 4)
        $0.put(UInt64(2048).littleEndian, at: 12)
        $0.put(UInt64(1).littleEndian, at: 28)
        $0.put(UInt64(20).littleEndian, at: 36)
        $0.put("# Disk DescriptorFile\ncreateType=\"monolithicSparse\"\n", at: 512)
    }

    static let descriptor = Array(
        "# Disk DescriptorFile\nversion=1\ncreateType=\"vmfs\"\nRW 2048 VMFS \"a\"\nRDONLY 2048 ZERO\n".utf8)

    static let vhd = bytes(64 << 10) { $0.put(footer(type: 3), at: 0) }

    /// A VHDX whose metadata region is 320 KiB from its beginning.
    static let vhdx = bytes(512 << 10) {
        $0.put("vhdxfile", at: 0)
        for table in [192 << 10, 256 << 10] {
            $0.put("regi", at: table)
            $0.put(UInt32(1).littleEndian, at: table + 8)
            $0.put(
                [0x06, 0xA2, 0x7C, 0x8B, 0x90, 0x47, 0x9A, 0x4B, 0xB8, 0xFE, 0x57, 0x5F, 0x05, 0x0F, 0x88, 0x6E],
                at: table + 16)
            $0.put(UInt64(320 << 10).littleEndian, at: table + 32)
        }
        $0.put("metadata", at: 320 << 10)
        $0.put(UInt16(1).littleEndian, at: 320 << 10 | 10)
        $0.put(
            [0x24, 0x42, 0xA5, 0x2F, 0x1B, 0xCD, 0x76, 0x48, 0xB2, 0x11, 0x5D, 0xBE, 0xD8, 0x3B, 0xF4, 0xB8],
            at: 320 << 10 | 32)
        $0.put(UInt32(64 << 10).littleEndian, at: 320 << 10 | 48)
        $0.put(UInt32(8).littleEndian, at: 320 << 10 | 52)
        $0.put(UInt64(10 << 30).littleEndian, at: 384 << 10)
    }

    static let vdi = bytes(64 << 10) {
        $0.put(UInt32(0xBEDA_107F).littleEndian, at: 0x40)
        $0.put(UInt64(10 << 30).littleEndian, at: 0x170)
    }

    static let luks = bytes(64 << 10) {
        $0.put([0x4C, 0x55, 0x4B, 0x53, 0xBA, 0xBE, 0, 1], at: 0)
        $0.put(UInt32(8).bigEndian, at: 104)
    }

    static let iso = bytes(64 << 10) {
        $0.put([1], at: 0x8000)
        $0.put("CD001", at: 0x8001)
        $0.put(UInt32(24).littleEndian, at: 0x8050)
        $0.put(UInt16(2048).littleEndian, at: 0x8080)
    }

    static let mbr = bytes(64 << 10) {
        $0.put([0x80, 0, 2, 0, 0x83, 0, 0, 0, 1, 0, 0, 0, 0x7F, 0, 0, 0], at: 446)
        $0.put([0x55, 0xAA], at: 510)
    }

    /// One of each, by name.
    static let all: [(name: String, bytes: [UInt8])] = [
        ("qcow2", qcow2), ("vmdk", vmdk), ("descriptor", descriptor), ("vhd", vhd), ("vhdx", vhdx), ("vdi", vdi),
        ("luks", luks), ("iso", iso), ("mbr", mbr), ("gpt", gpt(sectorSize: 512)),
        ("fixed vhd", bytes(4096) { _ in } + footer(type: 2)), ("qcow2 with tables", qcow2WithTables), ("qed", qed),
        ("ploop", ploop), ("kernel", kernel), ("file system", fileSystem), ("appliance", appliance), ("gzip", gzip),
    ]

    /// Its counts of references speak of clusters that are not there.
    static let qcow2WithTables = bytes(256 << 10) {
        $0.put(Array(qcow2.prefix(104)), at: 0)
        $0.put(UInt32(16).bigEndian, at: 20)
        $0.put(UInt32(1).bigEndian, at: 36)
        $0.put(UInt64(3 << 16).bigEndian, at: 40)
        $0.put(UInt64(1 << 16).bigEndian, at: 48)
        $0.put(UInt32(1).bigEndian, at: 56)
        $0.put(UInt32(4).bigEndian, at: 96)
        $0.put(UInt64(2 << 16).bigEndian, at: 1 << 16)
        for cluster in 0..<6 { $0.put(UInt16(1).bigEndian, at: 2 << 16 | cluster * 2) }
    }

    static let qed = bytes(64 << 10) {
        $0.put("QED\0", at: 0)
        $0.put(UInt64(10 << 30).littleEndian, at: 48)
    }

    static let ploop = bytes(256 << 10) {
        $0.put("WithouFreSpacExt", at: 0)
        $0.put(UInt32(2).littleEndian, at: 16)
        $0.put(UInt32(128).littleEndian, at: 28)
        $0.put(UInt32(2).littleEndian, at: 32)
        $0.put(UInt64(256).littleEndian, at: 36)
        $0.put(UInt32(2).littleEndian, at: 64)
        $0.put(UInt32(3).littleEndian, at: 68)
    }

    static let kernel = bytes(4096) {
        $0.put([0x55, 0xAA], at: 0x1FE)
        $0.put("HdrS", at: 0x202)
        $0.put(UInt16(0x020F).littleEndian, at: 0x206)
        $0.put([1, 0], at: 0x236)
    }

    static let fileSystem = bytes(64 << 10) {
        $0.put(UInt32(64).littleEndian, at: 1028)
        $0.put(UInt16(0xEF53).littleEndian, at: 1080)
    }

    static let appliance = bytes(8 << 10) {
        let text = #"<Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1"><Disk ovf:capacity="512"/></Envelope>"#
        for (name, size, offset) in [("a.ovf", text.utf8.count, 0), ("a.vmdk", 2000, 1024)] {
            $0.put(name, at: offset)
            $0.put(String(size, radix: 8), at: offset + 124)
            $0.put("ustar", at: offset + 257)
        }
        $0.put(text, at: 512)
    }

    static let gzip: [UInt8] = [0x1F, 0x8B, 8, 12, 0, 0, 0, 0, 0, 3, 2, 0, 1, 1] + Array("a.qcow2\0data".utf8)

    /// A disk with a GUID partition table.
    static func gpt(sectorSize: Int) -> [UInt8] {
        bytes(64 << 10) {
            $0.put([0, 0, 2, 0, 0xEE, 0xFF, 0xFF, 0xFF, 1, 0, 0, 0, 0xFF, 7, 0, 0], at: 446)
            $0.put([0x55, 0xAA], at: 510)
            $0.put("EFI PART", at: sectorSize)
        }
    }

    /// The 512 bytes that end a VHD, or begin one that grows.
    static func footer(type: UInt32, size: UInt64 = 10 << 30) -> [UInt8] {
        bytes(512) {
            $0.put("conectix", at: 0)
            $0.put("win ", at: 28)
            $0.put(size.bigEndian, at: 48)
            $0.put(type.bigEndian, at: 60)
        }
    }

    static func bytes(_ count: Int, _ fill: (inout [UInt8]) -> Void) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        fill(&bytes)
        return bytes
    }
}

extension [UInt8] {
    mutating func put(_ bytes: [UInt8], at offset: Int) {
        replaceSubrange(offset..<offset + bytes.count, with: bytes)
    }

    mutating func put(_ text: String, at offset: Int) { put(Array(text.utf8), at: offset) }

    /// Puts a number whose bytes are in order already (`littleEndian`, `bigEndian`).
    mutating func put(_ number: some FixedWidthInteger, at offset: Int) {
        put(Swift.withUnsafeBytes(of: number) { Array($0) }, at: offset)
    }
}
