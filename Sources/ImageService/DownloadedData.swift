import AsyncHTTPClient
import Clouds
import NIOCore

/// The data that another server gives, on its way in; where it does not come to its end, that is said in words for people.
///
/// A server that sends a byte now and then is given up: there are only a few places for downloads, and others wait for them.
struct DownloadedData: AsyncSequence, Sendable {
    let body: HTTPClientResponse.Body
    /// Who gives it.
    let source: String
    /// The moment it is.
    var now: @Sendable () -> ContinuousClock.Instant = { .now }

    /// Bytes that have to come while a server has been waited for as long as `stretch`: the slowest lines have that.
    static let least = 64 << 10
    static let stretch: Duration = .seconds(60)

    func makeAsyncIterator() -> Iterator { Iterator(body: body.makeAsyncIterator(), source: source, now: now) }

    struct Iterator: AsyncIteratorProtocol {
        fileprivate var body: HTTPClientResponse.Body.AsyncIterator
        fileprivate let source: String
        fileprivate let now: @Sendable () -> ContinuousClock.Instant
        /// How long the server has been waited for, and the bytes that have come in that time. What is done with them takes time
        /// of its own, for which the server is not to blame.
        fileprivate var waited = Duration.zero
        fileprivate var count = 0

        /// - Throws: `ImportFailure`; `CancellationError`.
        mutating func next() async throws -> ByteBuffer? {
            let asked = now()
            let bytes: ByteBuffer?
            do {
                bytes = try await body.next()
            } catch let error as CancellationError {
                throw error
            } catch {
                throw ImportFailure.download("the data of \(source) broke off: \(TransportError(error).reason)")
            }
            waited += asked.duration(to: now())
            count += bytes?.readableBytes ?? 0
            if bytes != nil, waited > DownloadedData.stretch {
                guard count >= DownloadedData.least else {
                    throw ImportFailure.download("\(source) sends less than \(DownloadedData.least >> 10) KiB in a minute")
                }
                (waited, count) = (.zero, 0)
            }
            return bytes
        }
    }
}
