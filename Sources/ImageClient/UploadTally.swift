import Crypto
import Foundation
import ImageModel
import NIOCore
import Synchronization

/// Counts and hashes the data of an upload. Each chunk is hashed while it is being sent, so that neither waits for the other.
final class UploadTally: Sendable {
    private struct State {
        var size: Int64 = 0
        var told: (size: Int64, moment: ContinuousClock.Instant)?
        var sourceFailure: String?
    }

    private let state = Mutex(State())
    private let hash = Mutex(SHA512())
    /// The serial queue on which chunks are hashed, off the threads of the concurrency runtime.
    private let hashing = DispatchQueue(label: "gaze.upload")
    private let progress: @Sendable (Int64) -> Void
    private let sent: @Sendable (UploadReceipt) -> Void
    /// The shortest time between two progress reports.
    private static let interval: Duration = .milliseconds(100)

    init(progress: @escaping @Sendable (Int64) -> Void, sent: @escaping @Sendable (UploadReceipt) -> Void) {
        self.progress = progress
        self.sent = sent
    }

    /// The message of the error that the source threw, if any.
    var sourceFailure: String? { state.withLock { $0.sourceFailure } }

    /// Counts a chunk and starts to hash it, once the previous one has been hashed, so that at most one is pending.
    func add(_ bytes: [UInt8]) async {
        await hashed()
        hashing.async { [self] in
            hash.withLock { hash in bytes.withUnsafeBytes { hash.update(bufferPointer: $0) } }
        }
        let size = state.withLock { state -> Int64? in
            state.size += Int64(bytes.count)
            let now = ContinuousClock.now
            if let told = state.told, told.moment.duration(to: now) < Self.interval { return nil }
            state.told = (state.size, now)
            return state.size
        }
        if let size { progress(size) }
    }

    func fail(_ error: any Error) {
        let message = (error as? APIError)?.message ?? "\(error)"
        state.withLock { $0.sourceFailure = message }
    }

    /// Reports the totals, once the last chunk has been read.
    func end() async { sent(await total()) }

    /// Returns the totals, and reports the size as progress.
    func receipt() async -> UploadReceipt {
        let receipt = await total()
        // The same progress is not reported twice: two equal values would look like a stalled upload.
        if state.withLock({ $0.told?.size }) != receipt.size { progress(receipt.size) }
        return receipt
    }

    private func total() async -> UploadReceipt {
        await hashed()
        let sha512 = hash.withLock { $0.finalize() }.hexadecimal
        return UploadReceipt(size: state.withLock { $0.size }, sha512: sha512)
    }

    /// Waits until all chunks have been hashed.
    private func hashed() async {
        await withCheckedContinuation { continuation in hashing.async { continuation.resume() } }
    }
}

/// An image's data as the HTTP client expects it, counted and hashed on the way.
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
                guard let bytes = try await chunks.next() else {
                    await tally.end()
                    return nil
                }
                await tally.add(bytes)
                return ByteBuffer(bytes: bytes)
            } catch {
                if !(error is CancellationError) { tally.fail(error) }
                throw error
            }
        }
    }
}
