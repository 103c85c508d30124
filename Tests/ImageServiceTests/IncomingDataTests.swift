import Crypto
import DiskFormats
import Foundation
import NIOCore
import NIOPosix
import Synchronization
import TestSupport
import Testing

@testable import ImageService

/// Data on its way into a file, and the blocks that carry it there.
///
/// One after the other: they would keep all threads busy that the services of other tests need.
@Suite(.serialized, .timeLimit(.minutes(10))) struct IncomingDataTests {
    /// Below, at and above the edges of blocks and pages.
    private static let sizes = [
        0, 1, 4097, BlockRing.blockSize, BlockRing.blockSize + 1, 5 * BlockRing.blockSize + 4097,
    ]

    @Test(
        "whatever the size and the pieces, the file and the hashes are those of the data", arguments: sizes,
        [1000, 65_536, 3 << 20])
    func roundTrip(size: Int, piece: Int) async throws {
        try await TestService.withFolder { folder in
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let bytes = Self.bytes(size)
            let pieces = AsyncStream<ByteBuffer> { stream in
                for start in stride(from: 0, to: size, by: piece) {
                    stream.yield(ByteBuffer(bytes: bytes[start..<min(size, start + piece)]))
                }
                stream.finish()
            }
            let summary = try await Self.incoming(folder + "/file").receive(pieces)
            #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/file")) == Data(bytes))
            #expect(summary.size == Int64(size))
            #expect(summary.md5 == Self.hex(Insecure.MD5.hash(data: bytes)))
            #expect(summary.sha512 == Self.hex(SHA512.hash(data: bytes)))
            #expect(summary.disk.size == Int64(size))
        }
    }

    @Test("a disk that is full is told at once, though the source says nothing more")
    func full() async throws {
        let (pieces, tell) = AsyncStream.makeStream(of: ByteBuffer.self)
        tell.yield(ByteBuffer(repeating: 1, count: 2 * BlockRing.blockSize))
        let error = await #expect(throws: POSIXError.self) {
            try await Self.incoming("/dev/full").receive(pieces)
        }
        #expect(error?.code == .ENOSPC)
        withExtendedLifetime(tell) {}
    }

    @Test("what breaks off leaves no file open, which would keep its room on the disk when it is removed")
    func closed() async throws {
        struct BreakOff: Error {}
        try await TestService.withFolder { folder in
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let path = folder + "/file"
            // Who has worked on it holds it only now and then for a moment longer.
            for _ in 0..<200 {
                let (pieces, tell) = AsyncThrowingStream.makeStream(of: ByteBuffer.self)
                tell.yield(ByteBuffer(repeating: 1, count: BlockRing.blockSize))
                tell.finish(throwing: BreakOff())
                await #expect(throws: BreakOff.self) { try await Self.incoming(path).receive(pieces) }
                #expect(!Self.openFiles().contains(path))
            }
        }
    }

    /// The paths of the files that this process has open.
    private static func openFiles() -> Set<String> {
        let folder = "/proc/self/fd"
        // One of them is the folder itself, which is closed again by now.
        let numbers = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return Set(
            numbers.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: folder + "/" + $0) })
    }

    @Test("data up to the limit is taken, and not a byte more", arguments: [0, 1, BlockRing.blockSize, 3_000_000])
    func limit(size: Int) async throws {
        try await TestService.withFolder { folder in
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try await Self.expect(limit: size, at: folder + "/file")
        }
    }

    private static func expect(limit size: Int, at path: String) async throws {
        func receive(_ count: Int) async throws -> Int64 {
            let (pieces, tell) = AsyncStream.makeStream(of: ByteBuffer.self)
            let piece = 1 << 16
            for start in stride(from: 0, to: count, by: piece) {
                tell.yield(ByteBuffer(repeating: 1, count: min(piece, count - start)))
            }
            tell.finish()
            return try await incoming(path, limit: Int64(size)).receive(pieces).size
        }
        #expect(try await receive(size) == Int64(size))
        await #expect(throws: OversizedData(limit: Int64(size))) { try await receive(size + 1) }
    }

    @Test("what goes beyond the limit is told at once, though the source says nothing more")
    func beyond() async throws {
        let (pieces, tell) = AsyncStream.makeStream(of: ByteBuffer.self)
        tell.yield(ByteBuffer(repeating: 1, count: 11))
        await #expect(throws: OversizedData(limit: 10)) {
            try await Self.incoming("/dev/null", limit: 10).receive(pieces)
        }
        withExtendedLifetime(tell) {}
    }

    @Test("a source that breaks off is told as it is, and not taken for one that has ended")
    func brokenOff() async throws {
        struct BreakOff: Error {}
        let (pieces, tell) = AsyncThrowingStream.makeStream(of: ByteBuffer.self)
        tell.yield(ByteBuffer(repeating: 1, count: 3 * BlockRing.blockSize / 2))
        tell.finish(throwing: BreakOff())
        await #expect(throws: BreakOff.self) { try await Self.incoming("/dev/null").receive(pieces) }
    }

    @Test("what is cancelled ends, though the source says nothing more, and is not taken for whole")
    func cancelled() async throws {
        let (pieces, tell) = AsyncStream.makeStream(of: ByteBuffer.self)
        tell.yield(ByteBuffer(repeating: 1, count: BlockRing.blockSize))
        let task = Task { try await Self.incoming("/dev/null").receive(pieces) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        withExtendedLifetime(tell) {}
    }

    @Test("no more than a few blocks are on their way where one of the lanes stands still")
    func bounded() async throws {
        let (quick, slow) = (BlockLane(), BlockLane())
        let (passed, tell) = AsyncStream.makeStream(of: UInt8.self)
        let filled = Count()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                var ring = BlockRing([quick, slow])
                for number in 0..<UInt8(20) {
                    var block = try await ring.next()
                    filled.value.withLock { $0 += 1 }
                    block.writeRepeatingByte(number, count: BlockRing.blockSize)
                    ring.give(block)
                }
                ring.finish()
            }
            group.addTask {
                let bytes = try await Self.firstBytes(of: quick) { tell.yield($0) }
                #expect(bytes == Array(0..<20))
                tell.finish()
            }
            var numbers = passed.makeAsyncIterator()
            for number in 0..<UInt8(3) { #expect(await numbers.next() == number) }
            #expect(filled.value.withLock { $0 } == 3)
            group.addTask {
                let bytes = try await Self.firstBytes(of: slow) { _ in }
                #expect(bytes == Array(0..<20))
            }
            for number in 3..<UInt8(20) { #expect(await numbers.next() == number) }
            try await group.waitForAll()
        }
    }

    @Test("blocks begin at a page and go round")
    func goingRound() async throws {
        let lane = BlockLane()
        let places = try await withThrowingTaskGroup(of: Set<Int>.self) { group in
            group.addTask {
                var ring = BlockRing([lane])
                for _ in 0..<60 {
                    var block = try await ring.next()
                    block.writeRepeatingByte(1, count: BlockRing.blockSize)
                    ring.give(block)
                }
                ring.finish()
                return []
            }
            group.addTask {
                try await lane.fold(into: Set(), on: .singleton) { places, block in
                    places.insert(block.withUnsafeReadableBytes { Int(bitPattern: $0.baseAddress) })
                }
            }
            return try await group.reduce(into: Set()) { $0.formUnion($1) }
        }
        #expect(places.allSatisfy { $0.isMultiple(of: 4096) })
        // Five, and now and then another one where a thread was slow to let go.
        #expect(places.count < 30, "\(places.count) places")
    }

    private final class Count: Sendable {
        let value = Mutex(0)
    }

    /// Bytes that are not the same in any two pages of a block.
    private static func bytes(_ count: Int) -> [UInt8] {
        var generator = SplitMix(state: UInt64(count))
        // No multiple of a page.
        let pattern = (0..<10_007).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + pattern.count)
        while bytes.count < count { bytes.append(contentsOf: pattern) }
        return Array(bytes.prefix(count))
    }

    private static func incoming(_ path: String, limit: Int64 = .max) -> IncomingData {
        IncomingData(path: path, limit: limit, threads: .singleton)
    }

    private static func firstBytes(
        of lane: BlockLane, _ tell: @escaping @Sendable (UInt8) -> Void
    ) async throws -> [UInt8] {
        try await lane.fold(into: [], on: .singleton) { bytes, block in
            #expect(block.readableBytes == BlockRing.blockSize)
            let first = block.readableBytesView.first ?? .max
            bytes.append(first)
            tell(first)
        }
    }

    private static func hex(_ digest: some Sequence<UInt8>) -> String {
        digest.map { String(format: "%02x", $0) }.joined()
    }
}
