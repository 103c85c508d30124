import DiskFormats
import Foundation
import NIOCore
import NIOPosix

/// Data in a store, or a part of it, read chunk by chunk as it is asked for. It stays readable when it is removed meanwhile.
struct StoredData: AsyncSequence, Sendable {
    /// Bytes that are read at a time.
    private static let chunkSize = 1 << 18

    /// The bytes that are read.
    let range: Range<Int64>
    /// The bytes that there are.
    let fileSize: Int64
    private let file: FileHandle
    private let threads: NIOThreadPool

    /// Opens a file.
    ///
    /// - Parameter range: the part that is wanted; all of it where there is none.
    /// - Throws: `POSIXError` where it cannot be opened.
    init(path: String, range: Range<Int64>?, threads: NIOThreadPool) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw POSIXError.last }
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        self.threads = threads
        // Reads name their place, so it does not matter where this leaves the file.
        let end = lseek(descriptor, 0, SEEK_END)
        guard end >= 0 else { throw POSIXError.last }
        fileSize = Int64(end)
        let whole = 0..<fileSize
        self.range = range?.clamped(to: whole) ?? whole
    }

    func makeAsyncIterator() -> Iterator { Iterator(data: self, offset: range.lowerBound) }

    struct Iterator: AsyncIteratorProtocol {
        let data: StoredData
        var offset: Int64

        mutating func next() async throws -> ByteBuffer? {
            let (file, offset) = (data.file, offset)
            let count = Int(Swift.min(Int64(StoredData.chunkSize), data.range.upperBound - offset))
            guard count > 0 else { return nil }
            let chunk = try await data.threads.runIfActive { try StoredData.read(file, at: offset, count: count) }
            self.offset += Int64(chunk.readableBytes)
            return chunk
        }
    }

    private static func read(_ file: FileHandle, at offset: Int64, count: Int) throws -> ByteBuffer {
        var buffer = ByteBufferAllocator().buffer(capacity: count)
        let got = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { bytes in
            Swift.max(0, pread(file.fileDescriptor, bytes.baseAddress, count, off_t(offset)))
        }
        // A file in its place does not become shorter: what cannot be read is a broken disk.
        guard got > 0 else { throw POSIXError(.EIO) }
        return buffer
    }
}
