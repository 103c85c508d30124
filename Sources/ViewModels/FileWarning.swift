import DiskFormats

/// A warning about data, to be shown before it is sent.
package struct FileWarning: Hashable, Sendable {
    /// A short title.
    package let title: String
    /// What the problem is, and why it is one. May contain names from the file.
    package let explanation: String
    /// What to do about it.
    package let remedy: String

    /// Returns the warnings about inspected data in a record with a draft's formats.
    static func all(_ inspection: DiskInspection, in draft: Draft) -> [FileWarning] {
        var warnings = inspection.dangers.filter { isOf($0, draft) }.map {
            FileWarning(title: $0.title, explanation: $0.explanation, remedy: $0.remedy)
        }
        if let other = otherContainer(inspection, in: draft) ?? otherFormat(inspection, in: draft) {
            warnings.append(other)
        }
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

    /// Whether a danger applies to this record, and not only to one of another format.
    private static func isOf(_ danger: DiskDanger, _ draft: Draft) -> Bool {
        guard case .takenFor(_, let record) = danger, let format = draft.diskFormat else { return true }
        return record.rawValue == format
    }

    /// Returns a warning if the record's container format is not that of the data.
    private static func otherContainer(_ inspection: DiskInspection, in draft: Draft) -> FileWarning? {
        // Packed data is reported as a danger, whatever the record says.
        if case .packed = inspection.content { return nil }
        guard let word = draft.containerFormat else { return nil }
        let (record, actual) = (ContainerFormat(rawValue: word), inspection.containerFormat)
        let amazon: Set<ContainerFormat> = [.ami, .aki, .ari]
        guard record != actual,
            // Amazon's formats have no signature of their own, or consist of a disk's plain bytes.
            !(amazon.contains(record) && (amazon.contains(actual) || inspection.content.isPlain)),
            !(record == .bare && amazon.contains(actual))
        else { return nil }
        let consequence =
            record == .bare
            ? "the cloud takes it for a disk, and no server starts from it"
            : "Glance does not look inside, and what unwraps it later fails"
        let meaning = FieldGuide.text(for: actual.rawValue, of: .containerFormat).map { " (\($0))" } ?? ""
        return FileWarning(
            title: "Another container",
            explanation: "The file is \(actual.rawValue)\(meaning), and the record says \(word): \(consequence).",
            remedy: "Choose \(actual.rawValue) as its container.")
    }

    /// Returns a warning if the record's disk format is not that of the data.
    private static func otherFormat(_ inspection: DiskInspection, in draft: Draft) -> FileWarning? {
        guard let format = draft.diskFormat, let container = draft.containerFormat else { return nil }
        let refusal = inspection.refusal(
            forRecordOf: DiskFormat(rawValue: format), in: ContainerFormat(rawValue: container))
        let actual: DiskFormat
        let consequence: String
        if case .mismatch(let record, let data)? = refusal {
            // The inspection already reports this.
            if inspection.dangers.contains(.takenFor(data, record: record)) { return nil }
            (actual, consequence) = (data, "Glance refuses it")
        } else if format == DiskFormat.raw.rawValue, let known = inspection.diskFormat,
            known.rawValue != format, !inspection.content.isPlain
        {
            // Glance accepts anything as raw bytes; a disc image may be written to a disk as it is.
            (actual, consequence) = (known, "Glance takes it, and no server starts from it")
        } else {
            return nil
        }
        return FileWarning(
            title: "Another format",
            explanation: "The file is \(actual.rawValue), and the record says \(format): \(consequence).",
            remedy: "Choose \(actual.rawValue) as its disk format"
                + (qemuNames[format].map { ", or convert it: qemu-img convert -O \($0)." } ?? "."))
    }

    /// The names that qemu-img uses for the disk formats it can write.
    private static let qemuNames = [
        "raw": "raw", "qcow2": "qcow2", "vmdk": "vmdk", "vdi": "vdi", "vhd": "vpc", "vhdx": "vhdx",
    ]
}

extension FileWarning {
    /// Creates the warning about an empty file.
    init(emptyFile path: String) {
        self.init(
            title: "Empty",
            explanation:
                "There is nothing in it: \(path) has 0 bytes, and an image made from it is of no use.",
            remedy: "Check whether it was written completely, or name another file.")
    }

    /// Creates the warning about a file whose content cannot be inspected.
    init(_ error: DiskFileError) {
        self.init(
            title: "Not looked at",
            explanation: "\(error.description) gaze cannot tell what it is, or whether a cloud accepts it.",
            remedy: "Look into that, or send it if you know what it is.")
    }
}
