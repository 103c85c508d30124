/// A source of a disk's bytes.
protocol ByteSource {
    /// The error thrown if bytes cannot be read.
    associatedtype Failure: Error

    /// The total number of bytes, if known.
    var size: Int64? { get }

    /// Returns `count` bytes from `offset` on, or as many of them as exist.
    mutating func bytes(at offset: UInt64, count: Int) throws(Failure) -> Bytes

    /// Returns the last `count` bytes, or as many of them as exist.
    mutating func last(_ count: Int) throws(Failure) -> Bytes
}

/// The first and the last bytes of a disk, in memory.
struct BytesAtHand: ByteSource {
    let head: [UInt8]
    let tail: [UInt8]
    let size: Int64?

    func bytes(at offset: UInt64, count: Int) -> Bytes {
        guard count > 0, let start = Int(exactly: offset), start < head.count else { return Bytes([]) }
        return Bytes(Array(head[start...].prefix(count)))
    }

    func last(_ count: Int) -> Bytes {
        if tail.isEmpty, size == Int64(head.count) { return Bytes(Array(head.suffix(count))) }
        return Bytes(Array(tail.suffix(count)))
    }
}
