/// What a whole stream of bytes turned out to be, as Glance 33 sees it.
///
/// Glance runs its inspectors beside each other over data that is uploaded to an image whose container is `bare`, and each
/// looks for its own format. Source: `glance/location.py`, `ImageProxy.set_data`, and oslo.utils 10.2,
/// `oslo_utils.imageutils.format_inspector`.
public struct StreamedDisk: Hashable, Sendable {
    /// Bytes in all.
    public let size: Int64
    /// The formats whose marks it bears; `raw` alone where there are none.
    ///
    /// Empty where Glance's inspection falls over: it takes data that begins as text for a VMDK's descriptor, and text that
    /// is not ASCII later on ends it. Such data is then taken unseen.
    public let matches: [DiskMatch]

    /// Formats that an inspector looks for. A record of any other takes what none of them recognises.
    private static let inspected: Set<DiskFormat> = [
        .raw, .qcow2, .vhd, .vhdx, .vmdk, .vdi, .qed, .iso, .gpt, .luks,
    ]

    /// The volume of an optical disc that boots as a disk, too, and has a partition table before it: two formats, and allowed.
    var disc: DiskMatch? {
        guard Set(matches.map(\.format)) == [.iso, .gpt] else { return nil }
        return matches.first { $0.format == .iso }
    }

    /// Whether Glance takes these data for a record.
    ///
    /// - Parameters:
    ///   - diskFormat: the record's `disk_format`.
    ///   - containerFormat: the record's `container_format`. What is not bare is not inspected.
    /// - Returns: the record's `virtual_size` in bytes; nil where it stays unknown, as it does
    ///   where it would be zero.
    /// - Throws: why the data is refused, with 415 and in Glance's words.
    public func virtualSize(
        forRecordOf diskFormat: DiskFormat, in containerFormat: ContainerFormat
    ) throws(DiskRefusal) -> Int64? {
        guard containerFormat == .bare, let first = matches.first else { return nil }
        var match = first
        if matches.count > 1 {
            // A record of raw is not spared.
            guard let disc, diskFormat != .raw else { throw .severalFormats(matches.map(\.format)) }
            match = disc
        }
        let virtualSize: VirtualSize
        if match.format == diskFormat {
            virtualSize = match.virtualSize
        } else if match.format == .raw && !Self.inspected.contains(diskFormat) {
            virtualSize = .unknown
        } else if diskFormat == .raw {
            virtualSize = VirtualSize(UInt64(match.inspectedSize ?? size))
        } else {
            throw .mismatch(record: diskFormat, data: match.format)
        }
        guard virtualSize != .unreadable else { throw .inspectionFailed }
        guard match.isComplete else { throw .incomplete }
        guard match.dangers.isEmpty else { throw .unsafe(match.dangers) }
        guard virtualSize != .excessive else { throw .inspectionFailed }
        return virtualSize.bytes == 0 ? nil : virtualSize.bytes
    }
}
