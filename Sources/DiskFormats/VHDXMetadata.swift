/// Where a VHDX keeps the size of its disk: a table of regions, one of which is a table of metadata.
///
/// Source: Microsoft's MS-VHDX, 2.2.3 "Region Table" and 2.6 "Metadata Region"; all numbers are little-endian.
enum VHDXMetadata {
    /// Both copies of the region table.
    static let regionTables: [UInt64] = [192 << 10, 256 << 10]
    /// Bytes in a region table, and in the table at the beginning of the metadata region.
    static let tableSize = 64 << 10
    /// Bytes in an entry of either table.
    private static let entrySize = 32
    /// Most entries that either table may have.
    private static let entryLimit = 2047

    /// 8B7CA206-4790-4B9A-B8FE-575F050F886E, as it is stored.
    private static let metadataRegion: [UInt8] = [
        0x06, 0xA2, 0x7C, 0x8B, 0x90, 0x47, 0x9A, 0x4B, 0xB8, 0xFE, 0x57, 0x5F, 0x05, 0x0F, 0x88, 0x6E,
    ]
    /// 2FA54224-CD1B-4876-B211-5DBED83BF4B8, as it is stored.
    private static let virtualDiskSize: [UInt8] = [
        0x24, 0x42, 0xA5, 0x2F, 0x1B, 0xCD, 0x76, 0x48, 0xB2, 0x11, 0x5D, 0xBE, 0xD8, 0x3B, 0xF4, 0xB8,
    ]

    /// What a table leads to.
    enum Lead<Place> {
        /// The place of what is looked for.
        case found(Place)
        /// It is not in the table.
        case none
        /// The table is cut off.
        case unfinished
        /// There is no such table.
        case broken
    }

    /// Whether this is the beginning of a VHDX.
    static func begins(_ head: Bytes) -> Bool { head.holds("vhdxfile") }

    /// Where the metadata region begins, by a region table.
    static func region(in table: Bytes) -> Lead<UInt64> {
        guard table.count == tableSize else { return .unfinished }
        guard table.holds("regi"), let count = table.number(UInt32.self, at: 8, .little), count <= entryLimit else {
            return .broken
        }
        guard let entry = entry(metadataRegion, in: table, from: 16, count: Int(count)),
            let offset = table.number(UInt64.self, at: entry + 16, .little)
        else { return .none }
        return .found(offset)
    }

    /// Where the disk's size is, as bytes from the beginning of the metadata region, and how many bytes it is said to have.
    static func size(in table: Bytes) -> Lead<(offset: UInt32, count: UInt32)> {
        guard table.count >= entrySize else { return .unfinished }
        guard table.holds("metadata"), let count = table.number(UInt16.self, at: 10, .little) else { return .broken }
        guard table.count >= entrySize * (1 + Int(count)) else { return .unfinished }
        guard let entry = entry(virtualDiskSize, in: table, from: entrySize, count: Int(count)),
            let offset = table.number(UInt32.self, at: entry + 16, .little),
            let size = table.number(UInt32.self, at: entry + 20, .little)
        else { return .none }
        return .found((offset, size))
    }

    /// The size of the disk, wherever in it that is kept; nil where the tables do not lead to it.
    static func virtualSize<Source: ByteSource>(_ source: inout Source) throws(Source.Failure) -> VirtualSize? {
        for offset in regionTables {
            guard case .found(let region) = region(in: try source.bytes(at: offset, count: tableSize)) else { continue }
            guard case .found(let place) = size(in: try source.bytes(at: region, count: tableSize)), place.count == 8
            else { return nil }
            let (position, overflow) = region.addingReportingOverflow(UInt64(place.offset))
            guard !overflow else { return nil }
            return try source.bytes(at: position, count: 8).number(UInt64.self, at: 0, .little).map { VirtualSize($0) }
        }
        return nil
    }

    /// Where the entry with this identifier begins.
    private static func entry(_ identifier: [UInt8], in table: Bytes, from start: Int, count: Int) -> Int? {
        (0..<count).lazy.map { start + $0 * entrySize }.first { table.holds(identifier, at: $0) }
    }
}
