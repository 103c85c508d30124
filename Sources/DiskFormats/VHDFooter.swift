/// The footer of a VHD, which a growing disk repeats at its beginning.
///
/// Source: Microsoft's "Virtual Hard Disk Image Format Specification", "Hard Disk Footer Format"; big-endian.
struct VHDFooter {
    static let size = 512
    private static let magic = "conectix"
    /// Programs that mean the size which the footer has: Hyper-V, disk2vhd, XenConverter, XenServer, Azure, QEMU if told so.
    /// Others mean the size that the geometry comes to. Source: QEMU's block/vpc.c.
    private static let exactCreators = ["win ", "d2v ", "CTXS", "tap\0", "wa\0\0", "qem2"]
    /// The largest geometry: a disk that has it may be larger.
    private static let largestGeometry: UInt64 = 65535 * 16 * 255

    /// Nil where it is none that is known.
    let layout: DiskContent.VHDLayout?
    /// The size with which the disk was made, which is the one that Glance takes.
    private let originalSize: VirtualSize
    /// The size of the disk's data.
    private let currentSize: VirtualSize
    /// The size that a machine sees.
    private let virtualSize: VirtualSize
    /// Where the header of a disk that grows is, in bytes from the beginning.
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

    /// What Glance makes of a disk that begins with it.
    var match: DiskMatch { DiskMatch(.vhd, isWhole ? originalSize : .unknown, isComplete: isWhole) }

    /// What it says of a disk that it ends, and that does not grow.
    var fixedFinding: Finding {
        let data = currentSize.bytes.flatMap { UInt64(exactly: $0) }
        return Finding(.vhd(.fixed), virtualSize.bytes, end: data?.addingSaturating(UInt64(Self.size)))
    }

    /// What it says of a disk that begins with it.
    func finding<Source: ByteSource>(_ source: inout Source) throws(Source.Failure) -> Finding {
        // What is not known does not grow, says QEMU.
        let layout = layout ?? .fixed
        var finding = Finding(.vhd(layout), virtualSize.bytes)
        // A disk that grows ends with its footer, which a writer that stops half-way leaves out. Old ones are a byte shorter.
        let last = try source.last(Self.size)
        finding.isCutOff = last.count == Self.size && !(0...1).contains { last.holds(Self.magic, at: $0) }
        guard layout != .fixed, let headerOffset else { return finding }
        let header = VHDHeader(try source.bytes(at: headerOffset, count: VHDHeader.size))
        finding.reach(header?.end)
        if layout == .differencing { finding.dangers = [.backingFile(name: header?.parent)] }
        return finding
    }
}
