import DiskFormats
import Foundation

/// The note beside the part of a file. It says which image the part belongs to, so that no other image resumes from it.
enum SavedNote {
    /// Reads the note in a file; nil if there is no readable one.
    static func read(_ path: String) -> DataProof? {
        FileManager.default.contents(atPath: path).flatMap { try? JSONDecoder().decode(DataProof.self, from: $0) }
    }

    /// Replaces the note in a file, atomically.
    static func write(_ proof: DataProof, to path: String) throws(SaveProblem) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        guard let data = try? encoder.encode(proof) else { throw .failed(path: path, reason: "it cannot be noted") }
        let new = path + ".new"
        unlink(new)
        let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw SaveProblem(code: errno, path: path) }
        defer { close(descriptor) }
        do throws(POSIXError) {
            try DescriptorWriter.write(Array(data) + [UInt8(ascii: "\n")], to: descriptor)
            guard fsync(descriptor) == 0, rename(new, path) == 0 else { throw .last }
        } catch {
            unlink(new)
            throw SaveProblem(code: error.code.rawValue, path: path)
        }
    }
}
