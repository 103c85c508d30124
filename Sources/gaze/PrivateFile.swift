import Foundation

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
            throw Self.failure
        }
        return try FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).readToEnd() ?? Data()
    }

    /// Puts other bytes in the place of those in it, at once: who reads it meanwhile has the ones or the others, whole.
    ///
    /// - Throws: `POSIXError` where it cannot be written.
    func replace(with data: Data) throws {
        let new = path + ".new"
        try Self.write(data, to: new, O_CREAT | O_TRUNC)
        guard rename(new, path) == 0 else { throw Self.failure }
    }

    /// Adds bytes to its end.
    ///
    /// - Throws: `POSIXError` where it cannot be written.
    func append(_ data: Data) throws { try Self.write(data, to: path, O_CREAT | O_APPEND) }

    private static func write(_ data: Data, to path: String, _ flags: Int32) throws {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC | flags, 0o600)
        guard descriptor >= 0 else { throw failure }
        defer { close(descriptor) }
        var rest = Array(data)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw failure
            }
        }
    }

    /// What the last call of the system failed with.
    private static var failure: POSIXError { POSIXError(.init(rawValue: errno) ?? .EIO) }
}
