/// A part of a disk that is collected while the disk streams past.
struct DiskRegion {
    let offset: UInt64
    private(set) var count: UInt64
    private(set) var bytes: [UInt8] = []

    init(at offset: UInt64, count: Int) {
        self.offset = offset
        self.count = UInt64(count)
    }

    var isComplete: Bool { bytes.count == count }

    /// Ends the region at the bytes collected so far.
    mutating func close() { count = UInt64(bytes.count) }

    /// Collects the bytes of a block that belong to this region. The block begins at offset `start` of the disk.
    ///
    /// If the stream has already passed the region's offset, the region begins at the current block instead, unless that is
    /// beyond its end. Glance does the same, so both come to the same verdict on tables that point backwards.
    mutating func append(_ block: [UInt8], from start: UInt64) {
        guard !isComplete, start <= offset.addingSaturating(count), offset <= start + UInt64(block.count) else {
            return
        }
        bytes.reserveCapacity(Int(count))
        let gap = start < offset ? Int(offset - start) : 0
        bytes.append(contentsOf: block.dropFirst(gap).prefix(Int(count) - bytes.count))
    }

    /// Returns the offset of the next block with bytes of this region, after the stream has reached `position`; nil if there is
    /// none.
    func nextBlock(after position: UInt64) -> UInt64? {
        if isComplete { return nil }
        if !bytes.isEmpty { return position }
        return offset >= position ? offset - offset % UInt64(DiskStream.blockSize) : nil
    }
}
