import DiskFormats
import Foundation
import ViewModels

/// A file that only its owner may read.
struct PrivateFile: Sendable {
    /// The path of the file.
    let path: String

    /// Reads the whole file; nil if it does not exist.
    ///
    /// - Throws: `POSIXError` if the file cannot be read.
    func read() throws -> Data? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw POSIXError.last
        }
        return try FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).readToEnd() ?? Data()
    }

    /// Replaces the contents atomically: a concurrent reader sees either the old or the new contents, complete.
    ///
    /// - Throws: `POSIXError` if the file cannot be written.
    func replace(with data: Data) throws {
        let new = path + ".new"
        try Self.write(data, to: new, O_CREAT | O_TRUNC)
        guard rename(new, path) == 0 else { throw POSIXError.last }
    }

    /// Appends bytes to the file.
    ///
    /// - Throws: `POSIXError` if the file cannot be written.
    func append(_ data: Data) throws { try Self.write(data, to: path, O_CREAT | O_APPEND) }

    private static func write(_ data: Data, to path: String, _ flags: Int32) throws {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC | flags, 0o600)
        guard descriptor >= 0 else { throw POSIXError.last }
        defer { close(descriptor) }
        try DescriptorWriter.write(Array(data), to: descriptor)
        // If a file were renamed before its bytes are on the disk, a power failure could leave an empty file under its name.
        guard fsync(descriptor) == 0 else { throw POSIXError.last }
    }
}
