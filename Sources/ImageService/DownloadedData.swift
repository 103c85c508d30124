import AsyncHTTPClient
import Clouds
import NIOCore

/// The data that another server sends, as it arrives; an interruption is reported in words for the user.
struct DownloadedData: AsyncSequence, Sendable {
    let body: HTTPClientResponse.Body
    /// The name of the server, for error messages.
    let source: String

    func makeAsyncIterator() -> Iterator { Iterator(body: body.makeAsyncIterator(), source: source) }

    struct Iterator: AsyncIteratorProtocol {
        fileprivate var body: HTTPClientResponse.Body.AsyncIterator
        fileprivate let source: String

        /// - Throws: `ImportFailure` or `CancellationError`.
        mutating func next() async throws -> ByteBuffer? {
            do {
                return try await body.next()
            } catch let error as CancellationError {
                throw error
            } catch {
                throw ImportFailure.download("the data of \(source) broke off: \(TransportError(error).reason)")
            }
        }
    }
}
