extension DiskDanger {
    /// A stable code, for programs: `backing-file`.
    package var code: String {
        switch self {
        case .backingFile: "backing-file"
        case .externalDataFile: "external-data-file"
        case .unknownFeatures: "unknown-features"
        case .markedCorrupt: "marked-corrupt"
        case .version: "version"
        case .formatNotAllowed: "format-not-allowed"
        case .descriptor: "descriptor"
        case .dataElsewhere: "data-elsewhere"
        case .footer: "footer"
        case .partitionTable: "partition-table"
        case .severalFormats: "several-formats"
        case .truncated: "truncated"
        case .packed: "packed"
        case .takenFor: "taken-for"
        case .impossibleSize: "impossible-size"
        }
    }

    /// A short title, for a heading: `Backing file`.
    package var title: String {
        switch self {
        case .backingFile: "Backing file"
        case .externalDataFile: "External data file"
        case .unknownFeatures: "Unknown features"
        case .markedCorrupt: "Marked as corrupt"
        case .version: "Version not taken"
        case .formatNotAllowed: "Format not taken"
        case .descriptor: "Descriptor not trusted"
        case .dataElsewhere: "Data in other files"
        case .footer: "Footer disagrees"
        case .partitionTable: "Broken boot record"
        case .severalFormats: "Several formats"
        case .truncated: "Cut off"
        case .packed: "Packed"
        case .takenFor: "Taken for another format"
        case .impossibleSize: "Impossible size"
        }
    }

    /// What is wrong and why it matters, in a sentence or two. Names and lines are quoted from the disk, and have not been
    /// sanitized for a terminal.
    package var explanation: String {
        switch self {
        case .backingFile(let name):
            "It holds no more than the differences from another file\(Self.named(name)). Without that it is of no use, and "
                + "with it a host would read a file of its own for a stranger."
        case .externalDataFile(let name):
            "Its data is in another file\(Self.named(name)). Without that it is empty, and with it a host would read a file "
                + "of its own for a stranger."
        case .unknownFeatures(let bits):
            "It needs features of qcow2 that Glance does not know and refuses: \(Self.features(bits))."
        case .markedCorrupt: "The program that wrote it found it damaged, and marked it so."
        case .version(let version, let format):
            "It is version \(version) of \(format == .qcow2 ? "QEMU's copy-on-write format" : format.rawValue.uppercased()), "
                + "which Glance refuses."
        case .formatNotAllowed(let format): "Glance knows \(format.rawValue), and never takes it."
        case .descriptor(let fault): fault.explanation
        case .dataElsewhere(let files):
            "It describes what is in other files\(Self.listed(files)), and a cloud gets this file alone."
        case .footer:
            "Its footer, which readers believe over its header, says something else or is damaged. Glance refuses it."
        case .partitionTable(let fault): "\(fault.explanation) Glance refuses such a disk."
        case .severalFormats(let formats):
            "It bears the marks of several formats at once: \(formats.map(\.rawValue).joined(separator: ", ")). What one "
                + "program takes for harmless may be something else to the next."
        case .truncated(let missing?) where missing > Self.most:
            "Its headers speak of more than any disk holds: they are damaged, or what stands there is something else."
        case .truncated(let missing):
            missing.map {
                "Its headers speak of more than is there: at least \($0) \($0 == 1 ? "byte is" : "bytes are") missing."
            } ?? "It ends before all is there that belongs to its format."
        case .packed(let packing):
            "It is packed by \(packing.rawValue) and would be stored as it is, so that no machine starts from it."
        case .takenFor(let format, let record):
            "Glance takes it for \(format.rawValue), and refuses it in a record of \(record.rawValue)."
        case .impossibleSize: "Its header has no size that a disk can have, and Glance refuses it."
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch self {
        case .backingFile, .externalDataFile: "Join the two: qemu-img convert writes one disk that is whole."
        case .unknownFeatures: "Write it anew without them: qemu-img convert -O qcow2."
        case .markedCorrupt: "Check it: qemu-img check. On a copy, -r all mends what can be mended."
        case .version(_, of: .luks): "Convert it, on a copy: cryptsetup convert --type luks1."
        case .version, .formatNotAllowed: "Convert it: qemu-img convert -O qcow2."
        case .descriptor, .footer: "Write it anew: qemu-img convert -O vmdk -o subformat=streamOptimized."
        case .dataElsewhere: "Send the disk itself in one file: qemu-img convert joins the parts of a VMDK."
        case .partitionTable: "Write its partition table anew, or convert it: qemu-img convert -O qcow2."
        case .severalFormats:
            "Find out where it comes from. If you trust it, convert it from the format that it has to be."
        case .truncated: "Get it again, and compare its size and its checksum with what its publisher says."
        case .packed(let packing):
            "Unpack it first. "
                + (packing == .tar
                    ? "A container's image is told by its manifest, and an appliance by its envelope, which comes first."
                    : "A ramdisk for a kernel (ari) may stay as it is.")
        case .takenFor(let format, _):
            format == .raw
                ? "Send it as raw, or convert it: qemu-img convert -O qcow2." : "Convert it: qemu-img convert -O qcow2."
        case .impossibleSize: "Get it again, or convert it: qemu-img convert -O qcow2."
        }
    }

    private static func named(_ name: String?) -> String { name.map { ", \($0)" } ?? "" }

    /// A size that no disk exceeds: 1 PiB, in bytes.
    private static let most: Int64 = 1 << 50

    /// Returns the first few of the names.
    private static func listed(_ files: [String]) -> String {
        guard !files.isEmpty else { return "" }
        let rest = files.count > 3 ? " and \(files.count - 3) more" : ""
        return " (\(files.prefix(3).joined(separator: ", "))\(rest))"
    }

    private static func features(_ bits: [Int]) -> String {
        bits.map { $0 == 4 ? "bit 4, extended L2 entries" : "bit \($0)" }.joined(separator: "; ")
    }
}

extension DiskDanger: CustomStringConvertible {
    /// The explanation and the remedy.
    package var description: String { "\(explanation) \(remedy)" }
}

extension DiskDanger.Descriptor {
    fileprivate var explanation: String {
        switch self {
        case .missing: "It has no descriptor that can be read, and Glance refuses it."
        case .layout(let word):
            "Its layout, \(word ?? "which its descriptor does not name"), is not one that Glance takes: monolithicSparse or "
                + "streamOptimized."
        case .line(let line): "Its descriptor has a line that Glance does not understand and refuses: \(line)"
        case .elsewhere(let line): "Its descriptor points to a file elsewhere, and Glance refuses it: \(line)"
        case .noExtents: "Its descriptor does not say where the data is, and Glance refuses it."
        case .tooLong: "Its descriptor is longer than is looked at, so that nobody knows what it says."
        }
    }
}

extension DiskDanger.PartitionTable {
    fileprivate var explanation: String {
        switch self {
        case .bootFlag(let partition): "Partition \(partition + 1) of its boot record has a boot flag that is none."
        case .protectiveStart:
            "The partition of its boot record that protects the GUID partition table does not begin where it has to."
        case .extraPartitions: "Its boot record has partitions beside the one that protects the GUID partition table."
        case .noPartitions: "It begins with a boot record, and there are no partitions in that."
        }
    }
}
