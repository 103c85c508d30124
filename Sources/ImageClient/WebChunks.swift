import AsyncHTTPClient
import Clouds
import Foundation
import ImageModel
import NIOCore

/// The data of an address, in the pieces in which it comes. Where the server lets it be gone on with, what is cut off on the way is
/// asked for from the byte that it has come to: who reads it sees one stream.
struct WebChunks: AsyncSequence, Sendable {
    let source: WebSource
    let url: String
    /// The answer to the request for all of it.
    let response: HTTPClientResponse
    /// Bytes in all; nil where the server does not say.
    let size: Int64?

    func makeAsyncIterator() -> Iterator { Iterator(self) }

    struct Iterator: AsyncIteratorProtocol {
        private let source: WebSource
        private let url: String
        private let size: Int64?
        /// What shows that the data is still the same; nil where it cannot be gone on with.
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
                    // A server may send less of the rest than it was asked for.
                    guard let size, position < size else { return nil }
                    throw TransportError(.noAnswer, reason: "the answer ended too early")
                } catch {
                    try await goOn(after: error)
                }
            }
        }

        /// Asks for the rest, as long as that may help.
        ///
        /// - Throws: `APIError.Kind.source` where it is given up.
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
