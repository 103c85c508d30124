import NIOCore
import NIOPosix

/// A ring of data blocks: each is filled, handed to several lanes, and reused once all of them are done with it.
///
/// So memory use is constant, however much data there is and however slow a lane is.
struct BlockRing {
    /// The size of a full block, in bytes: large enough that lanes rarely wait for each other, small enough that a few blocks
    /// cost little. Together with the padding for page alignment it makes up the allocation, which is a power of two.
    static let blockSize = (1 << 20) - pageSize
    /// The multiple that disks require for offsets, lengths and memory addresses when writes bypass the page cache, in bytes.
    private static let pageSize = 4096
    /// The maximum number of blocks in use.
    private static let limit = 3

    private let lanes: [BlockLane]
    private var done: [AsyncStream<Void>.Iterator]
    /// The blocks that the lanes hold, the oldest first.
    private var given: [ByteBuffer] = []
    /// A block that the lanes have returned. It is reused once the next one has been returned, when nobody holds a reference to
    /// it any more.
    private var spare: ByteBuffer?

    /// Creates a ring without any blocks.
    init(_ lanes: [BlockLane]) {
        self.lanes = lanes
        done = lanes.map { $0.done.makeAsyncIterator() }
    }

    /// Returns a block to fill, once one is available; it begins at a page boundary.
    ///
    /// - Throws: `CancellationError`.
    mutating func next() async throws -> ByteBuffer {
        guard given.count == Self.limit else { return Self.allocated() }
        for index in done.indices {
            guard await done[index].next() != nil else { throw CancellationError() }
        }
        var block = spare.take() ?? Self.allocated()
        spare = given.removeFirst()
        Self.empty(&block)
        return block
    }

    /// Hands a block to all lanes.
    mutating func give(_ block: ByteBuffer) {
        given.append(block)
        for lane in lanes { lane.give(block) }
    }

    /// Tells all lanes that no more blocks follow.
    func finish() {
        for lane in lanes { lane.finish() }
    }

    private static func allocated() -> ByteBuffer {
        var block = ByteBufferAllocator().buffer(capacity: blockSize + pageSize)
        empty(&block)
        return block
    }

    private static func empty(_ block: inout ByteBuffer) {
        block.clear(minimumCapacity: blockSize + pageSize)
        let start = block.withVeryUnsafeBytes { Int(bitPattern: $0.baseAddress) }
        let gap = (pageSize - start % pageSize) % pageSize
        block.moveWriterIndex(to: gap)
        block.moveReaderIndex(to: gap)
    }
}

/// A queue of blocks for one consumer, which processes them in order.
struct BlockLane: Sendable {
    private let blocks: AsyncStream<ByteBuffer>
    private let given: AsyncStream<ByteBuffer>.Continuation
    /// Yields once for each block that has been processed.
    fileprivate let done: AsyncStream<Void>
    private let tell: AsyncStream<Void>.Continuation

    init() {
        (blocks, given) = AsyncStream.makeStream()
        (done, tell) = AsyncStream.makeStream()
    }

    fileprivate func give(_ block: ByteBuffer) { given.yield(block) }
    fileprivate func finish() { given.finish() }

    /// Processes all blocks in order.
    ///
    /// - Parameters:
    ///   - state: the initial state.
    ///   - threads: the threads on which `work` is called.
    ///   - work: processes a block; it may block its thread.
    /// - Returns: the final state.
    /// - Throws: the error of `work`, or `CancellationError`.
    func fold<State: Sendable>(
        into state: State, on threads: NIOThreadPool,
        _ work: @escaping @Sendable (inout State, ByteBuffer) throws -> Void
    ) async throws -> State {
        var state = state
        for await block in blocks {
            let before = state
            state = try await threads.runIfActive {
                var after = before
                try work(&after, block)
                return after
            }
            tell.yield()
        }
        // When the task is cancelled, the stream ends as if it were finished.
        try Task.checkCancellation()
        return state
    }
}
