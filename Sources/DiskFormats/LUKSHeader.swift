/// The header of an encrypted volume.
///
/// Source: the LUKS1 and LUKS2 On-Disk Format Specifications; all numbers are big-endian.
struct LUKSHeader {
    /// The size of a header with its key slots, in bytes.
    static let size = 592

    let version: UInt16?
    /// The number of 512-byte sectors before the encrypted data. LUKS2 keeps that in a JSON area, and has another field here.
    private let payloadOffset: UInt32?
    private let isWhole: Bool

    init?(_ head: Bytes) {
        guard head.holds([0x4C, 0x55, 0x4B, 0x53, 0xBA, 0xBE]) else { return nil }
        version = head.number(UInt16.self, at: 6, .big)
        // Glance reads this field together with others, the last of which ends here.
        payloadOffset = head.count < 168 ? nil : head.number(UInt32.self, at: 104, .big)
        isWhole = head.count >= Self.size
    }

    /// Returns the size of the encrypted data in a volume of this size, in bytes, interpreting the header as version 1.
    private func virtualSize(of size: Int64) -> VirtualSize {
        guard let payloadOffset else { return .unreadable }
        return .bytes(size - Int64(payloadOffset) * 512)
    }

    /// Returns the finding for a volume of this size, in bytes.
    func finding(_ version: UInt16, _ size: Int64?) -> Finding {
        guard version == 1, let payloadOffset else { return Finding(.luks(version: version)) }
        let rest = size.flatMap { virtualSize(of: $0).bytes }.flatMap { $0 < 0 ? nil : $0 }
        return Finding(.luks(version: 1), rest, end: UInt64(payloadOffset) * 512)
    }

    /// Returns Glance's result for a volume of this size, in bytes.
    func match(of size: Int64) -> DiskMatch {
        let isFirst = version == 1
        return DiskMatch(
            .luks, virtualSize(of: size), isComplete: isWhole,
            dangers: isFirst ? [] : [.version(UInt32(version ?? 0), of: .luks)])
    }
}
