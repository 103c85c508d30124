/// What the headers of a disk say.
///
/// Each format's own file says what it finds; the order in which they are asked is here.
struct Finding {
    var content: DiskContent
    /// Bytes.
    var virtualSize: Int64?
    /// How many bytes there have to be, by what the headers speak of: at least so many, and nil where they do not say.
    private(set) var end: UInt64?
    /// Whether the end is missing, as far as it is known by its looks.
    var isCutOff = false
    var architecture: Architecture?
    var system: OperatingSystem?
    /// The name that what is packed had.
    var packedName: String?
    /// What Glance does not look for.
    var dangers: [DiskDanger] = []

    init(_ content: DiskContent, _ virtualSize: Int64? = nil, end: UInt64? = nil) {
        self.content = content
        self.virtualSize = virtualSize
        self.end = end
    }

    /// Notes that there has to be a byte right before `end`.
    mutating func reach(_ end: UInt64?) {
        if let end { self.end = max(self.end ?? 0, end) }
    }

    /// Looks at a disk, of which the first block is `head`.
    init<Source: ByteSource>(_ head: Bytes, _ source: inout Source) throws(Source.Failure) {
        guard var finding = try Self.named(head, &source) else {
            self = try Self.volume(head, &source)
            return
        }
        if case .vhd = finding.content {
        } else if VHDFooter(try source.last(VHDFooter.size))?.layout == .fixed {
            // Who begins at the end sees another disk.
            finding.dangers.append(.severalFormats([finding.content.mark, .vhd]))
        }
        self = finding
    }

    /// Formats that name themselves at the beginning.
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

    /// Formats that begin like a disk's own bytes, and a disk's own bytes.
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

    /// Something that is packed, and the name that it had.
    init(_ packing: Packing, _ name: String? = nil) {
        self.init(.packed(packing))
        packedName = name
        dangers = [.packed(packing)]
    }
}
