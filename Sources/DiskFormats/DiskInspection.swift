/// What a disk's bytes say about it, and what a record of it should say.
///
/// Nothing is believed that the bytes do not bear out, and nothing is unpacked: only headers are read, each field within
/// its bounds. A header may still lie, so the virtual size is what the disk *claims*.
///
/// ```swift
/// let inspection = try await DiskInspection.inspect(fileAt: path)
/// draft.diskFormat = inspection.diskFormat?.rawValue  // "qcow2"
/// draft.minDisk = inspection.minDiskGB  // 10
/// for danger in inspection.dangers { print(danger.title, danger.explanation, danger.remedy) }
/// if let refusal = inspection.refusal(forRecordOf: .raw) { print("Glance will say: \(refusal)") }
/// ```
public struct DiskInspection: Hashable, Sendable {
    /// What the bytes are.
    public let content: DiskContent
    /// The size of the disk that a guest would see, in bytes: from the header, or the size of the data where they are the
    /// disk's own bytes. Nil where the bytes at hand do not tell.
    public let virtualSize: Int64?
    /// The size of the data, in bytes; nil where it is not known.
    public let size: Int64?
    /// What processor the disk is for; nil where the bytes do not tell.
    public let architecture: Architecture?
    /// What runs on it; nil where the bytes do not tell.
    public let operatingSystem: OperatingSystem?
    /// The name that what is packed had, where the packer kept it. It has not been made fit for a terminal.
    public let packedName: String?
    /// What an operator should know before the data are sent; empty where nothing is wrong that can be told. What Glance looks
    /// for is among them only where the size of the data is known.
    public let dangers: [DiskDanger]
    /// What Glance makes of the data when they are uploaded; nil where more would have to be read to tell.
    public let uploaded: StreamedDisk?

    /// First bytes with which every format is told, and every virtual size but that of a VHDX.
    ///
    /// The farthest are those of an ISO 9660 volume, and the text inside a VMDK. A VHDX keeps its size in a region of the
    /// writer's choosing, commonly 2 MiB from the beginning.
    public static let headSize = 64 << 10
    /// Last bytes with which a fixed VHD is told from raw data.
    public static let tailSize = 512

    /// The word that a record's `disk_format` should have: by the content, and where that is packed by the name that it had.
    /// Nil where the Image API has no word for it, or where that cannot be told.
    public var diskFormat: DiskFormat? { content.diskFormat ?? packedName.flatMap(Self.format(ofFileNamed:)) }

    /// The word that a record's `container_format` should have.
    public var containerFormat: ContainerFormat { content.containerFormat }

    /// What a record's `min_disk` should be for the disk to fit: its size in GB (of 2^30 bytes), rounded up.
    public var minDiskGB: Int? {
        virtualSize.map { Int($0 >> 30) + ($0 & (1 << 30 - 1) == 0 ? 0 : 1) }
    }

    /// Why Glance refuses the data in a record of these formats, with 415 and in its words; nil where it takes them, or where
    /// that cannot be told.
    ///
    /// - Parameters:
    ///   - diskFormat: the record's `disk_format`.
    ///   - containerFormat: the record's `container_format`: of what is not bare, Glance does not look at the data.
    public func refusal(
        forRecordOf diskFormat: DiskFormat, in containerFormat: ContainerFormat = .bare
    ) -> DiskRefusal? {
        do throws(DiskRefusal) {
            _ = try uploaded?.virtualSize(forRecordOf: diskFormat, in: containerFormat)
            return nil
        } catch {
            return error
        }
    }

    /// Why Glance refuses the data in a record of the formats that are suggested here.
    public var refusal: DiskRefusal? { diskFormat.flatMap { refusal(forRecordOf: $0, in: containerFormat) } }

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

    /// Looks at the beginning of data that streams by: what of it can be told before the rest has come. A disk that is told
    /// by its end, as a fixed VHD is, is not known so.
    ///
    /// - Parameters:
    ///   - beginning: the first bytes, `headSize` of them, or all there are.
    ///   - size: bytes in the whole of it, if known.
    public init(beginning: [UInt8], size: Int64? = nil) {
        guard beginning.count >= Self.headSize, size.map({ $0 > beginning.count }) ?? true else {
            self.init(head: beginning, size: Int64(beginning.count))
            return
        }
        let head = Bytes(Array(beginning.prefix(Self.headSize)))
        var source = BytesAtHand(head: head.storage, tail: [], size: size)
        self.init(Finding(head, &source), StreamedDisk(beginning: head, size: size), size: size)
    }

    /// Looks at a disk wherever its bytes are.
    init<Source: ByteSource>(reading source: inout Source) throws(Source.Failure) {
        let head = try source.bytes(at: 0, count: Self.headSize)
        let finding = try Finding(head, &source)
        self.init(finding, try StreamedDisk(head, &source), size: source.size)
    }

    private init(_ finding: Finding, _ uploaded: StreamedDisk?, size: Int64?) {
        content = finding.content
        virtualSize = finding.virtualSize
        self.size = size
        architecture = finding.architecture
        operatingSystem = finding.system
        packedName = finding.packedName
        dangers = finding.dangers(uploaded, size: size)
        self.uploaded = uploaded
    }

    /// The format that the end of a file's name stands for.
    private static func format(ofFileNamed name: String) -> DiskFormat? {
        let formats: [String: DiskFormat] = [
            "qcow2": .qcow2, "vmdk": .vmdk, "vhd": .vhd, "vhdx": .vhdx, "vdi": .vdi, "iso": .iso, "raw": .raw,
        ]
        return name.split(separator: ".").dropFirst().last.flatMap { formats[$0.lowercased()] }
    }
}
