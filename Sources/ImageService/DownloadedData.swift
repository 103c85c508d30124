import AsyncHTTPClient
import Clouds
import NIOCore

/// The data that another server sends, as it arrives; an interruption is reported in words for the user.
///
/// A server that only sends a byte now and then is given up on: there are few slots for downloads, and others wait for them.
struct DownloadedData: AsyncSequence, Sendable {
    let body: HTTPClientResponse.Body
    /// The name of the server, for error messages.
    let source: String
    /// Returns the current time.
    var now: @Sendable () -> ContinuousClock.Instant = { .now }

    /// The fewest bytes that must arrive in each `stretch` of waiting for the server; even the slowest lines manage that.
    static let least = 64 << 10
    /// The time over which the pace is measured.
    static let stretch: Duration = .seconds(60)

    func makeAsyncIterator() -> Iterator { Iterator(body: body.makeAsyncIterator(), source: source, now: now) }

    struct Iterator: AsyncIteratorProtocol {
        fileprivate var body: HTTPClientResponse.Body.AsyncIterator
        fileprivate let source: String
        fileprivate let now: @Sendable () -> ContinuousClock.Instant
        /// The time spent waiting for the server in this stretch. Time spent on processing the bytes does not count.
        fileprivate var waited = Duration.zero
        /// The number of bytes received in this stretch.
        fileprivate var count = 0

        /// - Throws: `ImportFailure` or `CancellationError`.
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
                    throw ImportFailure.download(
                        "\(source) sends less than \(DownloadedData.least >> 10) KiB in a minute")
                }
                (waited, count) = (.zero, 0)
            }
            return bytes
        }
    }
}
