/// A piece of a disk that is gathered while the disk streams by.
struct DiskRegion {
    let offset: UInt64
    private(set) var count: UInt64
    private(set) var bytes: [UInt8] = []

    init(at offset: UInt64, count: Int) {
        self.offset = offset
        self.count = UInt64(count)
    }

    var isComplete: Bool { bytes.count == count }

    /// Takes no more than is there.
    mutating func close() { count = UInt64(bytes.count) }

    /// Takes what belongs here of a block, the bytes of the disk from `start` on.
    ///
    /// A region that is asked for when the disk has gone by begins where the disk is, if that is not beyond its end: so
    /// Glance has it, and comes to the same verdict on tables that point backwards.
    mutating func append(_ block: [UInt8], from start: UInt64) {
        guard !isComplete, start <= offset.addingSaturating(count), offset <= start + UInt64(block.count) else {
            return
        }
        bytes.reserveCapacity(Int(count))
        let gap = start < offset ? Int(offset - start) : 0
        bytes.append(contentsOf: block.dropFirst(gap).prefix(Int(count) - bytes.count))
    }

    /// Where the next block begins of which something belongs here, when the disk has gone by up to `position`.
    func nextBlock(after position: UInt64) -> UInt64? {
        if isComplete { return nil }
        if !bytes.isEmpty { return position }
        return offset >= position ? offset - offset % UInt64(DiskStream.blockSize) : nil
    }
}
