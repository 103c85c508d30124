import Crypto
import DiskFormats
import ImageModel
import NIOCore
import NIOPosix

/// Writes incoming data to a file. Two hashes, the inspection of its format and the writing run concurrently, on threads of
/// their own, while the next bytes arrive.
struct IncomingData: Sendable {
    /// The result of writing the data.
    struct Summary: Sendable {
        let size: Int64
        /// In lower-case hexadecimal.
        let md5: String
        /// In lower-case hexadecimal.
        let sha512: String
        /// The result of inspecting the data's format.
        let disk: StreamedDisk
    }

    /// The result of one of the concurrent tasks.
    private enum Part: Sendable {
        case md5(Insecure.MD5)
        case sha512(SHA512)
        case written(StreamedDisk)
        case gathered
    }

    /// The path of the file; an existing file is replaced.
    let path: String
    /// The maximum size of the data, in bytes.
    let limit: Int64
    let threads: NIOThreadPool

    /// Receives data until it ends; when this returns, all of it is on disk.
    ///
    /// - Throws: the error of the source, `OversizedData` as soon as the limit is exceeded, or `POSIXError` if the file cannot
    ///   be written.
    func receive<Source: AsyncSequence & Sendable>(_ source: Source) async throws -> Summary
    where Source.Element == ByteBuffer {
        let (first, second, third) = (BlockLane(), BlockLane(), BlockLane())
        return try await withThrowingTaskGroup(of: Part.self) { group in
            group.addTask { .md5(try await first.fold(into: Insecure.MD5(), on: threads, Self.hash)) }
            group.addTask { .sha512(try await second.fold(into: SHA512(), on: threads, Self.hash)) }
            group.addTask { .written(try await write(third)) }
            group.addTask {
                try await gather(source, for: [first, second, third])
                return .gathered
            }
            // If one task fails, the others are cancelled, and the group throws before incomplete results are used.
            var (md5, sha512, disk): (Insecure.MD5?, SHA512?, StreamedDisk?)
            for try await part in group {
                switch part {
                case .md5(let function): md5 = function
                case .sha512(let function): sha512 = function
                case .written(let written): disk = written
                case .gathered: break
                }
            }
            guard let md5, let sha512, let disk else { throw CancellationError() }
            return Summary(
                size: disk.size, md5: md5.finalize().hexadecimal, sha512: sha512.finalize().hexadecimal, disk: disk)
        }
    }

    /// Collects chunks of any size into blocks, and hands these to the lanes.
    private func gather<Source: AsyncSequence>(
        _ source: Source, for lanes: [BlockLane]
    ) async throws where Source.Element == ByteBuffer {
        var ring = BlockRing(lanes)
        var block = try await ring.next()
        var size: Int64 = 0
        for try await var bytes in source {
            size += Int64(bytes.readableBytes)
            guard size <= limit else { throw OversizedData(limit: limit) }
            while bytes.readableBytes > 0 {
                let room = BlockRing.blockSize - block.readableBytes
                if let part = bytes.readSlice(length: min(room, bytes.readableBytes)) {
                    block.writeImmutableBuffer(part)
                }
                if block.readableBytes == BlockRing.blockSize {
                    ring.give(block)
                    block = try await ring.next()
                }
            }
        }
        // When the task is cancelled, the source may end as if it were finished.
        try Task.checkCancellation()
        if block.readableBytes > 0 { ring.give(block) }
        ring.finish()
    }

    private func write(_ lane: BlockLane) async throws -> StreamedDisk {
        let path = path
        let file = try await threads.runIfActive { try IncomingFile(path: path) }
        do {
            let disk = try await lane.fold(into: DiskStream(), on: threads) { disk, block in
                try file.append(block)
                block.withUnsafeReadableBytes { disk.append($0) }
            }
            try await threads.runIfActive {
                try file.finish()
                file.close()
            }
            return disk.finish()
        } catch {
            file.close()
            throw error
        }
    }

    private static func hash<Function: HashFunction>(_ function: inout Function, _ block: ByteBuffer) {
        block.withUnsafeReadableBytes { function.update(bufferPointer: $0) }
    }
}
