/// The header of a VMDK that contains data.
///
/// Source: VMware's "Virtual Disk Format 5.0", SparseExtentHeader; all numbers are little-endian.
struct VMDKHeader {
    static let magic = "KDMV"
    static let size = 64
    /// The size of a sector, in bytes.
    static let sector: UInt64 = 512

    let version: UInt32
    let virtualSize: VirtualSize
    /// The offset of the embedded descriptor, in sectors.
    let descriptorOffset: UInt64
    /// The size of the embedded descriptor, in sectors.
    let descriptorCount: UInt64
    /// The number of sectors before the data.
    private let overhead: UInt64
    /// The size of a grain, the unit in which the disk grows, in sectors.
    let grainSize: UInt64
    /// The number of entries in a grain table.
    let tableEntries: UInt32
    /// The offset of the grain directory, in sectors.
    let directoryOffset: UInt64
    /// Whether the grains are compressed, which is only the case in a stream-optimized disk.
    let isCompressed: Bool
    /// Whether the disk ends with another header, which replaces this one.
    let hasFooter: Bool

    init?(_ bytes: Bytes, at start: Int = 0) {
        guard bytes.holds(Self.magic, at: start), bytes.count >= start + Self.size,
            let version = bytes.number(UInt32.self, at: start + 4, .little),
            let flags = bytes.number(UInt32.self, at: start + 8, .little),
            let capacity = bytes.number(UInt64.self, at: start + 12, .little),
            let grainSize = bytes.number(UInt64.self, at: start + 20, .little),
            let offset = bytes.number(UInt64.self, at: start + 28, .little),
            let count = bytes.number(UInt64.self, at: start + 36, .little),
            let entries = bytes.number(UInt32.self, at: start + 44, .little),
            let directory = bytes.number(UInt64.self, at: start + 56, .little)
        else { return nil }
        self.version = version
        virtualSize = VirtualSize(capacity, unit: Self.sector)
        isCompressed = flags & (1 << 16) != 0
        descriptorOffset = offset
        descriptorCount = count
        overhead = bytes.number(UInt64.self, at: start + 64, .little) ?? 0
        self.grainSize = grainSize
        tableEntries = entries
        directoryOffset = directory
        hasFooter = directory == .max
    }

    /// The size of the embedded descriptor, in bytes, limited to what QEMU reads.
    var descriptorSize: Int {
        Int(min(descriptorCount.multipliedSaturating(by: Self.sector), UInt64(Self.descriptorLimit)))
    }

    private static let descriptorLimit = (1 << 20) - 1

    /// Whether Glance reads this header: the version is known, and the descriptor follows immediately.
    var isUnderstood: Bool { isKnownVersion && descriptorOffset == 1 }

    /// Whether the version is one of those that exist.
    var isKnownVersion: Bool { (1...3).contains(version) }

    /// Returns the finding for the disk.
    func finding<Source: ByteSource>(_ source: inout Source) throws(Source.Failure) -> Finding {
        let count = isUnderstood ? min(descriptorSize, DiskInspection.headSize) : 0
        let text = VMDKDescriptor(try source.bytes(at: Self.sector, count: count).storage)
        let isStream = isCompressed || text.createType == "streamoptimized"
        var finding = Finding(
            .vmdk(isStream ? .streamOptimized : .sparse), virtualSize.bytes,
            end: overhead.multipliedSaturating(by: Self.sector))
        if let parent = text.parent { finding.dangers.append(.backingFile(name: parent)) }
        // A disk without its own size consists of the files that the descriptor names, and so does a disk of several files.
        let files = text.files
        if files.count > 1 || virtualSize == .bytes(0) && text.virtualSize ?? 0 > 0 {
            finding.dangers.append(.dataElsewhere(files: files))
        }
        if hasFooter {
            let last = try source.last(Int(Self.sector))
            finding.isCutOff = last.count == Int(Self.sector) && !VMDKFooter.isEnd(last)
        } else {
            finding.reach(try VMDKGrains.end(self, &source))
        }
        return finding
    }
}
