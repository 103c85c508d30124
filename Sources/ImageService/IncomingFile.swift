import DiskFormats
import Foundation
import NIOCore
import Synchronization

/// A file that is being written.
///
/// Full blocks bypass the page cache: an image is seldom read soon, and data that goes through the cache is copied once more,
/// evicts what is read often, and has to be flushed all at once at the end.
final class IncomingFile: Sendable {
    private let descriptor: Int32
    private let isClosed = Atomic(false)

    /// Creates a file; an existing one is replaced.
    ///
    /// - Throws: `POSIXError`.
    init(path: String) throws {
        descriptor = open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw POSIXError.last }
    }

    deinit { close() }

    /// Closes the file, after which nothing more can be written. If it has been removed, its space becomes free at once,
    /// although tasks that worked on it may hold a reference for a moment longer.
    func close() {
        if !isClosed.exchange(true, ordering: .acquiringAndReleasing) { Foundation.close(descriptor) }
    }

    /// Appends a block of a `BlockRing`. Only the last block may be partial.
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
                    // The disk requires a larger alignment, or it became full within a page.
                    isDirect = passesCache(false)
                } else if errno != EINTR {
                    throw POSIXError.last
                }
            }
        }
    }

    /// Writes everything to the disk.
    ///
    /// - Throws: `POSIXError`.
    func finish() throws {
        guard fsync(descriptor) == 0 else { throw POSIXError.last }
    }

    /// Sets whether the following writes bypass the cache.
    ///
    /// - Returns: whether they do; not every file system supports it.
    private func passesCache(_ wanted: Bool) -> Bool {
        fcntl(descriptor, F_SETFL, wanted ? __O_DIRECT : 0) == 0 && wanted
    }
}
