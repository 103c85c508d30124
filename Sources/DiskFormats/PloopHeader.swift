/// The header of a Virtuozzo disk, a format that originates from Parallels.
///
/// Source: QEMU's docs/interop/parallels.txt; all numbers are little-endian.
struct PloopHeader {
    private static let sector: UInt64 = 512

    let virtualSize: VirtualSize
    /// The offset just past the first byte of the farthest cluster listed in the first block; nil if there is none.
    let end: UInt64?

    init?(_ head: Bytes) {
        let isExtended = head.holds("WithouFreSpacExt")
        guard isExtended || head.holds("WithoutFreeSpace"), head.number(UInt32.self, at: 16, .little) == 2
        else { return nil }
        let sectors = head.number(UInt64.self, at: 36, .little) ?? 0
        // The older form uses only 32 bits of the field.
        virtualSize = VirtualSize(isExtended ? sectors : sectors & 0xFFFF_FFFF, unit: Self.sector)
        let clusterSize = UInt64(head.number(UInt32.self, at: 28, .little) ?? 0)
        let count = Int(head.number(UInt32.self, at: 32, .little) ?? 0)
        let farthest = head.numbers(UInt32.self, at: 64, count: count, .little).max() ?? 0
        // The older form counts in sectors.
        let unit = Self.sector * (isExtended ? clusterSize : 1)
        end = farthest > 0 && unit > 0 ? UInt64(farthest).multipliedSaturating(by: unit).addingSaturating(1) : nil
    }
}
