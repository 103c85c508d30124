/// The first bytes of disks, put together by hand.
enum DiskBytes {
    /// A qcow2 of 10 GiB, with the name of a backing file where one is given.
    static func qcow2(backing: String = "") -> [UInt8] {
        var bytes: [UInt8] = [0x51, 0x46, 0x49, 0xFB, 0, 0, 0, 3]
        bytes += [0, 0, 0, 0, 0, 0, 0, backing.isEmpty ? 0 : 112, 0, 0, 0, UInt8(backing.utf8.count), 0, 0, 0, 16]
        bytes += [0, 0, 0, 2, 0x80, 0, 0, 0]
        return padded(bytes + [UInt8](repeating: 0, count: 112 - bytes.count) + Array(backing.utf8))
    }

    /// A Linux kernel for 64 bits.
    static let kernel: [UInt8] = {
        var bytes = [UInt8](repeating: 0, count: 4096)
        bytes.replaceSubrange(0x1FE..<0x208, with: [0x55, 0xAA, 0, 0] + Array("HdrS".utf8) + [0x0F, 0x02])
        bytes[0x236] = 1
        return bytes
    }()

    private static func padded(_ bytes: [UInt8]) -> [UInt8] {
        bytes + [UInt8](repeating: 0, count: (64 << 10) - bytes.count)
    }
}
