/// The result of inspecting a disk: what its bytes say, and what a record of it should say.
///
/// Every claim is checked against the bytes as far as possible, and nothing is unpacked: only headers are read, each field with
/// its bounds checked. A header may still lie, so the virtual size is what the disk *claims*.
///
/// ```swift
/// let inspection = try await DiskInspection.inspect(fileAt: path)
/// draft.diskFormat = inspection.diskFormat?.rawValue  // "qcow2"
/// draft.minDisk = inspection.minDiskGB  // 10
/// for danger in inspection.dangers { print(danger.title, danger.explanation, danger.remedy) }
/// if let refusal = inspection.refusal(forRecordOf: .raw) { print("Glance will say: \(refusal)") }
/// ```
package struct DiskInspection: Hashable, Sendable {
    /// What the bytes are.
    package let content: DiskContent
    /// The size of the disk as a guest sees it, in bytes: from the header, or for a raw disk the size of the data. Nil if the
    /// available bytes do not tell.
    package let virtualSize: Int64?
    /// The size of the data, in bytes; nil if it is not known.
    package let size: Int64?
    /// The processor architecture that the disk is for; nil if the bytes do not tell.
    package let architecture: Architecture?
    /// The operating system on the disk; nil if the bytes do not tell.
    package let operatingSystem: OperatingSystem?
    /// The original name of a packed file, if the packing program kept it. It has not been sanitized for a terminal.
    package let packedName: String?
    /// What an operator should know before the data is uploaded; empty if no danger was found. What Glance checks is included
    /// only if the size of the data is known.
    package let dangers: [DiskDanger]
    /// What Glance finds in the data when it is uploaded; nil if more bytes than were read would be needed to tell.
    package let uploaded: StreamedDisk?

    /// The number of first bytes that suffice to recognize every format, and every virtual size except that of a VHDX.
    ///
    /// The farthest of them are those of an ISO 9660 volume, and the descriptor inside a VMDK. A VHDX keeps its size in a
    /// region that the writing program may place anywhere, commonly 2 MiB from the beginning.
    package static let headSize = 64 << 10
    /// The number of last bytes that distinguish a fixed VHD from raw data.
    package static let tailSize = 512

    /// The recommended value for a record's `disk_format`, derived from the content, or for a packed file from its original
    /// name. Nil if the Image API has no word for it, or if it cannot be determined.
    package var diskFormat: DiskFormat? { content.diskFormat ?? packedName.flatMap(Self.format(ofFileNamed:)) }

    /// The recommended value for a record's `container_format`.
    package var containerFormat: ContainerFormat { content.containerFormat }

    /// The recommended value for a record's `min_disk`: the size of the disk in GB (of 2^30 bytes), rounded up.
    package var minDiskGB: Int? {
        virtualSize.map { Int($0 >> 30) + ($0 & (1 << 30 - 1) == 0 ? 0 : 1) }
    }

    /// Returns why Glance refuses the data in a record of these formats, with status 415 and in its own words; nil if it
    /// accepts the data, or if that cannot be determined.
    ///
    /// - Parameters:
    ///   - diskFormat: the record's `disk_format`.
    ///   - containerFormat: the record's `container_format`; Glance inspects the data only if it is `bare`.
    package func refusal(
        forRecordOf diskFormat: DiskFormat, in containerFormat: ContainerFormat = .bare
    ) -> DiskRefusal? {
        do throws(DiskRefusal) {
            _ = try uploaded?.virtualSize(forRecordOf: diskFormat, in: containerFormat)
            return nil
        } catch {
            return error
        }
    }

    /// Why Glance refuses the data in a record of the recommended formats; nil if it accepts the data, or if that cannot be
    /// determined.
    package var refusal: DiskRefusal? { diskFormat.flatMap { refusal(forRecordOf: $0, in: containerFormat) } }

    /// Inspects bytes in memory.
    ///
    /// - Parameters:
    ///   - head: the first `headSize` bytes, or all if there are fewer. More do no harm; fewer reveal less.
    ///   - tail: the last `tailSize` bytes; they may overlap `head`, and may be left out.
    ///   - size: the total number of bytes, if known.
    package init(head: [UInt8], tail: [UInt8] = [], size: Int64? = nil) {
        var source = BytesAtHand(head: head, tail: tail, size: size)
        self.init(reading: &source)
    }

    /// Inspects the beginning of streamed data, for what can be told before the rest arrives. A disk that is recognized by its
    /// end, such as a fixed VHD, is not recognized this way.
    ///
    /// - Parameters:
    ///   - beginning: the first `headSize` bytes, or all if there are fewer.
    ///   - size: the total number of bytes, if known.
    package init(beginning: [UInt8], size: Int64? = nil) {
        guard beginning.count >= Self.headSize, size.map({ $0 > beginning.count }) ?? true else {
            self.init(head: beginning, size: Int64(beginning.count))
            return
        }
        let head = Bytes(Array(beginning.prefix(Self.headSize)))
        var source = BytesAtHand(head: head.storage, tail: [], size: size)
        self.init(Finding(head, &source), StreamedDisk(beginning: head, size: size), size: size)
    }

    /// Inspects a disk from any source of bytes.
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

    /// Returns the format that a file name's extension stands for.
    private static func format(ofFileNamed name: String) -> DiskFormat? {
        let formats: [String: DiskFormat] = [
            "qcow2": .qcow2, "vmdk": .vmdk, "vhd": .vhd, "vhdx": .vhdx, "vdi": .vdi, "iso": .iso, "raw": .raw,
        ]
        return name.split(separator: ".").dropFirst().last.flatMap { formats[$0.lowercased()] }
    }
}
