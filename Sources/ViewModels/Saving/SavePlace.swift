import Foundation
import ImageModel

/// What is at the path that an image is to be saved to.
package enum SavePlace: Hashable, Sendable {
    /// Nothing is there; `room` is the free space on the disk in bytes, if it is known.
    case free(room: Int64?)
    /// A part of this image is there, with this number of bytes.
    case part(bytes: Int64)
    /// Something is there that would be overwritten, or the path cannot be written to.
    case problem(SaveProblem)

    /// Examines a path off the threads that tasks run on: this happens while the path is typed, and an unresponsive file server
    /// must not hold up anything else.
    ///
    /// - Parameters:
    ///   - path: the absolute path.
    ///   - proof: what the image's data must be.
    static func look(_ path: String, _ proof: DataProof) async -> SavePlace {
        await FileLane().perform { found(path, proof) }
    }

    private static func found(_ path: String, _ proof: DataProof) -> SavePlace {
        let resolved = PartFile.resolved(path)
        do throws(SaveProblem) {
            try PartFile.checkPlace(resolved, overwriting: false)
        } catch {
            return .problem(error)
        }
        let folder = FilePath.parent(of: resolved)?.folder ?? "/"
        var status = stat()
        guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            return .problem(.noFolder(path: folder))
        }
        guard access(folder, W_OK | X_OK) == 0 else { return .problem(.forbidden(path: resolved)) }
        let part = resolved + PartFile.suffix
        if lstat(part, &status) == 0, status.st_size > 0 {
            let note = SavedNote.read(resolved + PartFile.noteSuffix)
            return note == proof ? .part(bytes: Int64(status.st_size)) : .problem(.otherPart(path: part))
        }
        return .free(room: room(in: folder))
    }

    private static func room(in folder: String) -> Int64? {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else { return nil }
        return Int64(
            clamping: UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize)).partialValue)
    }
}
