/// The reference counts of a qcow2's clusters. A cluster that is in use but beyond the end of the data is missing.
///
/// Source: docs/interop/qcow2.rst of QEMU, "Host cluster management"; all numbers are big-endian.
struct QCOWReferenceCounts {
    /// The maximum number of bytes that are read from a table.
    private static let reach = 16 << 10
    /// The maximum number of reference count blocks that are read.
    private static let blockLimit = 4
    /// The bits of a table entry that hold the offset of a block.
    private static let offsetMask: UInt64 = ~0x1FF

    private let clusterBits: UInt64
    /// The width of a reference count, in bits.
    private let width: UInt64
    private let tableOffset: UInt64
    private let tableEntries: UInt64

    /// Reads the parameters of the tables; nil if the header is invalid.
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

    /// Returns the offset just past the first byte of the last cluster in use, as a cluster is never empty, or of a table that
    /// itself lies beyond `size`; nil if no cluster that begins at or after `size` is in use.
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

    /// Returns the index of the last count in the block that is not zero; nil if there is none from `first` on.
    private func lastInUse(in block: Bytes, from first: UInt64) -> UInt64? {
        guard let place = block.storage.lastIndex(where: { $0 != 0 }) else { return nil }
        guard width < 8 else { return UInt64(place) * 8 / width }
        // Counts narrower than a byte begin at its lowest bits.
        let top = UInt64(7 - block.storage[place].leadingZeroBitCount)
        let last = (UInt64(place) * 8 + top) / width
        return last >= first * width % 8 / width ? last : nil
    }
}
