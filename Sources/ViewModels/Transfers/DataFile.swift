import Foundation
import ImageModel

/// A file whose content becomes an image's data.
package struct DataFile: Hashable, Sendable {
    /// The path, without `~`.
    package let path: String
    /// The size in bytes when the file was examined.
    package let size: Int64

    /// The number of bytes that are read at a time.
    static let chunkSize = 1 << 20

    /// Examines a file off the threads that tasks run on: this happens while its path is typed, and an unresponsive file server
    /// must not hold up anything else.
    ///
    /// - Parameter path: the path; it may begin with `~`.
    /// - Throws: `DataFileError` if the file cannot be sent.
    static func inspect(_ path: String) async throws(DataFileError) -> DataFile {
        try await FileLane().perform { () throws(DataFileError) in try found(FilePath.expanded(path)) }
    }

    private static func found(_ path: String) throws(DataFileError) -> DataFile {
        var status = stat()
        guard stat(path, &status) == 0 else { throw DataFileError(code: errno, path: path) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw .notAFile(path: path)
        default: throw .stream(path: path)
        }
        guard access(path, R_OK) == 0 else { throw DataFileError(code: errno, path: path) }
        return DataFile(path: path, size: Int64(status.st_size))
    }

    /// The content, which is read anew for each iteration. An error ends it if the file has changed.
    var data: ImageData { ImageData(size: size, chunks: Chunks(file: self)) }

    private struct Chunks: AsyncSequence {
        let file: DataFile

        func makeAsyncIterator() -> Iterator { Iterator(file: file) }

        struct Iterator: AsyncIteratorProtocol {
            let file: DataFile
            private var opened: OpenFile?
            private var sent: Int64 = 0

            init(file: DataFile) { self.file = file }

            mutating func next() async throws -> [UInt8]? {
                let opened = try self.opened ?? OpenFile(file.path)
                self.opened = opened
                let bytes: [UInt8]
                do {
                    bytes = try await opened.reader.read(upTo: DataFile.chunkSize)
                } catch let error as POSIXError {
                    throw DataFileError(code: error.code.rawValue, path: file.path)
                }
                sent += Int64(bytes.count)
                // Checked before each chunk is sent: once the last one is out, the service keeps the data, and everything
                // before it would have been in vain.
                let now = opened.now
                if let size = now?.size, size != file.size { throw changed(isLonger: size > file.size) }
                // A file that was written to, even at the same size, may have been sent partly old and partly new.
                if !bytes.isEmpty, let now, let before = opened.before, now.written != before.written {
                    throw DataFileError.written(path: file.path)
                }
                // Some files have more or less content than their size says.
                if sent > file.size { throw changed(isLonger: true) }
                guard !bytes.isEmpty else {
                    if sent < file.size { throw changed(isLonger: false) }
                    return nil
                }
                return bytes
            }

            private func changed(isLonger: Bool) -> DataFileError { .changed(path: file.path, isLonger: isLonger) }
        }

        /// A file that is being read, with a second descriptor to observe its current state.
        private final class OpenFile: Sendable {
            let reader: DescriptorReader
            /// The state of the file when it was opened; nil if the system did not report it.
            let before: Condition?
            private let descriptor: Int32

            /// What reveals that a file has changed.
            struct Condition: Hashable {
                /// The size in bytes.
                let size: Int64
                /// The time of the last modification: seconds, and nanoseconds.
                let written: [Int]

                init?(_ descriptor: Int32) {
                    var status = stat()
                    guard fstat(descriptor, &status) == 0 else { return nil }
                    size = Int64(status.st_size)
                    written = [Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec)]
                }
            }

            init(_ path: String) throws {
                descriptor = open(path, O_RDONLY | O_CLOEXEC)
                guard descriptor >= 0 else { throw DataFileError(code: errno, path: path) }
                let other = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
                guard other >= 0 else {
                    let code = errno
                    close(descriptor)
                    throw DataFileError(code: code, path: path)
                }
                reader = DescriptorReader(owning: other)
                before = Condition(descriptor)
            }

            deinit { close(descriptor) }

            /// The current state; nil if the system does not report it.
            var now: Condition? { Condition(descriptor) }
        }
    }
}

/// Why a file cannot be sent.
package enum DataFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is nothing at the path.
    case missing(path: String)
    /// It is a folder.
    case notAFile(path: String)
    /// It is a pipe or a device: it has no size, and cannot be read twice.
    case stream(path: String)
    /// The user may not read the file.
    case unreadable(path: String)
    /// The file cannot be read, or only in part, for the system's reason.
    case broken(path: String, reason: String)
    /// The file was written to while it was being sent, without changing its size.
    case written(path: String)
    /// The file became longer or shorter after it was examined.
    case changed(path: String, isLonger: Bool)

    /// The error for an `errno` code.
    fileprivate init(code: Int32, path: String) {
        switch code {
        case ENOENT, ENOTDIR: self = .missing(path: path)
        case EACCES: self = .unreadable(path: path)
        default: self = .broken(path: path, reason: String(cString: strerror(code)).lowercased())
        }
    }

    /// A sentence that says what is wrong.
    package var description: String {
        switch self {
        case .missing(let path): "There is no file \(path)."
        case .notAFile(let path): "\(path) is not a file."
        case .stream(let path):
            "\(path) is a pipe or a device, and not a file. Send what comes out of it by: gaze create --data - NAME < \(path)"
        case .unreadable(let path): "\(path) may not be read by you."
        case .broken(let path, let reason): "\(path) cannot be read: \(reason)."
        case .written(let path):
            "\(path) was written to while it was sent, so that some of it is old and some new."
        case .changed(let path, let isLonger):
            "\(path) became \(isLonger ? "longer" : "shorter") after it was looked at."
        }
    }
}
