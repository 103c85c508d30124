@testable import DiskFormats

/// Bytes that count how many of them are read.
struct CountedBytes: ByteSource {
    private let hand: BytesAtHand
    private(set) var bytesRead = 0
    var size: Int64? { hand.size }

    init(_ bytes: [UInt8]) { hand = BytesAtHand(head: bytes, tail: [], size: Int64(bytes.count)) }

    mutating func bytes(at offset: UInt64, count: Int) -> Bytes {
        let bytes = hand.bytes(at: offset, count: count)
        bytesRead += bytes.count
        return bytes
    }

    mutating func last(_ count: Int) -> Bytes {
        let bytes = hand.last(count)
        bytesRead += bytes.count
        return bytes
    }
}
