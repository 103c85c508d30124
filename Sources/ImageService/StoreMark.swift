import DiskFormats
import Foundation

/// Whose a store's folder is: it stands in the folder, so that no other catalogue, and no other store of the same one, takes
/// the files in it for its own.
struct StoreMark: Codable, Hashable, Sendable {
    /// The id of the catalogue whose records know the files.
    let catalogue: String
    /// What those records call the store.
    let store: String

    /// Its file in the folder.
    static let file = "store.json"

    /// Reads the mark of a folder.
    ///
    /// - Returns: nil where there is none.
    /// - Throws: where it cannot be read: nobody knows then whose the folder is.
    static func read(_ folder: String) throws -> StoreMark? {
        do {
            return try JSONDecoder().decode(
                StoreMark.self, from: Data(contentsOf: URL(fileURLWithPath: folder + "/" + file)))
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
            return nil
        }
    }

    /// Marks a folder that has no mark.
    ///
    /// - Parameter draft: where it is written first, on the same disk.
    /// - Returns: the mark that the folder has: another's, where that one was quicker.
    func write(_ folder: String, draft: String) throws -> StoreMark {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw POSIXError.last }
        defer { close(descriptor) }
        // Services that start at the same moment do this one after the other.
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
