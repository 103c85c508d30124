import Dispatch
import Foundation

/// Reads a file descriptor from its current position, off the threads that tasks run on: a pipe may stay silent for hours, and
/// a file may be on a network.
final class DescriptorReader: Sendable {
    private let channel: DispatchIO
    private let queue = DispatchQueue(label: "gaze.reader")

    /// Creates a reader that closes the descriptor when it is deallocated.
    init(owning descriptor: Int32) {
        channel = DispatchIO(type: .stream, fileDescriptor: descriptor, queue: queue) { _ in close(descriptor) }
    }

    deinit {
        channel.close(flags: .stop)
    }

    /// Returns the next bytes, up to a limit; fewer only at the end, and none after it.
    ///
    /// - Throws: `POSIXError`, or `CancellationError` if the task is cancelled.
    func read(upTo count: Int) async throws -> [UInt8] {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                // Accessed on the channel's queue only.
                nonisolated(unsafe) var bytes: [UInt8] = []
                bytes.reserveCapacity(count)
                channel.read(offset: 0, length: count, queue: queue) { isDone, data, error in
                    // Iterating over the regions avoids the byte-by-byte iteration of the collection.
                    for region in data?.regions ?? [] {
                        region.withUnsafeBytes { bytes.append(contentsOf: $0) }
                    }
                    guard isDone else { return }
                    switch error {
                    case 0: continuation.resume(returning: bytes)
                    case ECANCELED: continuation.resume(throwing: CancellationError())
                    default: continuation.resume(throwing: POSIXError(.init(rawValue: error) ?? .EIO))
                    }
                }
            }
        } onCancel: {
            channel.close(flags: .stop)
        }
    }
}
