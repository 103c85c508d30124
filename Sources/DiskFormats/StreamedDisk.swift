/// What Glance 33 finds in a complete stream of data.
///
/// For data uploaded to an image whose container is `bare`, Glance runs inspectors in parallel, one for each format. Source:
/// `glance/location.py`, `ImageProxy.set_data`, and oslo.utils 10.2, `oslo_utils.imageutils.format_inspector`.
package struct StreamedDisk: Hashable, Sendable {
    /// The total number of bytes.
    package let size: Int64
    /// The formats whose signatures the data has; only `raw` if there are none.
    ///
    /// Empty if Glance's inspection fails: it takes data that begins as text for a VMDK's descriptor, and aborts when that text
    /// turns out not to be ASCII. Such data is then accepted without inspection.
    package let matches: [DiskMatch]

    /// The formats that have an inspector. A record of another format accepts data that no inspector recognizes.
    private static let inspected: Set<DiskFormat> = [
        .raw, .qcow2, .vhd, .vhdx, .vmdk, .vdi, .qed, .iso, .gpt, .luks,
    ]

    /// The ISO volume of a hybrid disc, which also boots as a disk because a partition table precedes it; this combination of
    /// two formats is allowed. Nil if the data is not such a disc.
    var disc: DiskMatch? {
        guard Set(matches.map(\.format)) == [.iso, .gpt] else { return nil }
        return matches.first { $0.format == .iso }
    }

    /// Checks whether Glance accepts the data for a record.
    ///
    /// - Parameters:
    ///   - diskFormat: the record's `disk_format`.
    ///   - containerFormat: the record's `container_format`; only data in a `bare` container is inspected.
    /// - Returns: the record's `virtual_size` in bytes; nil if it stays unknown, which includes a size of zero.
    /// - Throws: `DiskRefusal` if Glance refuses the data with status 415, in Glance's words.
    package func virtualSize(
        forRecordOf diskFormat: DiskFormat, in containerFormat: ContainerFormat
    ) throws(DiskRefusal) -> Int64? {
        guard containerFormat == .bare, let first = matches.first else { return nil }
        var match = first
        if matches.count > 1 {
            // A record of raw does not get this exception.
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
