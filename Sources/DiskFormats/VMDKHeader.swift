/// The beginning of a VMDK that holds data.
///
/// Source: VMware's "Virtual Disk Format 5.0", SparseExtentHeader and COWDisk_Header; all numbers are little-endian.
struct VMDKHeader {
    /// Bytes.
    let virtualSize: Int64?
    /// Where the text inside is, in bytes.
    let descriptorOffset: UInt64
    /// Bytes of the text inside that are looked at; 0 where there is none.
    let descriptorSize: Int
    /// Whether the grains are compressed, which only a stream-optimised disk has.
    let isCompressed: Bool

    init?(_ head: Bytes) {
        if head.holds("KDMV") {
            virtualSize = head.number(UInt64.self, at: 12, .little).flatMap(Int64.init(sectors:))
            isCompressed = (head.number(UInt32.self, at: 8, .little) ?? 0) & (1 << 16) != 0
            let offset = head.number(UInt64.self, at: 28, .little).flatMap(Int64.init(sectors:)) ?? 0
            let size = head.number(UInt64.self, at: 36, .little).flatMap(Int64.init(sectors:)) ?? 0
            descriptorOffset = UInt64(offset)
            descriptorSize = offset == 0 ? 0 : Int(min(size, Int64(VMDKDescriptor.sizeLimit)))
        } else if head.holds("COWD") {
            virtualSize = head.number(UInt32.self, at: 12, .little).flatMap { Int64(sectors: UInt64($0)) }
            isCompressed = false
            descriptorOffset = 0
            descriptorSize = 0
        } else {
            return nil
        }
    }
}
