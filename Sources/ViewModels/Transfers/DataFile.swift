import Foundation
import ImageModel

/// A file that is to become an image's data.
public struct DataFile: Hashable, Sendable {
    /// Its path, without `~`.
    public let path: String
    /// Bytes in it when it was looked at.
    public let size: Int64

    /// Bytes that are read at a time.
    static let chunkSize = 1 << 20

    /// Looks at a file, away from the threads that tasks run on: it is looked at as its path is typed, and a file server that
    /// does not answer holds up nothing else.
    ///
    /// - Parameter path: may begin with `~`.
    /// - Throws: `DataFileError` where it cannot be sent.
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

    /// The bytes, read anew each time; an error ends them where the file is not what it was.
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
                // Before each part goes out: the last of it makes a service keep what it has, and all that goes before is in
                // vain.
                let now = opened.now
                if let size = now?.size, size != file.size { throw changed(isLonger: size > file.size) }
                // A file that is written to without becoming longer is neither the one that it was nor the one that it will be.
                if !bytes.isEmpty, let now, let before = opened.before, now.written != before.written {
                    throw DataFileError.written(path: file.path)
                }
                // Some files have more or less in them than they say.
                if sent > file.size { throw changed(isLonger: true) }
                guard !bytes.isEmpty else {
                    if sent < file.size { throw changed(isLonger: false) }
                    return nil
                }
                return bytes
            }

            private func changed(isLonger: Bool) -> DataFileError { .changed(path: file.path, isLonger: isLonger) }
        }

        /// A file that is being read, and a descriptor of its own that tells how it is by now.
        private final class OpenFile: Sendable {
            let reader: DescriptorReader
            /// How it was when it was opened; nil where the system does not say.
            let before: Condition?
            private let descriptor: Int32

            /// What shows that a file is another by now.
            struct Condition: Hashable {
                /// Bytes in it.
                let size: Int64
                /// When it was written to last: seconds, and nanoseconds.
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

            /// How it is now; nil where the system does not say.
            var now: Condition? { Condition(descriptor) }
        }
    }
}

/// Why a file cannot be sent.
public enum DataFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is nothing at the path.
    case missing(path: String)
    /// It is a folder.
    case notAFile(path: String)
    /// It is a pipe or a device: it has no size, and cannot be read twice.
    case stream(path: String)
    /// It may not be read.
    case unreadable(path: String)
    /// It cannot be read, or not to its end: why, in the system's words.
    case broken(path: String, reason: String)
    /// It was written to while it was sent, without becoming longer or shorter.
    case written(path: String)
    /// It became longer, or shorter, after it was looked at.
    case changed(path: String, isLonger: Bool)

    /// What a number of the system's stands for.
    fileprivate init(code: Int32, path: String) {
        switch code {
        case ENOENT, ENOTDIR: self = .missing(path: path)
        case EACCES: self = .unreadable(path: path)
        default: self = .broken(path: path, reason: String(cString: strerror(code)).lowercased())
        }
    }

    /// What is the matter.
    public var description: String {
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
