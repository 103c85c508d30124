/// What the headers of a disk say.
///
/// Each format interprets its headers in its own file; the order in which the formats are tried is defined here.
struct Finding {
    var content: DiskContent
    /// The virtual size, in bytes.
    var virtualSize: Int64?
    /// The minimum size of the data, in bytes, according to the headers; nil if they do not tell.
    private(set) var end: UInt64?
    /// Whether the data lacks the ending that its format requires.
    var isCutOff = false
    var architecture: Architecture?
    var system: OperatingSystem?
    /// The original name of a packed file.
    var packedName: String?
    /// The dangers that are found in addition to those that Glance looks for.
    var dangers: [DiskDanger] = []

    init(_ content: DiskContent, _ virtualSize: Int64? = nil, end: UInt64? = nil) {
        self.content = content
        self.virtualSize = virtualSize
        self.end = end
    }

    /// Notes that the data has to extend to the offset `end`.
    mutating func reach(_ end: UInt64?) {
        if let end { self.end = max(self.end ?? 0, end) }
    }

    /// Inspects a disk whose first block is `head`.
    init<Source: ByteSource>(_ head: Bytes, _ source: inout Source) throws(Source.Failure) {
        guard var finding = try Self.named(head, &source) else {
            self = try Self.volume(head, &source)
            return
        }
        if case .vhd = finding.content {
        } else if VHDFooter(try source.last(VHDFooter.size))?.layout == .fixed {
            // A reader that looks at the end first takes the disk for a VHD.
            finding.dangers.append(.severalFormats([finding.content.mark, .vhd]))
        }
        self = finding
    }

    /// Returns a finding for the formats that have a signature at the beginning.
    private static func named<Source: ByteSource>(
        _ head: Bytes, _ source: inout Source
    ) throws(Source.Failure) -> Finding? {
        if let header = QCOWHeader(head) { return try header.finding(&source) }
        if let header = VMDKHeader(head) { return try header.finding(&source) }
        if let header = ESXHeader(head) { return Finding(.vmdk(.sparse), header.virtualSize.bytes) }
        if VMDKDescriptor.begins(head) { return VMDKDescriptor(head.storage).finding }
        if let footer = VHDFooter(head) { return try footer.finding(&source) }
        if VHDXMetadata.begins(head) { return try VHDXMetadata.finding(&source) }
        if let header = VDIHeader(head) { return header.finding }
        if let header = QEDHeader(head) { return Finding(.qed, header.virtualSize.bytes) }
        if let header = PloopHeader(head) { return Finding(.ploop, header.virtualSize.bytes, end: header.end) }
        if let header = LUKSHeader(head), let version = header.version { return header.finding(version, source.size) }
        if let packing = Packing(head) { return Finding(packing, packing.name(head)) }
        if TarArchive.begins(head) { return try TarArchive.finding(&source) }
        if let kernel = KernelImage(head) { return kernel.finding }
        if head.holds("070701") || head.holds("070702") { return Finding(.ramdisk) }
        return OVFEnvelope(head.storage)?.finding
    }

    /// Returns a finding for the formats that begin like a raw disk, and for raw disks.
    private static func volume<Source: ByteSource>(
        _ head: Bytes, _ source: inout Source
    ) throws(Source.Failure) -> Finding {
        if let footer = VHDFooter(try source.last(VHDFooter.size)), footer.layout == .fixed {
            return footer.fixedFinding
        }
        if let volume = ISOVolume(head) { return try volume.finding(head, &source) }
        if let record = MasterBootRecord(head) {
            if let table = try GUIDPartitionTable(head, &source) { return table.finding(source.size) }
            if record.fault == nil { return record.finding(source.size) }
        }
        if let system = ExtFileSystem(head) { return Finding(.fileSystem, source.size, end: system.end) }
        return Finding(.unknown, source.size)
    }

    /// Creates the finding for a packed file, with its original name.
    init(_ packing: Packing, _ name: String? = nil) {
        self.init(.packed(packing))
        packedName = name
        dangers = [.packed(packing)]
    }
}
