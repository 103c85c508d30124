import Crypto
import DiskFormats
import NIOCore
import NIOPosix

/// Data on its way into a file. It is hashed twice, looked at and written side by side, on threads of their own, while the
/// next bytes are on their way.
struct IncomingData: Sendable {
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

    /// What one of those who work on the data has come to.
    private enum Part: Sendable {
        case md5(Insecure.MD5)
        case sha512(SHA512)
        case written(StreamedDisk)
        case gathered
    }

    /// Where it goes; an older file is replaced.
    let path: String
    /// Bytes at most.
    let limit: Int64
    let threads: NIOThreadPool

    /// Takes data until it ends; when this returns, all of it is on the disk.
    ///
    /// - Throws: what the source threw; `OversizedData` as soon as there is more than the limit; `POSIXError` where the file
    ///   cannot be written.
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
            // Where one fails, the others are called off, and the group throws before what they have is taken for whole.
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
                size: disk.size, md5: Self.hex(md5.finalize()), sha512: Self.hex(sha512.finalize()), disk: disk)
        }
    }

    /// Fills blocks from what comes, in whatever pieces, and hands them to the lanes.
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
        // A source that is cancelled may end as one that is finished.
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

    private static func hex(_ digest: some Sequence<UInt8>) -> String {
        digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
