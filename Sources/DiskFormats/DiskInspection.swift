/// What a disk's bytes say about it.
///
/// Nothing is believed that the bytes do not bear out, and nothing is unpacked: only headers are read, each field within
/// its bounds. A header may still lie, so the virtual size is what the disk *claims*.
///
/// ```swift
/// let inspection = DiskInspection(head: firstBytes, tail: lastBytes, size: count)
/// print(inspection.content, inspection.virtualSize ?? 0)  // qcow(version: 3) 10737418240
/// ```
public struct DiskInspection: Hashable, Sendable {
    /// What the bytes are.
    public let content: DiskContent
    /// The size of the disk that a guest would see, in bytes: from the header, or the size of the data where they are the
    /// disk's own bytes. Nil where the bytes at hand do not tell.
    public let virtualSize: Int64?
    /// The size of the data, in bytes; nil where it is not known.
    public let size: Int64?

    /// First bytes with which every format is told, and every virtual size but that of a VHDX.
    ///
    /// The farthest are those of an ISO 9660 volume, and the text inside a VMDK. A VHDX keeps its size in a region of the
    /// writer's choosing, commonly 2 MiB from the beginning.
    public static let headSize = 64 << 10
    /// Last bytes with which a fixed VHD is told from raw data.
    public static let tailSize = 512

    /// Looks at bytes that are at hand.
    ///
    /// - Parameters:
    ///   - head: the first bytes, `headSize` of them or all there are. More do no harm, and fewer tell less.
    ///   - tail: the last bytes, `tailSize` of them; may overlap `head`, and may be left out.
    ///   - size: bytes in the whole of it, if known.
    public init(head: [UInt8], tail: [UInt8] = [], size: Int64? = nil) {
        var source = BytesAtHand(head: head, tail: tail, size: size)
        self.init(reading: &source)
    }

    /// Looks at a disk wherever its bytes are.
    init<Source: ByteSource>(reading source: inout Source) throws(Source.Failure) {
        let head = try source.bytes(at: 0, count: Self.headSize)
        let named = try Self.header(head, &source)
        let found = if let named { named } else { try Self.volume(head, &source) }
        (content, virtualSize) = found
        size = source.size
    }

    /// What was found, before the size of the data is added.
    private typealias Finding = (content: DiskContent, virtualSize: Int64?)

    /// Formats that name themselves at the beginning.
    private static func header<Source: ByteSource>(
        _ head: Bytes, _ source: inout Source
    ) throws(Source.Failure) -> Finding? {
        if let header = QCOWHeader(head) { return (.qcow(version: header.version), header.virtualSize.bytes) }
        if let header = VMDKHeader(head) {
            let text = header.isUnderstood ? try source.bytes(at: 512, count: header.descriptorSize) : Bytes([])
            let isStream = header.isCompressed || VMDKDescriptor(text.storage)?.createType == "streamoptimized"
            return (.vmdk(isStream ? .streamOptimized : .sparse), header.virtualSize.bytes)
        }
        if let header = ESXHeader(head) { return (.vmdk(.sparse), header.virtualSize.bytes) }
        if VMDKDescriptor.begins(head), let descriptor = VMDKDescriptor(head.storage) {
            return (.vmdk(.descriptor), descriptor.virtualSize)
        }
        if let footer = VHDFooter(head), let layout = footer.layout { return (.vhd(layout), footer.currentSize.bytes) }
        if VHDXMetadata.begins(head) { return (.vhdx, try VHDXMetadata.virtualSize(&source)?.bytes) }
        if let header = VDIHeader(head) { return (.vdi, header.virtualSize.bytes) }
        if let header = LUKSHeader(head), let version = header.version {
            let size = source.size.flatMap { version == 1 ? header.virtualSize(of: $0).bytes : nil }
            return (.luks(version: version), size.flatMap { $0 < 0 ? nil : $0 })
        }
        if let compression = DiskContent.Compression(head) { return (.compressed(compression), nil) }
        return nil
    }

    /// Formats that begin like raw data, and raw data.
    private static func volume<Source: ByteSource>(
        _ head: Bytes, _ source: inout Source
    ) throws(Source.Failure) -> Finding {
        if let footer = VHDFooter(try source.last(tailSize)), footer.layout == .fixed {
            return (.vhd(.fixed), footer.currentSize.bytes)
        }
        if let volume = ISOVolume(head) { return (.iso, volume.virtualSize.bytes) }
        if let record = MasterBootRecord(head) {
            if record.hasGUIDTable { return (.gpt, source.size) }
            if record.fault == nil { return (.mbr, source.size) }
        }
        return (.unknown, source.size)
    }
}
