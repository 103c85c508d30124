import DiskFormats
import Foundation

/// This service among those that share a directory. Each holds a lock on a file of its own for as long as it lives, however it
/// ends, so that the others can tell whose unfinished work has been abandoned.
final class Instance: Sendable {
    /// A name that no other instance has had.
    let name: String
    private let descriptor: Int32

    private static let suffix = ".lock"

    /// Registers a new instance in a directory.
    ///
    /// - Throws: `POSIXError` if the lock file cannot be created or locked; some network file systems have no locks.
    init(folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        while true {
            let name = UUID().uuidString.lowercased()
            let path = folder + "/" + name + Self.suffix
            let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw POSIXError.last }
            let reason = flock(descriptor, LOCK_EX | LOCK_NB) == 0 ? 0 : errno
            if reason == 0, FileManager.default.fileExists(atPath: path) {
                (self.name, self.descriptor) = (name, descriptor)
                return
            }
            close(descriptor)
            // An instance that starts at the same moment may have locked the file first, taking it for that of a dead instance.
            guard reason == 0 || reason == EWOULDBLOCK else {
                unlink(path)
                throw POSIXError(.init(rawValue: reason) ?? .EIO)
            }
        }
    }

    deinit {
        // A child process that is just being started has a copy of the descriptor until it executes, which would keep the lock.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Finds the dead instances, and removes each one's lock file after its work has been cleaned up.
    static func bury(in folder: String, _ cleanUp: (String) async throws -> Void) async throws {
        for file in try FileManager.default.contentsOfDirectory(atPath: folder) where file.hasSuffix(suffix) {
            let path = folder + "/" + file
            let descriptor = open(path, O_RDWR | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            defer { close(descriptor) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { continue }
            try await cleanUp(String(file.dropLast(suffix.count)))
            unlink(path)
        }
    }
}
