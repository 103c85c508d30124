import AsyncHTTPClient
import NIOCore
import Synchronization
import Testing

@testable import ImageService

/// Data that another server sends slowly.
@Suite struct DownloadedDataTests {
    /// A clock that goes on with every piece that is sent.
    private final class Clock: Sendable {
        private let moment = Mutex(ContinuousClock.now)

        var now: ContinuousClock.Instant { moment.withLock { $0 } }

        func advance(by duration: Duration) { moment.withLock { $0 += duration } }
    }

    /// The bytes of ten pieces, between which there are pauses.
    private func received(_ size: Int, every pause: Duration) async throws -> Int {
        let clock = Clock()
        let left = Mutex(10)
        let pieces = AsyncStream<ByteBuffer> {
            let isOver = left.withLock {
                $0 -= 1
                return $0 < 0
            }
            if isOver { return nil }
            clock.advance(by: pause)
            return ByteBuffer(repeating: 0, count: size)
        }
        var count = 0
        for try await piece in DownloadedData(body: .stream(pieces), source: "mirror", now: { clock.now }) {
            count += piece.readableBytes
        }
        return count
    }

    @Test("that drips is given up, so that others have its place")
    func drips() async throws {
        let failure = ImportFailure.download("mirror sends less than 64 KiB in a minute")
        await #expect(throws: failure) { try await received(1, every: .seconds(50)) }
    }

    @Test("that comes steadily is taken, however slow it is", arguments: [(64 << 10, 60), (1 << 20, 600)])
    func steady(size: Int, seconds: Int) async throws {
        #expect(try await received(size, every: .seconds(seconds)) == 10 * size)
    }
}
