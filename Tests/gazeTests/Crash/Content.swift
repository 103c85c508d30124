import Crypto
import Foundation
import NIOCore
import TestSupport

/// An image's data. All of it is cut from one stretch of random bytes, so that megabytes cost nothing to make.
struct Content: Hashable, Sendable {
    let size: Int
    /// Lower-case hexadecimal.
    let sha512: String
}

extension Content {
    init(_ bytes: some DataProtocol) {
        size = bytes.count
        sha512 = SHA512.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

/// The bytes that contents are cut from.
struct Bytes: Sendable {
    private let all: ByteBuffer

    /// Bytes of the largest content.
    private static let largest = 4 << 20

    init(random: inout SplitMix) {
        var bytes = ByteBuffer()
        for _ in 0..<Self.largest / 4 { bytes.writeInteger(random.next()) }
        all = bytes
    }

    /// A piece: as often a small one, which is there at once, as one that takes its time.
    func piece(random: inout SplitMix) -> ByteBuffer {
        let most = Bool.random(using: &random) ? 1 << 12 : Self.largest
        let size = Int.random(in: 0...most, using: &random)
        while true {
            let offset = Int.random(in: 0...all.readableBytes - size, using: &random)
            let piece = all.getSlice(at: all.readerIndex + offset, length: size) ?? ByteBuffer()
            // One of 65,536 ends its first sector as a disk with partitions does, and is refused for data that is raw.
            if piece.getInteger(at: piece.readerIndex + 510, as: UInt16.self) != 0x55AA { return piece }
        }
    }
}

/// Data that there is to download: a word, again and again.
struct WebText: Sendable {
    /// Where it is: it says what it is, so that there is nothing to remember.
    let path: String
    let text: String

    var content: Content { Content(Data(text.utf8)) }

    /// As often a small one as one that takes its time.
    init(random: inout SplitMix) {
        let most = Bool.random(using: &random) ? 1 << 10 : 1 << 18
        self.init(word: String(random.next(), radix: 36), count: Int.random(in: 0...most, using: &random))
    }

    /// What there is at a path; nil where there is nothing.
    init?(path: String) {
        let parts = path.split(separator: "/")
        guard parts.count == 2, let count = Int(parts[1]) else { return nil }
        self.init(word: String(parts[0]), count: count)
    }

    private init(word: String, count: Int) {
        path = "/\(word)/\(count)"
        text = String(repeating: word, count: count)
    }
}

/// Data on its way to the service, in chunks, with a pause between them where it is to take longer.
struct Chunks: AsyncSequence, Sendable {
    let bytes: ByteBuffer
    let pause: Duration?

    private static let size = 1 << 16

    func makeAsyncIterator() -> Iterator { Iterator(rest: bytes, pause: pause) }

    struct Iterator: AsyncIteratorProtocol {
        var rest: ByteBuffer
        let pause: Duration?

        mutating func next() async throws -> ByteBuffer? {
            guard let chunk = rest.readSlice(length: Swift.min(rest.readableBytes, Chunks.size)),
                chunk.readableBytes > 0
            else { return nil }
            if let pause { try await Task.sleep(for: pause) }
            return chunk
        }
    }
}
