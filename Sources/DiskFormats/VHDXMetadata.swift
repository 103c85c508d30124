/// The tables that lead to the disk size of a VHDX: a table of regions, one of which has a table of metadata.
///
/// Source: Microsoft's MS-VHDX, 2.2.3 "Region Table" and 2.6 "Metadata Region"; all numbers are little-endian.
enum VHDXMetadata {
    /// The offsets of both copies of the region table.
    static let regionTables: [UInt64] = [192 << 10, 256 << 10]
    /// The size of a region table, and of the table at the beginning of the metadata region, in bytes.
    static let tableSize = 64 << 10
    /// The size of an entry in either table, in bytes.
    static let entrySize = 32
    /// The maximum number of entries in either table.
    static let entryLimit = 2047

    /// The identifier of the metadata region, 8B7CA206-4790-4B9A-B8FE-575F050F886E, as it is stored.
    private static let metadataRegion: [UInt8] = [
        0x06, 0xA2, 0x7C, 0x8B, 0x90, 0x47, 0x9A, 0x4B, 0xB8, 0xFE, 0x57, 0x5F, 0x05, 0x0F, 0x88, 0x6E,
    ]
    /// The identifier of the disk size item, 2FA54224-CD1B-4876-B211-5DBED83BF4B8, as it is stored.
    private static let virtualDiskSize: [UInt8] = [
        0x24, 0x42, 0xA5, 0x2F, 0x1B, 0xCD, 0x76, 0x48, 0xB2, 0x11, 0x5D, 0xBE, 0xD8, 0x3B, 0xF4, 0xB8,
    ]

    /// The identifier of the region with the block allocation table, 2DC27766-F623-4200-9D64-115E9BFD4A08, as it is stored.
    static let blockTable: [UInt8] = [
        0x66, 0x77, 0xC2, 0x2D, 0x23, 0xF6, 0x00, 0x42, 0x9D, 0x64, 0x11, 0x5E, 0x9B, 0xFD, 0x4A, 0x08,
    ]
    /// The identifier of the item with the block size and flags, CAA16737-FA36-4D43-B3B6-33F0AA44E76B, as it is stored.
    static let fileParameters: [UInt8] = [
        0x37, 0x67, 0xA1, 0xCA, 0x36, 0xFA, 0x43, 0x4D, 0xB3, 0xB6, 0x33, 0xF0, 0xAA, 0x44, 0xE7, 0x6B,
    ]
    /// The flag of a disk that contains the differences from a parent.
    static let hasParent: UInt32 = 1 << 1

    /// The result of a lookup in a table.
    enum Lead<Place> {
        /// The entry's target.
        case found(Place)
        /// The entry is not in the table.
        case none
        /// The table is incomplete.
        case unfinished
        /// There is no valid table.
        case broken
    }

    /// Whether this is the beginning of a VHDX.
    static func begins(_ head: Bytes) -> Bool { head.holds("vhdxfile") }

    /// Returns the offset of the metadata region, according to a region table.
    static func region(in table: Bytes) -> Lead<UInt64> {
        guard table.count == tableSize else { return .unfinished }
        guard table.holds("regi"), let count = table.number(UInt32.self, at: 8, .little), count <= entryLimit else {
            return .broken
        }
        guard let place = place(of: metadataRegion, in: table) else { return .none }
        return .found(place)
    }

    /// Returns the offset of the region with this identifier, according to a region table.
    static func place(of identifier: [UInt8], in table: Bytes) -> UInt64? {
        let count = Int(min(table.number(UInt32.self, at: 8, .little) ?? 0, UInt32(entryLimit)))
        return entry(identifier, in: table, from: 16, count: count).flatMap {
            table.number(UInt64.self, at: $0 + 16, .little)
        }
    }

    /// Returns the offset of the disk's size, in bytes from the beginning of the metadata region, and its length in bytes as
    /// the table gives it.
    static func size(in table: Bytes) -> Lead<(offset: UInt32, count: UInt32)> { item(virtualDiskSize, in: table) }

    /// Returns the offset of a metadata item, in bytes from the beginning of the metadata region, and its length in bytes as
    /// the table gives it.
    static func item(_ identifier: [UInt8], in table: Bytes) -> Lead<(offset: UInt32, count: UInt32)> {
        guard table.count >= entrySize else { return .unfinished }
        guard table.holds("metadata"), let count = table.number(UInt16.self, at: 10, .little) else { return .broken }
        guard table.count >= entrySize * (1 + Int(count)) else { return .unfinished }
        guard let entry = entry(identifier, in: table, from: entrySize, count: Int(count)),
            let offset = table.number(UInt32.self, at: entry + 16, .little),
            let size = table.number(UInt32.self, at: entry + 20, .little)
        else { return .none }
        return .found((offset, size))
    }

    /// Returns the offset of the entry with this identifier within the table.
    private static func entry(_ identifier: [UInt8], in table: Bytes, from start: Int, count: Int) -> Int? {
        (0..<count).lazy.map { start + $0 * entrySize }.first { table.holds(identifier, at: $0) }
    }
}
