import DiskFormats
import Foundation

/// The owner of a store's directory. The mark is a file in the directory, so that no other catalogue, and no other store of the
/// same one, takes the files there for its own.
struct StoreMark: Codable, Hashable, Sendable {
    /// The id of the catalogue whose records know the files.
    let catalogue: String
    /// The name of the store in those records.
    let store: String

    /// The name of the mark's file in the directory.
    static let file = "store.json"

    /// Reads the mark of a directory.
    ///
    /// - Returns: nil if there is none.
    /// - Throws: an error if the mark cannot be read, so that the owner of the directory is not known.
    static func read(_ folder: String) throws -> StoreMark? {
        do {
            return try JSONDecoder().decode(
                StoreMark.self, from: Data(contentsOf: URL(fileURLWithPath: folder + "/" + file)))
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
            return nil
        }
    }

    /// Marks a directory that has no mark.
    ///
    /// - Parameter draft: the path at which the mark is written first, on the same disk.
    /// - Returns: the mark that the directory has then, which is another one if that was written first.
    func write(_ folder: String, draft: String) throws -> StoreMark {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw POSIXError.last }
        defer { close(descriptor) }
        // Services that start at the same time do this one after the other.
        guard flock(descriptor, LOCK_EX) == 0 else { throw POSIXError.last }
        if let present = try Self.read(folder) { return present }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try Self.write(encoder.encode(self), to: draft)
        guard rename(draft, folder + "/" + Self.file) == 0, fsync(descriptor) == 0 else {
            throw POSIXError.last
        }
        return self
    }

    private static func write(_ bytes: Data, to path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            throw POSIXError.last
        }
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.write(contentsOf: bytes + Data("\n".utf8))
        try file.synchronize()
        try file.close()
    }
}
