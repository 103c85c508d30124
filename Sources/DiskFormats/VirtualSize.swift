/// The size of the disk as a guest sees it, according to a header.
package enum VirtualSize: Hashable, Sendable {
    /// A number of bytes. It is negative if the data of an encrypted volume is said to begin beyond the volume's end.
    case bytes(Int64)
    /// The header does not give a size.
    case unknown
    /// The size is too large for any file or catalogue. Glance fails when it saves the record.
    case excessive
    /// The data has no number where the size has to be. Glance fails immediately.
    case unreadable

    /// Creates a size of `count` units of `unit` bytes each.
    init(_ count: UInt64, unit: UInt64 = 1) {
        let (bytes, overflow) = count.multipliedReportingOverflow(by: unit)
        guard !overflow, let size = Int64(exactly: bytes) else {
            self = .excessive
            return
        }
        self = .bytes(size)
    }

    /// The number of bytes, if known.
    package var bytes: Int64? {
        if case .bytes(let count) = self { count } else { nil }
    }
}
