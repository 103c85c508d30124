/// Where a qcow2 keeps how often each of its clusters is used. What is used and not there is missing.
///
/// Source: docs/interop/qcow2.rst of QEMU, "Host cluster management"; all numbers are big-endian.
struct QCOWReferenceCounts {
    /// Bytes of a table that are looked at.
    private static let reach = 16 << 10
    /// Most blocks of counts that are looked at.
    private static let blockLimit = 4
    /// The bits of an entry of the table that say where a block is.
    private static let offsetMask: UInt64 = ~0x1FF

    private let clusterBits: UInt64
    /// Bits in a count.
    private let width: UInt64
    private let tableOffset: UInt64
    private let tableEntries: UInt64

    /// Nil where the header does not make sense.
    init?(_ head: Bytes) {
        guard let version = head.number(UInt32.self, at: 4, .big),
            let clusterBits = head.number(UInt32.self, at: 20, .big), (9...21).contains(clusterBits),
            let offset = head.number(UInt64.self, at: 48, .big), let clusters = head.number(UInt32.self, at: 56, .big),
            let order = version == 2 ? 4 : head.number(UInt32.self, at: 96, .big), order <= 6
        else { return nil }
        self.clusterBits = UInt64(clusterBits)
        width = 1 << UInt64(order)
        tableOffset = offset
        tableEntries = (UInt64(clusters) << UInt64(clusterBits)) / 8
    }

    /// Where the last cluster that is used begins, and a byte more, as it is not empty; nil where none is used of those that
    /// begin beyond `size`.
    func end<Source: ByteSource>(beyond size: UInt64, _ source: inout Source) throws(Source.Failure) -> UInt64? {
        let clusterSize = UInt64(1) << clusterBits
        let countsPerBlock = clusterSize * 8 / width
        let missing = size / clusterSize + (size % clusterSize == 0 ? 0 : 1)
        let firstBlock = missing / countsPerBlock
        guard firstBlock < tableEntries else { return nil }
        if tableOffset >= size { return tableOffset.addingSaturating(1) }
        let table = try source.bytes(
            at: tableOffset.addingSaturating(firstBlock * 8),
            count: Int(min((tableEntries - firstBlock) * 8, UInt64(Self.reach))))
        let blocks = table.numbers(UInt64.self, count: table.count / 8, .big).map { $0 & Self.offsetMask }
            .enumerated().reversed().filter { $0.element != 0 }
        for (number, offset) in blocks.prefix(Self.blockLimit) {
            let first = number == 0 ? missing % countsPerBlock : 0
            if offset >= size { return offset.addingSaturating(1) }
            let start = first * width / 8
            let block = try source.bytes(
                at: offset.addingSaturating(start), count: Int(min(clusterSize - start, UInt64(Self.reach))))
            guard let last = lastInUse(in: block, from: first) else { continue }
            let cluster = (firstBlock + UInt64(number)) * countsPerBlock + start * 8 / width + last
            return cluster.multipliedSaturating(by: clusterSize).addingSaturating(1)
        }
        return nil
    }

    /// The last count in the block that is not zero; nil where there is none from `first` on.
    private func lastInUse(in block: Bytes, from first: UInt64) -> UInt64? {
        guard let place = block.storage.lastIndex(where: { $0 != 0 }) else { return nil }
        guard width < 8 else { return UInt64(place) * 8 / width }
        // Counts of less than a byte begin with the lowest bits.
        let top = UInt64(7 - block.storage[place].leadingZeroBitCount)
        let last = (UInt64(place) * 8 + top) / width
        return last >= first * width % 8 / width ? last : nil
    }
}
