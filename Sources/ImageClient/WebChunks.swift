import AsyncHTTPClient
import Clouds
import Foundation
import ImageModel
import NIOCore

/// The data at a web address, in chunks as they arrive. If the transfer is interrupted and the server supports it, the data is
/// requested again from the current offset, so that the reader sees a single stream.
struct WebChunks: AsyncSequence, Sendable {
    let source: WebSource
    let url: String
    /// The answer to the request for the whole data.
    let response: HTTPClientResponse
    /// The size of the whole data, in bytes; nil if the server does not give it.
    let size: Int64?

    func makeAsyncIterator() -> Iterator { Iterator(self) }

    struct Iterator: AsyncIteratorProtocol {
        private let source: WebSource
        private let url: String
        private let size: Int64?
        /// Verifies that the data is unchanged; nil if the transfer cannot be resumed.
        private let validator: WebValidator?
        private var buffers: HTTPClientResponse.Body.AsyncIterator
        private var position: Int64 = 0
        private var resumption: Resumption

        fileprivate init(_ chunks: WebChunks) {
            source = chunks.source
            url = chunks.url
            size = chunks.size
            validator = WebValidator(chunks.response.headers)
            buffers = chunks.response.body.makeAsyncIterator()
            resumption = chunks.source.resumption
        }

        mutating func next() async throws -> [UInt8]? {
            while true {
                do {
                    if let buffer = try await buffers.next() {
                        guard buffer.readableBytes > 0 else { continue }
                        position += Int64(buffer.readableBytes)
                        resumption.didAdvance()
                        return Array(buffer: buffer)
                    }
                    // A server may send less than the requested rest.
                    guard let size, position < size else { return nil }
                    throw TransportError(.noAnswer, reason: "the answer ended too early")
                } catch {
                    try await goOn(after: error)
                }
            }
        }

        /// Requests the rest, and retries as long as `resumption` allows.
        ///
        /// - Throws: `APIError.Kind.source` when it gives up, or `CancellationError`.
        private mutating func goOn(after error: any Error) async throws {
            if Task.isCancelled || error is CancellationError { throw CancellationError() }
            var failure = APIError(TransportError(error))
            guard let validator else { throw brokenOff(failure) }
            while true {
                do throws(APIError) {
                    try await resumption.wait(after: failure)
                } catch {
                    if error.kind == .cancelled { throw CancellationError() }
                    throw brokenOff(error)
                }
                do throws(APIError) {
                    let rest = try await source.rest(of: url, from: position, size: size, ifStill: validator)
                    buffers = rest.makeAsyncIterator()
                    return
                } catch {
                    failure = error
                }
            }
        }

        private func brokenOff(_ failure: APIError) -> APIError {
            let host = URL(string: url)?.host() ?? "The source"
            return APIError(kind: .source, message: "\(host) broke off its data: \(failure.message).")
        }
    }
}
