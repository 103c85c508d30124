/// The locations of a VMDK's grains, which are the units of its data.
///
/// Source: VMware's "Virtual Disk Format 5.0", "Grain Directory" and "Grain Table"; numbers are little-endian.
enum VMDKGrains {
    /// The maximum number of bytes that are read from the grain directory.
    private static let directoryLimit = 64 << 10
    /// The maximum number of bytes that are read from the grain tables, which are sampled across the disk.
    private static let tableLimit = 128 << 10

    /// Returns the offset just past the first byte of the farthest grain found, as a grain is never empty.
    static func end<Source: ByteSource>(
        _ header: VMDKHeader, _ source: inout Source
    ) throws(Source.Failure) -> UInt64? {
        guard let size = header.virtualSize.bytes.flatMap({ UInt64(exactly: $0) }), header.isKnownVersion,
            (1...512).contains(header.tableEntries), header.grainSize > 0
        else { return nil }
        let reach = UInt64(header.tableEntries).multipliedSaturating(by: header.grainSize)
            .multipliedSaturating(by: VMDKHeader.sector)
        let count = size / reach + (size % reach == 0 ? 0 : 1)
        let directory = try source.bytes(
            at: header.directoryOffset.multipliedSaturating(by: VMDKHeader.sector),
            count: Int(min(count.multipliedSaturating(by: 4), UInt64(directoryLimit))))
        let tables = directory.numbers(UInt32.self, count: directory.count / 4, .little).filter { $0 != 0 }
        let tableSize = Int(header.tableEntries) * 4
        let step = max(1, (tables.count * tableSize + tableLimit - 1) / tableLimit)
        var farthest = tables.max() ?? 0
        for table in stride(from: 0, to: tables.count, by: step) {
            let grains = try source.bytes(at: UInt64(tables[table]) * VMDKHeader.sector, count: tableSize)
            farthest = grains.numbers(UInt32.self, count: Int(header.tableEntries), .little).reduce(farthest, max)
        }
        // A location of 0 means no grain, and 1 means a grain of zeros.
        return farthest > 1 ? UInt64(farthest) * VMDKHeader.sector + 1 : nil
    }
}
