import Crypto
import Foundation
import ImageModel

@testable import ViewModels

/// Data as a service sends it, and what is told of it.
enum Sending {
    /// So many bytes, none of which stands where another does.
    static func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) }
    }

    /// An answer with the rest of some bytes from a place on, in chunks; after so many bytes it breaks off, where it does.
    static func download(
        _ bytes: [UInt8], from start: Int = 0, size: Int64? = nil, chunk: Int = 1000,
        breakingOffAfter limit: Int? = nil,
        with error: APIError = APIError(kind: .noAnswer, message: "reset by peer")
    ) -> ImageDownload {
        let sent = bytes[start...].prefix(limit ?? .max)
        let (stream, send) = AsyncThrowingStream.makeStream(of: [UInt8].self, throwing: (any Error).self)
        for start in stride(from: sent.startIndex, to: sent.endIndex, by: chunk) {
            send.yield(Array(sent[start..<min(start + chunk, sent.endIndex)]))
        }
        send.finish(throwing: limit == nil ? nil : error)
        return ImageDownload(start: Int64(start), size: size ?? Int64(bytes.count), chunks: stream)
    }

    static func hex(_ digest: some Digest) -> String {
        digest.map { String(format: "%02x", $0) }.joined()
    }
}

extension Image {
    /// A record of these bytes, hashed as Glance does.
    static func holding(_ bytes: [UInt8], id: String = "one", name: String? = "alpine") -> Image {
        .sample(
            id, name: name, status: .active, size: Int64(bytes.count), hashAlgorithm: "sha512",
            secureHash: Sending.hex(SHA512.hash(data: bytes)))
    }
}
