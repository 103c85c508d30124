import Foundation

/// An open regular file that is being inspected.
struct DiskFile: ByteSource {
    let size: Int64?
    private let path: String
    private let length: Int64
    private let descriptor: Int32
    /// The number of bytes that may still be read.
    private var remaining = DiskInspection.readLimit

    /// Opens a file. The caller has to close it.
    init(path: String) throws(DiskFileError) {
        // Without O_NONBLOCK, opening a named pipe would wait for its writer.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.failure(errno, path) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let code = errno
            _ = Foundation.close(descriptor)
            throw Self.failure(code, path)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            _ = Foundation.close(descriptor)
            throw .notRegular(path: path)
        }
        guard status.st_size > 0 else {
            _ = Foundation.close(descriptor)
            throw .empty(path: path)
        }
        self.path = path
        self.descriptor = descriptor
        length = Int64(status.st_size)
        size = length
    }

    func close() { _ = Foundation.close(descriptor) }

    mutating func bytes(at offset: UInt64, count: Int) throws(DiskFileError) -> Bytes {
        guard let start = off_t(exactly: offset), offset < UInt64(length) else { return Bytes([]) }
        let wanted = min(count, remaining, Int(clamping: length - Int64(start)))
        guard wanted > 0 else { return Bytes([]) }
        var buffer = [UInt8](repeating: 0, count: wanted)
        var filled = 0
        while filled < wanted {
            let got = buffer.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress?.advanced(by: filled), wanted - filled, start + off_t(filled))
            }
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { throw Self.failure(errno, path) }
            if got == 0 { break }
            filled += got
        }
        remaining -= filled
        return Bytes(Array(buffer.prefix(filled)))
    }

    mutating func last(_ count: Int) throws(DiskFileError) -> Bytes {
        try bytes(at: UInt64(max(0, length - Int64(count))), count: count)
    }

    private static func failure(_ code: Int32, _ path: String) -> DiskFileError {
        switch code {
        case ENOENT, ENOTDIR: .missing(path: path)
        case ENXIO, EISDIR: .notRegular(path: path)  // a socket, or a pipe without a reader
        default: .unreadable(path: path, reason: String(cString: strerror(code)))
        }
    }
}
