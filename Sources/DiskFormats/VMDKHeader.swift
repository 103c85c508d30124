/// The header of a VMDK that holds data.
///
/// Source: VMware's "Virtual Disk Format 5.0", SparseExtentHeader; all numbers are little-endian.
struct VMDKHeader {
    static let magic = "KDMV"
    static let size = 64
    private static let sector: UInt64 = 512

    let version: UInt32
    let virtualSize: VirtualSize
    /// Where the text inside begins, in sectors.
    let descriptorOffset: UInt64
    /// Sectors of the text inside.
    let descriptorCount: UInt64
    /// Whether the grains are compressed, which only a stream-optimised disk has.
    let isCompressed: Bool
    /// Whether the disk ends with another header, which counts in this one's stead.
    let hasFooter: Bool

    init?(_ bytes: Bytes, at start: Int = 0) {
        guard bytes.holds(Self.magic, at: start), bytes.count >= start + Self.size,
            let version = bytes.number(UInt32.self, at: start + 4, .little),
            let flags = bytes.number(UInt32.self, at: start + 8, .little),
            let capacity = bytes.number(UInt64.self, at: start + 12, .little),
            let offset = bytes.number(UInt64.self, at: start + 28, .little),
            let count = bytes.number(UInt64.self, at: start + 36, .little),
            let directory = bytes.number(UInt64.self, at: start + 56, .little)
        else { return nil }
        self.version = version
        virtualSize = VirtualSize(capacity, unit: Self.sector)
        isCompressed = flags & (1 << 16) != 0
        descriptorOffset = offset
        descriptorCount = count
        hasFooter = directory == .max
    }

    /// Bytes of the text inside, of which there are never more than QEMU reads.
    var descriptorSize: Int {
        let (size, overflow) = descriptorCount.multipliedReportingOverflow(by: Self.sector)
        return overflow ? Self.descriptorLimit : Int(min(size, UInt64(Self.descriptorLimit)))
    }

    private static let descriptorLimit = (1 << 20) - 1

    /// Whether this is a header that Glance reads, with the text right behind it.
    var isUnderstood: Bool { isKnownVersion && descriptorOffset == 1 }

    /// Whether the version is one of those there are.
    var isKnownVersion: Bool { (1...3).contains(version) }
}
