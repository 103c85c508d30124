import AsyncHTTPClient
import NIOCore

/// The bytes of an answer's body, in chunks as they arrive.
struct BodyChunks: AsyncSequence {
    let body: HTTPClientResponse.Body
    /// Maps an error of the HTTP client to the error that is thrown.
    var failure: @Sendable (any Error) -> any Error = { $0 }

    func makeAsyncIterator() -> Iterator { Iterator(buffers: body.makeAsyncIterator(), failure: failure) }

    struct Iterator: AsyncIteratorProtocol {
        var buffers: HTTPClientResponse.Body.AsyncIterator
        let failure: @Sendable (any Error) -> any Error

        mutating func next() async throws -> [UInt8]? {
            do {
                return try await buffers.next().map { Array(buffer: $0) }
            } catch {
                throw failure(error)
            }
        }
    }
}
