import AsyncHTTPClient
import Clouds
import NIOCore

/// The data that another server gives, on its way in; where it does not come to its end, that is said in words for people.
struct DownloadedData: AsyncSequence, Sendable {
    let body: HTTPClientResponse.Body
    /// Who gives it.
    let source: String

    func makeAsyncIterator() -> Iterator { Iterator(body: body.makeAsyncIterator(), source: source) }

    struct Iterator: AsyncIteratorProtocol {
        fileprivate var body: HTTPClientResponse.Body.AsyncIterator
        fileprivate let source: String

        /// - Throws: `ImportFailure`; `CancellationError`.
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
