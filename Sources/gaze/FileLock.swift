import DiskFormats
import Foundation
import ViewModels

/// A lock on a file, held for the lifetime of this object, and released however the process ends.
final class FileLock: Sendable {
    private let descriptor: Int32

    /// Which other locks are allowed at the same time.
    enum Kind {
        /// Other shared locks.
        case shared
        /// No other locks.
        case exclusive
    }

    /// Locks a file.
    ///
    /// - Parameters:
    ///   - creates: whether to create the file if it does not exist.
    ///   - waits: whether to wait while a conflicting lock is held.
    /// - Returns: the lock; nil if a conflicting lock is held, or if the file has been removed meanwhile.
    /// - Throws: `POSIXError` if the file cannot be opened, or cannot be locked at all: some network file systems do not
    ///   support locks.
    static func take(_ path: String, _ kind: Kind, creates: Bool = false, waits: Bool = false) throws -> FileLock? {
        let descriptor = open(path, O_RDWR | O_CLOEXEC | (creates ? O_CREAT : 0), 0o600)
        guard descriptor >= 0 else { throw POSIXError.last }
        let operation = (kind == .shared ? LOCK_SH : LOCK_EX) | (waits ? 0 : LOCK_NB)
        while flock(descriptor, operation) != 0 {
            let reason = errno
            if reason == EINTR { continue }
            close(descriptor)
            if reason == EWOULDBLOCK { return nil }
            throw POSIXError(.init(rawValue: reason) ?? .EIO)
        }
        let lock = FileLock(owning: descriptor)
        // If the file was removed before it was locked, its name may refer to another file by now.
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_nlink > 0 ? lock : nil
    }

    /// Changes a file that several gaze processes change, while no other one does.
    ///
    /// A change replaces the file, so the lock is taken on another file beside it.
    ///
    /// - Throws: `POSIXError` if the lock cannot be taken, and anything that `change` throws.
    static func changing<Result>(_ path: String, _ change: () throws -> Result) throws -> Result {
        let folder = (path as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        guard let lock = try take(path + ".lock", .exclusive, creates: true, waits: true) else {
            throw POSIXError(.EIO)
        }
        return try withExtendedLifetime(lock, change)
    }

    private init(owning descriptor: Int32) { self.descriptor = descriptor }

    deinit {
        close(descriptor)
    }
}
