import DiskFormats
import Foundation
import NIOCore
import Synchronization

/// A file that is being written.
///
/// Whole blocks go past the system's cache: an image is seldom read soon, and what goes through the cache is copied once more,
/// takes the place of what is read often, and has to be waited for at the end all at once.
final class IncomingFile: Sendable {
    private let descriptor: Int32
    private let isClosed = Atomic(false)

    /// Makes a file; an older one is replaced.
    ///
    /// - Throws: `POSIXError`.
    init(path: String) throws {
        descriptor = open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw POSIXError.last }
    }

    deinit { close() }

    /// Lets go of the file, after which it takes nothing more. Where it is removed then, the disk has room for something else at
    /// once: who has worked on it may hold a reference for a moment longer.
    func close() {
        if !isClosed.exchange(true, ordering: .acquiringAndReleasing) { Foundation.close(descriptor) }
    }

    /// Writes a block of a `BlockRing` to the end. Only the last one may be less than whole.
    ///
    /// - Throws: `POSIXError`.
    func append(_ block: ByteBuffer) throws {
        var isDirect = passesCache(block.readableBytes == BlockRing.blockSize)
        try block.withUnsafeReadableBytes { bytes in
            var done = 0
            while done < bytes.count {
                let written = write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
                if written >= 0 {
                    done += written
                } else if errno == EINVAL && isDirect {
                    // The disk wants larger pages, or it was full in the midst of one.
                    isDirect = passesCache(false)
                } else if errno != EINTR {
                    throw POSIXError.last
                }
            }
        }
    }

    /// Brings everything to the disk.
    ///
    /// - Throws: `POSIXError`.
    func finish() throws {
        guard fsync(descriptor) == 0 else { throw POSIXError.last }
    }

    /// Says whether what is written next goes past the cache.
    ///
    /// - Returns: whether it does: not every file system can.
    private func passesCache(_ wanted: Bool) -> Bool {
        fcntl(descriptor, F_SETFL, wanted ? __O_DIRECT : 0) == 0 && wanted
    }
}
