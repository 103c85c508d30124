import Crypto
import Foundation
import ImageModel
import NIOCore
import Synchronization

/// Counts and hashes what an upload sends, as it is sent.
final class UploadTally: Sendable {
    private struct State {
        var size: Int64 = 0
        var hash = SHA512()
        var told: ContinuousClock.Instant?
        var sourceFailure: String?
    }

    private let state = Mutex(State())
    private let progress: @Sendable (Int64) -> Void
    /// The progress is told so often at most.
    private static let interval: Duration = .milliseconds(100)

    init(progress: @escaping @Sendable (Int64) -> Void) { self.progress = progress }

    /// What the source threw, if it did.
    var sourceFailure: String? { state.withLock { $0.sourceFailure } }

    func add(_ bytes: [UInt8]) {
        let size = state.withLock { state -> Int64? in
            state.size += Int64(bytes.count)
            bytes.withUnsafeBytes { state.hash.update(bufferPointer: $0) }
            let now = ContinuousClock.now
            if let told = state.told, told.duration(to: now) < Self.interval { return nil }
            state.told = now
            return state.size
        }
        if let size { progress(size) }
    }

    func fail(_ error: any Error) {
        state.withLock { $0.sourceFailure = "\(error)" }
    }

    /// What was sent in all; told to the progress too.
    func receipt() -> UploadReceipt {
        let receipt = state.withLock { state in
            UploadReceipt(
                size: state.size,
                sha512: state.hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
        }
        progress(receipt.size)
        return receipt
    }
}

/// An image's data as the HTTP client takes it, tallied.
struct TalliedChunks: AsyncSequence, Sendable {
    let data: ImageData
    let tally: UploadTally

    func makeAsyncIterator() -> Iterator { Iterator(chunks: data.chunks.makeAsyncIterator(), tally: tally) }

    struct Iterator: AsyncIteratorProtocol {
        private var chunks: any AsyncIteratorProtocol<[UInt8], any Error>
        private let tally: UploadTally

        init(chunks: any AsyncIteratorProtocol<[UInt8], any Error>, tally: UploadTally) {
            self.chunks = chunks
            self.tally = tally
        }

        mutating func next() async throws -> ByteBuffer? {
            do {
                guard let bytes = try await chunks.next() else { return nil }
                tally.add(bytes)
                return ByteBuffer(bytes: bytes)
            } catch {
                if !(error is CancellationError) { tally.fail(error) }
                throw error
            }
        }
    }
}
