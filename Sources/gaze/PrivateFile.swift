import DiskFormats
import Foundation
import ViewModels

/// A file that nobody else may read.
struct PrivateFile: Sendable {
    /// The file.
    let path: String

    /// All that is in it; nil where there is no such file.
    ///
    /// - Throws: `POSIXError` where it cannot be read.
    func read() throws -> Data? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw POSIXError.last
        }
        return try FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).readToEnd() ?? Data()
    }

    /// Puts other bytes in the place of those in it, at once: who reads it meanwhile has the ones or the others, whole.
    ///
    /// - Throws: `POSIXError` where it cannot be written.
    func replace(with data: Data) throws {
        let new = path + ".new"
        try Self.write(data, to: new, O_CREAT | O_TRUNC)
        guard rename(new, path) == 0 else { throw POSIXError.last }
    }

    /// Adds bytes to its end.
    ///
    /// - Throws: `POSIXError` where it cannot be written.
    func append(_ data: Data) throws { try Self.write(data, to: path, O_CREAT | O_APPEND) }

    private static func write(_ data: Data, to path: String, _ flags: Int32) throws {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC | flags, 0o600)
        guard descriptor >= 0 else { throw POSIXError.last }
        defer { close(descriptor) }
        try DescriptorWriter.write(Array(data), to: descriptor)
        // A name that is given before its bytes are on the disk may be that of an empty file after a power cut.
        guard fsync(descriptor) == 0 else { throw POSIXError.last }
    }
}
