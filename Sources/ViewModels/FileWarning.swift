import DiskFormats

/// Something about a file that a person should know before it is sent.
public struct FileWarning: Hashable, Sendable {
    /// A few words.
    public let title: String
    /// What the matter is, and why it is one. May hold names from the file.
    public let explanation: String
    /// What to do about it.
    public let remedy: String

    /// What an inspection says of a file in a record of these formats.
    static func all(_ inspection: DiskInspection, in draft: Draft) -> [FileWarning] {
        var warnings = inspection.dangers.filter { isOf($0, draft) }.map {
            FileWarning(title: $0.title, explanation: $0.explanation, remedy: $0.remedy)
        }
        if let other = otherFormat(inspection, in: draft) { warnings.append(other) }
        if let minimum = Int64(draft.minDisk), minimum > 0, let size = inspection.virtualSize, minimum << 30 < size,
            minimum < 1 << 32
        {
            warnings.append(
                FileWarning(
                    title: "Too small a disk",
                    explanation:
                        "The disk is \(Format.bytes(size)), and no server of \(minimum) GB can be started from it.",
                    remedy: "Set Min disk to \(inspection.minDiskGB ?? 0) or more."))
        }
        return warnings
    }

    /// Whether a danger is one to this record, and not to a record of another format alone.
    private static func isOf(_ danger: DiskDanger, _ draft: Draft) -> Bool {
        guard case .takenFor(_, let record) = danger, let format = draft.diskFormat else { return true }
        return record.rawValue == format
    }

    /// A record that says another format than the file's.
    private static func otherFormat(_ inspection: DiskInspection, in draft: Draft) -> FileWarning? {
        guard let format = draft.diskFormat, let container = draft.containerFormat else { return nil }
        let refusal = inspection.refusal(
            forRecordOf: DiskFormat(rawValue: format), in: ContainerFormat(rawValue: container))
        let actual: DiskFormat
        let consequence: String
        if case .mismatch(let record, let data)? = refusal {
            // The inspection says so itself.
            if inspection.dangers.contains(.takenFor(data, record: record)) { return nil }
            (actual, consequence) = (data, "Glance refuses it")
        } else if format == DiskFormat.raw.rawValue, let known = inspection.diskFormat, !inspection.content.isPlain {
            // Glance takes anything for raw bytes; a disc may be written to a disk as it is.
            (actual, consequence) = (known, "Glance takes it, and no server starts from it")
        } else {
            return nil
        }
        return FileWarning(
            title: "Another format",
            explanation: "The file is \(actual.rawValue), and the record says \(format): \(consequence).",
            remedy: "Choose \(actual.rawValue) as its disk format, or convert it: qemu-img convert -O \(format).")
    }
}
