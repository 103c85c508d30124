import Foundation

/// What is noted beside the part of a file: which image it is of, so that no other's is gone on from.
enum SavedNote {
    /// The note in a file; nil where there is none that can be read.
    static func read(_ path: String) -> DataProof? {
        FileManager.default.contents(atPath: path).flatMap { try? JSONDecoder().decode(DataProof.self, from: $0) }
    }

    /// Puts a note into a file.
    static func write(_ proof: DataProof, to path: String) throws(SaveProblem) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        guard let data = try? encoder.encode(proof) else { throw .failed(path: path, reason: "it cannot be noted") }
        unlink(path)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw SaveProblem(code: errno, path: path) }
        defer { close(descriptor) }
        let bytes = Array(data) + [UInt8(ascii: "\n")]
        guard bytes.withUnsafeBytes({ Foundation.write(descriptor, $0.baseAddress, $0.count) }) == bytes.count else {
            throw SaveProblem(code: errno, path: path)
        }
    }
}
