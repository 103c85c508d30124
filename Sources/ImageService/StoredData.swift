import DiskFormats
import Foundation
import NIOCore
import NIOPosix

/// Data in a store, or a part of it, which is read in chunks on demand. It stays readable if it is removed in the meantime.
struct StoredData: AsyncSequence, Sendable {
    /// The size of a chunk, in bytes.
    private static let chunkSize = 1 << 18

    /// The range of bytes to read.
    let range: Range<Int64>
    /// The size of the whole data, in bytes.
    let fileSize: Int64
    private let file: FileHandle
    private let threads: NIOThreadPool

    /// Opens a file.
    ///
    /// - Parameter range: the part to read; nil for all of it.
    /// - Throws: `POSIXError` if the file cannot be opened.
    init(path: String, range: Range<Int64>?, threads: NIOThreadPool) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw POSIXError.last }
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        self.threads = threads
        // Reads use explicit offsets, so the file's position does not matter.
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
        // A file in place does not shrink, so a failure to read means a broken disk.
        guard got > 0 else { throw POSIXError(.EIO) }
        return buffer
    }
}
