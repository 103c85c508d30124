import DiskFormats
import Foundation

/// This service among those that share a folder: each holds a lock on a file of its own for as long as it lives, however it
/// ends, so that the others know whose half-done work is nobody's any more.
final class Instance: Sendable {
    /// A name that no other instance has had.
    let name: String
    private let descriptor: Int32

    private static let suffix = ".lock"

    /// Takes a place among the instances in a folder.
    ///
    /// - Throws: `POSIXError` where the lock file cannot be made, or not be locked: some file systems of the network have no locks.
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
            // An instance that starts at this moment may have the lock first, and takes the file for a dead one's.
            guard reason == 0 || reason == EWOULDBLOCK else {
                unlink(path)
                throw POSIXError(.init(rawValue: reason) ?? .EIO)
            }
        }
    }

    deinit {
        // A program that is being started at this moment has a copy of the descriptor until it runs, and the lock would stay with it.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Finds the instances that are dead, and forgets each once its work has been cleaned up.
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
