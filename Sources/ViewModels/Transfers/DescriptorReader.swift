import Dispatch
import Foundation

/// Reads a descriptor from where it stands, off the threads that tasks run on: a pipe may have nothing to say for hours, and a
/// file may lie on a network.
final class DescriptorReader: Sendable {
    private let channel: DispatchIO
    private let queue = DispatchQueue(label: "gaze.reader")

    /// A reader that closes the descriptor when it goes.
    init(owning descriptor: Int32) {
        channel = DispatchIO(type: .stream, fileDescriptor: descriptor, queue: queue) { _ in close(descriptor) }
    }

    deinit {
        channel.close(flags: .stop)
    }

    /// The next bytes, as many as there are up to a limit; none at the end.
    ///
    /// - Throws: `POSIXError`, and `CancellationError` when the task is called off.
    func read(upTo count: Int) async throws -> [UInt8] {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                // Only the channel's queue touches it.
                nonisolated(unsafe) var bytes: [UInt8] = []
                bytes.reserveCapacity(count)
                channel.read(offset: 0, length: count, queue: queue) { isDone, data, error in
                    // By its regions: as a collection, it is gone through byte by byte.
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
