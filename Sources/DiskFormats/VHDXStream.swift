/// The parts of a VHDX collected while it streams past: the first region table, the metadata table, and the disk's size.
struct VHDXStream {
    private var regions = DiskRegion(at: VHDXMetadata.regionTables[0], count: VHDXMetadata.tableSize)
    private var metadata: DiskRegion?
    private var size: DiskRegion?
    /// Whether nothing more can be found in the rest of the stream.
    private var isSettled = false
    /// The number of bytes that had passed when a table turned out to be invalid.
    private var brokenAt: UInt64?
    private let isIdentified: Bool

    /// Begins to collect; nil if the data is not a VHDX.
    ///
    /// - Parameter head: the first block, or all data if there is less.
    init?(_ head: Bytes) {
        guard VHDXMetadata.begins(head) else { return nil }
        isIdentified = head.count >= 32
    }

    /// Collects the bytes of a block that are needed. At most one table is evaluated per block.
    mutating func append(_ block: [UInt8], from start: UInt64) {
        guard !isSettled else { return }
        regions.append(block, from: start)
        metadata?.append(block, from: start)
        size?.append(block, from: start)
        if let table = metadata {
            if size == nil { readMetadata(table, block, from: start) }
        } else {
            readRegions(block, from: start)
        }
    }

    private mutating func readRegions(_ block: [UInt8], from start: UInt64) {
        switch VHDXMetadata.region(in: Bytes(regions.bytes)) {
        case .found(let offset):
            var region = DiskRegion(at: offset, count: VHDXMetadata.tableSize)
            region.append(block, from: start)
            metadata = region
        case .unfinished: break
        case .none: isSettled = true
        case .broken: giveUp(block, from: start)
        }
    }

    private mutating func readMetadata(_ table: DiskRegion, _ block: [UInt8], from start: UInt64) {
        switch VHDXMetadata.size(in: Bytes(table.bytes)) {
        case .found(let place):
            var region = DiskRegion(
                at: table.offset.addingSaturating(UInt64(place.offset)), count: Int(min(place.count, 64 << 10)))
            region.append(block, from: start)
            metadata?.close()
            size = region
        case .broken: giveUp(block, from: start)
        case .none, .unfinished: isSettled = table.isComplete
        }
    }

    private mutating func giveUp(_ block: [UInt8], from start: UInt64) {
        isSettled = true
        brokenAt = start + UInt64(block.count)
    }

    /// Returns the offset of the next block that is needed, after the stream has reached `position`; nil if there is none.
    func nextBlock(after position: UInt64) -> UInt64? {
        if isSettled { return nil }
        if let size { return size.nextBlock(after: position) }
        guard let metadata else { return regions.nextBlock(after: position) }
        return metadata.isComplete ? position : metadata.nextBlock(after: position)
    }

    /// Glance's result for the disk.
    var match: DiskMatch {
        let isComplete =
            isIdentified && regions.isComplete && metadata?.isComplete ?? true && size?.isComplete ?? true
        var virtualSize = VirtualSize.unknown
        if let size, size.isComplete {
            let number = size.count == 8 ? Bytes(size.bytes).number(UInt64.self, at: 0, .little) : nil
            virtualSize = number.map { VirtualSize($0) } ?? .unreadable
        }
        return DiskMatch(
            .vhdx, virtualSize, isComplete: isComplete, inspectedSize: brokenAt.map { Int64(clamping: $0) })
    }
}
