/// The footer of a VHD, a copy of which is at the beginning of a growing disk.
///
/// Source: Microsoft's "Virtual Hard Disk Image Format Specification", "Hard Disk Footer Format"; big-endian.
struct VHDFooter {
    static let size = 512
    private static let magic = "conectix"
    /// The programs for which the size field of the footer is the disk's size: Hyper-V, disk2vhd, XenConverter, XenServer,
    /// Azure, and optionally QEMU. For other programs, the size is that of the geometry. Source: QEMU's block/vpc.c.
    private static let exactCreators = ["win ", "d2v ", "CTXS", "tap\0", "wa\0\0", "qem2"]
    /// The largest geometry, in sectors; a disk with this geometry may be larger.
    private static let largestGeometry: UInt64 = 65535 * 16 * 255

    /// The layout; nil if it is not a known one.
    let layout: DiskContent.VHDLayout?
    /// The size at which the disk was created, which is the one that Glance takes.
    private let originalSize: VirtualSize
    /// The current size of the disk's data.
    private let currentSize: VirtualSize
    /// The size that a machine sees.
    private let virtualSize: VirtualSize
    /// The offset of a growing disk's header, in bytes from the beginning.
    private let headerOffset: UInt64?
    private let isWhole: Bool

    init?(_ bytes: Bytes) {
        guard bytes.holds(Self.magic) else { return nil }
        switch bytes.number(UInt32.self, at: 60, .big) {
        case 2: layout = .fixed
        case 3: layout = .dynamic
        case 4: layout = .differencing
        default: layout = nil
        }
        headerOffset = bytes.number(UInt64.self, at: 16, .big)
        isWhole = bytes.count >= Self.size
        originalSize = bytes.number(UInt64.self, at: 40, .big).map { VirtualSize($0) } ?? .unknown
        currentSize = bytes.number(UInt64.self, at: 48, .big).map { VirtualSize($0) } ?? .unknown
        let sectors =
            UInt64(bytes.number(UInt16.self, at: 56, .big) ?? 0) * UInt64(bytes.byte(at: 58) ?? 0)
            * UInt64(bytes.byte(at: 59) ?? 0)
        let isExact = Self.exactCreators.contains { bytes.holds($0, at: 28) }
        virtualSize =
            isExact || sectors == Self.largestGeometry ? currentSize : VirtualSize(sectors, unit: 512)
    }

    /// Glance's result for a disk that begins with this footer.
    var match: DiskMatch { DiskMatch(.vhd, isWhole ? originalSize : .unknown, isComplete: isWhole) }

    /// The finding for a fixed disk that ends with this footer.
    var fixedFinding: Finding {
        let data = currentSize.bytes.flatMap { UInt64(exactly: $0) }
        return Finding(.vhd(.fixed), virtualSize.bytes, end: data?.addingSaturating(UInt64(Self.size)))
    }

    /// Returns the finding for a disk that begins with this footer.
    func finding<Source: ByteSource>(_ source: inout Source) throws(Source.Failure) -> Finding {
        // QEMU treats a disk of unknown type as fixed.
        let layout = layout ?? .fixed
        var finding = Finding(.vhd(layout), virtualSize.bytes)
        // A growing disk ends with its footer, which is missing if writing was interrupted. Old footers are a byte shorter.
        let last = try source.last(Self.size)
        finding.isCutOff = last.count == Self.size && !(0...1).contains { last.holds(Self.magic, at: $0) }
        guard layout != .fixed, let headerOffset else { return finding }
        let header = VHDHeader(try source.bytes(at: headerOffset, count: VHDHeader.size))
        finding.reach(header?.end)
        if layout == .differencing { finding.dangers = [.backingFile(name: header?.parent)] }
        return finding
    }
}
