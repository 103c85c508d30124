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
        var warnings = inspection.dangers.map {
            FileWarning(title: $0.title, explanation: $0.explanation, remedy: $0.remedy)
        }
        if let format = draft.diskFormat, let container = draft.containerFormat,
            case .mismatch(_, let data)? = inspection.refusal(
                forRecordOf: DiskFormat(rawValue: format), in: ContainerFormat(rawValue: container))
        {
            warnings.append(
                FileWarning(
                    title: "Another format",
                    explanation: "The file is \(data.rawValue), and the record says \(format): Glance refuses it.",
                    remedy: "Choose \(data.rawValue) as its disk format, or convert it: qemu-img convert -O \(format).")
            )
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
}
