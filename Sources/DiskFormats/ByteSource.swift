/// Where the bytes of a disk come from.
protocol ByteSource {
    /// Why bytes could not be had.
    associatedtype Failure: Error

    /// Bytes in all, if known.
    var size: Int64? { get }

    /// The bytes from `offset` on: `count` of them, or as many of those as there are.
    mutating func bytes(at offset: UInt64, count: Int) throws(Failure) -> Bytes

    /// The last bytes: `count` of them, or as many of those as there are.
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
