import DiskFormats
import Foundation
import ViewModels

/// A lock on a file, for as long as this lives, however the process ends.
final class FileLock: Sendable {
    private let descriptor: Int32

    /// Who else may hold a lock at the same time.
    enum Kind {
        /// Others that look.
        case shared
        /// Nobody.
        case exclusive
    }

    /// Locks a file.
    ///
    /// - Parameters:
    ///   - creates: whether the file is made where there is none.
    ///   - waits: whether to wait while somebody else holds a lock that allows no other.
    /// - Returns: nil where somebody else holds such a lock, or has removed the file meanwhile.
    /// - Throws: `POSIXError` where the file cannot be opened, or not locked by anybody: some file systems of the network have no
    ///   locks.
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
        // A file that was removed before it was locked is no longer the one of that name.
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_nlink > 0 ? lock : nil
    }

    /// Does something to a file that several gazes change, while no other does.
    ///
    /// The file itself is replaced by another whenever it is changed: one beside it is locked.
    ///
    /// - Throws: `POSIXError` where there can be no lock, and what the change throws.
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
