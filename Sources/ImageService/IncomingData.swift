import AsyncAlgorithms
import Crypto
import DiskFormats
import Foundation
import NIOCore
import NIOPosix

/// Data on its way into a file. It is hashed twice, looked at and written at the same time, on threads of their own, while
/// the next bytes are on their way.
struct IncomingData: Sendable {
    /// Bytes that are hashed and written at a time: large enough that the threads are rarely changed, small enough that the
    /// few that are under way at once are nothing.
    private static let blockSize = 1 << 20

    /// What was written.
    struct Summary: Sendable {
        let size: Int64
        /// Lower-case hexadecimal.
        let md5: String
        /// Lower-case hexadecimal.
        let sha512: String
        /// What the bytes are.
        let disk: StreamedDisk
    }

    /// Where it goes; an older file is replaced.
    let path: String
    let threads: NIOThreadPool

    /// Takes data until it ends; when this returns, all of it is on the disk.
    ///
    /// - Throws: what the source threw, or `POSIXError` where the file cannot be written.
    func receive<Source: AsyncSequence & Sendable>(_ source: Source) async throws -> Summary
    where Source.Element == ByteBuffer {
        let blocks = AsyncThrowingChannel<[ByteBuffer], any Error>()
        return try await withThrowingTaskGroup(of: Summary?.self) { group in
            group.addTask { try await write(blocks) }
            group.addTask {
                try await Self.collect(source, into: blocks)
                return nil
            }
            // Where one side fails, the other is called off, and the group throws before it takes a summary for whole.
            var summary: Summary?
            for try await result in group { summary = result ?? summary }
            guard let summary else { throw CancellationError() }
            return summary
        }
    }

    private static func collect<Source: AsyncSequence>(
        _ source: Source, into blocks: AsyncThrowingChannel<[ByteBuffer], any Error>
    ) async throws where Source.Element == ByteBuffer {
        var block: [ByteBuffer] = []
        var size = 0
        for try await buffer in source {
            block.append(buffer)
            size += buffer.readableBytes
            if size >= blockSize {
                await blocks.send(block)
                (block, size) = ([], 0)
            }
        }
        if size > 0 { await blocks.send(block) }
        blocks.finish()
    }

    private func write(_ blocks: AsyncThrowingChannel<[ByteBuffer], any Error>) async throws -> Summary {
        let path = path
        let file = try await threads.runIfActive { try OpenFile(path: path) }
        var (md5, sha512, disk) = (Insecure.MD5(), SHA512(), DiskStream())
        var size: Int64 = 0
        for try await block in blocks {
            let before = (md5: md5, sha512: sha512, disk: disk)
            async let first = threads.runIfActive {
                try file.append(block)
                return Self.hash(before.md5, block)
            }
            async let second = threads.runIfActive {
                var disk = before.disk
                for buffer in block { buffer.withUnsafeReadableBytes { disk.append($0) } }
                return (Self.hash(before.sha512, block), disk)
            }
            (md5, (sha512, disk)) = try await (first, second)
            size += block.reduce(0) { $0 + Int64($1.readableBytes) }
        }
        // A channel that is cancelled ends as one that is finished.
        try Task.checkCancellation()
        try await threads.runIfActive { try file.finish() }
        return Summary(
            size: size, md5: Self.hex(md5.finalize()), sha512: Self.hex(sha512.finalize()), disk: disk.finish())
    }

    private static func hash<Function: HashFunction & Sendable>(_ function: Function, _ block: [ByteBuffer]) -> Function
    {
        var function = function
        for buffer in block { buffer.withUnsafeReadableBytes { function.update(bufferPointer: $0) } }
        return function
    }

    private static func hex(_ digest: some Sequence<UInt8>) -> String {
        digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

/// A file that is being written, closed with the last reference to it.
private final class OpenFile: Sendable {
    private let descriptor: Int32

    init(path: String) throws {
        descriptor = open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    }

    deinit { close(descriptor) }

    func append(_ block: [ByteBuffer]) throws {
        for buffer in block {
            try buffer.withUnsafeReadableBytes { bytes in
                var done = 0
                while done < bytes.count {
                    let written = Glibc.write(
                        descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
                    if written < 0 && errno == EINTR { continue }
                    guard written >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
                    done += written
                }
            }
        }
    }

    /// Brings everything to the disk.
    func finish() throws {
        guard fsync(descriptor) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    }
}
