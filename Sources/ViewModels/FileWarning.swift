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

    /// Whether a danger is one to this record, and not to a record of another format alone.
    private static func isOf(_ danger: DiskDanger, _ draft: Draft) -> Bool {
        guard case .takenFor(_, let record) = danger, let format = draft.diskFormat else { return true }
        return record.rawValue == format
    }

    /// A record that says another container than the file's.
    private static func otherContainer(_ inspection: DiskInspection, in draft: Draft) -> FileWarning? {
        // That something is packed is told as a danger, whatever the record says.
        if case .packed = inspection.content { return nil }
        guard let word = draft.containerFormat else { return nil }
        let (record, actual) = (ContainerFormat(rawValue: word), inspection.containerFormat)
        let amazon: Set<ContainerFormat> = [.ami, .aki, .ari]
        guard record != actual,
            // What Amazon's words stand for has no marks of its own, or is a disk's own bytes as well.
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
        } else if format == DiskFormat.raw.rawValue, let known = inspection.diskFormat,
            known.rawValue != format, !inspection.content.isPlain
        {
            // Glance takes anything for raw bytes; a disc may be written to a disk as it is.
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

    /// What qemu-img calls the disk formats that it can write.
    private static let qemuNames = [
        "raw": "raw", "qcow2": "qcow2", "vmdk": "vmdk", "vdi": "vdi", "vhd": "vpc", "vhdx": "vhdx",
    ]
}

extension FileWarning {
    /// What is to be known of a file without a byte in it.
    init(emptyFile path: String) {
        self.init(
            title: "Empty",
            explanation:
                "There is nothing in it: \(path) has 0 bytes, and an image of it is active without being any use.",
            remedy: "Look whether it was written to its end, or name another file.")
    }

    /// What is to be known of a file whose bytes cannot be looked at.
    init(_ error: DiskFileError) {
        self.init(
            title: "Not looked at",
            explanation: "\(error.description) gaze cannot tell what it is, and whether a cloud takes it.",
            remedy: "Look into that, or send it if you know what it is.")
    }
}
