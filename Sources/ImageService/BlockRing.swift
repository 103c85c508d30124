import NIOCore
import NIOPosix

/// Blocks of data that go round: each is filled, handed to several lanes, and filled anew when all of them are done with it.
///
/// So the memory that data takes on its way is the same however much there is of it, and however slow one of the lanes is.
struct BlockRing {
    /// Bytes of a whole block: large enough that lanes rarely wait for each other, small enough that a few are nothing. With the
    /// room that it takes to begin at a page they fill what is allocated, which is a power of two.
    static let blockSize = (1 << 20) - pageSize
    /// What disks want places, lengths and memory to be multiples of, where they write past the system's cache.
    private static let pageSize = 4096
    /// Blocks that are on their way at most.
    private static let limit = 3

    private let lanes: [BlockLane]
    private var done: [AsyncStream<Void>.Iterator]
    /// Blocks that the lanes have, the oldest first.
    private var given: [ByteBuffer] = []
    /// A block that has come back. It waits for the next one to come, so that by then nobody has a hold of it.
    private var spare: ByteBuffer?

    /// A ring of which nothing is filled yet.
    init(_ lanes: [BlockLane]) {
        self.lanes = lanes
        done = lanes.map { $0.done.makeAsyncIterator() }
    }

    /// A block to be filled, as soon as there is one; it begins at a page.
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

    /// Tells all lanes that there are no more.
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

/// The way of blocks to one who works on them, one after the other.
struct BlockLane: Sendable {
    private let blocks: AsyncStream<ByteBuffer>
    private let given: AsyncStream<ByteBuffer>.Continuation
    /// Told of each block that has been worked on.
    fileprivate let done: AsyncStream<Void>
    private let tell: AsyncStream<Void>.Continuation

    init() {
        (blocks, given) = AsyncStream.makeStream()
        (done, tell) = AsyncStream.makeStream()
    }

    fileprivate func give(_ block: ByteBuffer) { given.yield(block) }
    fileprivate func finish() { given.finish() }

    /// Works on each block in turn until there are no more.
    ///
    /// - Parameters:
    ///   - state: what the work begins with.
    ///   - work: does it; it may block the thread that it is called on.
    /// - Returns: what the work has come to.
    /// - Throws: what `work` throws; `CancellationError`.
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
        // A stream that is cancelled ends as one that is finished.
        try Task.checkCancellation()
        return state
    }
}
