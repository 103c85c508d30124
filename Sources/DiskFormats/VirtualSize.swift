/// What a header says of the size that a guest would see.
public enum VirtualSize: Hashable, Sendable {
    /// So many bytes. Below zero where an encrypted volume is said to begin beyond the end of its data.
    case bytes(Int64)
    /// The header does not say.
    case unknown
    /// A size that no file and no catalogue can hold. Glance fails on it when it saves the record.
    case excessive
    /// There is no number where the size has to be. Glance fails on it at once.
    case unreadable

    /// The size of so many units of so many bytes.
    init(_ count: UInt64, unit: UInt64 = 1) {
        let (bytes, overflow) = count.multipliedReportingOverflow(by: unit)
        guard !overflow, let size = Int64(exactly: bytes) else {
            self = .excessive
            return
        }
        self = .bytes(size)
    }

    /// Bytes, where they are known.
    public var bytes: Int64? {
        if case .bytes(let count) = self { count } else { nil }
    }
}
