/// The header of a growing VHD, which follows the copy of the footer.
///
/// Source: Microsoft's "Virtual Hard Disk Image Format Specification", "Dynamic Disk Header Format"; big-endian.
struct VHDHeader {
    static let size = 1024

    /// The end of the block table, in bytes from the beginning of the file.
    let end: UInt64
    /// The name of the parent disk, of which this disk contains the differences; nil if there is none.
    let parent: String?

    init?(_ bytes: Bytes) {
        guard bytes.holds("cxsparse"), let table = bytes.number(UInt64.self, at: 16, .big),
            let entries = bytes.number(UInt32.self, at: 28, .big)
        else { return nil }
        end = table.addingSaturating(UInt64(entries) * 4)
        let units = (0..<256).compactMap { bytes.number(UInt16.self, at: 64 + 2 * $0, .big) }.prefix { $0 != 0 }
        parent = units.isEmpty ? nil : String(decoding: units, as: UTF16.self)
    }
}
