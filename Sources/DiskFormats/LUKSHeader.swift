/// The beginning of an encrypted volume.
///
/// Source: the LUKS1 and LUKS2 On-Disk Format Specifications; all numbers are big-endian.
struct LUKSHeader {
    let version: UInt16
    /// Bytes before the encrypted data; nil for LUKS2, which keeps it in a JSON area.
    private let payloadOffset: Int64?

    init?(_ head: Bytes) {
        guard head.holds([0x4C, 0x55, 0x4B, 0x53, 0xBA, 0xBE]), let version = head.number(UInt16.self, at: 6, .big),
            (1...2).contains(version)
        else { return nil }
        self.version = version
        payloadOffset =
            version == 1 ? head.number(UInt32.self, at: 104, .big).flatMap { Int64(sectors: UInt64($0)) } : nil
    }

    /// What is left for the data in a volume of so many bytes.
    func virtualSize(of size: Int64?) -> Int64? {
        guard let size, let payloadOffset, payloadOffset <= size else { return nil }
        return size - payloadOffset
    }
}
