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

    /// Looks at a file, off the main actor.
    ///
    /// - Parameter path: may begin with `~`.
    /// - Throws: `DataFileError` where it cannot be sent.
    @concurrent
    static func inspect(_ path: String) async throws(DataFileError) -> DataFile {
        let path = FilePath.expanded(path)
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: resolving(path)) else {
            throw .missing(path: path)
        }
        guard attributes[.type] as? FileAttributeType == .typeRegular else { throw .notAFile(path: path) }
        guard FileManager.default.isReadableFile(atPath: path) else { throw .unreadable(path: path) }
        return DataFile(path: path, size: (attributes[.size] as? NSNumber)?.int64Value ?? 0)
    }

    private static func resolving(_ path: String) -> String {
        URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
    }

    /// The bytes, read anew each time; an error ends them where the file is not what it was.
    var data: ImageData { ImageData(size: size, chunks: Chunks(file: self)) }

    private struct Chunks: AsyncSequence {
        let file: DataFile

        func makeAsyncIterator() -> Iterator { Iterator(file: file) }

        struct Iterator: AsyncIteratorProtocol {
            let file: DataFile
            private var reader: DescriptorReader?
            private var sent: Int64 = 0

            init(file: DataFile) { self.file = file }

            mutating func next() async throws -> [UInt8]? {
                let reader = try self.reader ?? opened()
                self.reader = reader
                let bytes: [UInt8]
                do {
                    bytes = try await reader.read(upTo: DataFile.chunkSize)
                } catch is POSIXError {
                    throw DataFileError.unreadable(path: file.path)
                }
                sent += Int64(bytes.count)
                guard !bytes.isEmpty else {
                    if sent < file.size { throw DataFileError.changed(path: file.path, isLonger: false) }
                    return nil
                }
                // Before the last of it goes out: a service that has all that it was promised keeps it.
                if sent >= file.size, try await isLonger(reader) {
                    throw DataFileError.changed(path: file.path, isLonger: true)
                }
                return bytes
            }

            private func isLonger(_ reader: DescriptorReader) async throws -> Bool {
                guard sent == file.size else { return true }
                do {
                    return try await !reader.read(upTo: 1).isEmpty
                } catch is POSIXError {
                    throw DataFileError.unreadable(path: file.path)
                }
            }

            private func opened() throws -> DescriptorReader {
                let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
                guard descriptor >= 0 else { throw DataFileError.missing(path: file.path) }
                return DescriptorReader(owning: descriptor)
            }
        }
    }
}

/// Why a file cannot be sent.
public enum DataFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is nothing at the path.
    case missing(path: String)
    /// It is a folder, a device or the like.
    case notAFile(path: String)
    /// It may not be read.
    case unreadable(path: String)
    /// It became longer, or shorter, while it was being sent.
    case changed(path: String, isLonger: Bool)

    /// What is the matter.
    public var description: String {
        switch self {
        case .missing(let path): "There is no file \(path)."
        case .notAFile(let path): "\(path) is not a file."
        case .unreadable(let path): "\(path) may not be read by you."
        case .changed(let path, let isLonger):
            "\(path) became \(isLonger ? "longer" : "shorter") while it was being sent."
        }
    }
}
