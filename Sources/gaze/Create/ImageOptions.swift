import ArgumentParser
import ViewModels

/// The options of `gaze create` that describe the record, named like those of `openstack image create`.
///
/// Their values are validated by the form, so that the same rules apply everywhere.
struct ImageOptions: ParsableArguments {
    @Argument(help: "What people call the image.")
    var name: String?

    @Option(help: ArgumentHelp("A UUID of one's own choice. (default: the service makes one)", valueName: "uuid"))
    var id: String?

    @Option(
        help: ArgumentHelp("How the file is laid out, for example qcow2.", valueName: "format"),
        completion: .list(FieldGuide.usualChoices[.diskFormat] ?? []))
    var diskFormat: String?

    @Option(
        help: ArgumentHelp("What the disk is wrapped in; a plain disk image is bare.", valueName: "format"),
        completion: .list(FieldGuide.usualChoices[.containerFormat] ?? []))
    var containerFormat: String?

    @Option(
        help: ArgumentHelp("Who may see and boot it: shared, private, community or public.", valueName: "who"),
        completion: .list(FieldGuide.usualChoices[.visibility] ?? []))
    var visibility: String?

    @Option(help: "A label to find it by; repeated for several.")
    var tag: [String] = []

    @Option(
        help: ArgumentHelp("What drivers and schedulers are told; repeated for several.", valueName: "key=value"))
    var property: [String] = []

    @Option(help: ArgumentHelp("The smallest disk that it boots on, in GB.", valueName: "gb"))
    var minDisk: String?

    @Option(
        name: .customLong("min-ram"), help: ArgumentHelp("The least memory that it boots with, in MB.", valueName: "mb")
    )
    var minRAM: String?

    enum Protection: String, EnumerableFlag {
        case protected, unprotected
    }

    @Flag(help: "Whether a delete is refused.")
    var protection: Protection?

    enum Hiding: String, EnumerableFlag {
        case hidden, unhidden
    }

    @Flag(help: "Whether default lists leave it out.")
    var hiding: Hiding?

    /// The name as an option, the way glance and others take it. It is declared only to explain the correct form in an error:
    /// as an unknown option it would be taken for a misspelled `--tag`.
    @Option(name: .customLong("name"), help: ArgumentHelp("What people call the image.", visibility: .private))
    var nameByOption: String?

    func validate() throws {
        guard nameByOption == nil else {
            throw ValidationError("The name is given by itself, without --name: gaze create NAME")
        }
    }

    /// Fills in the given values; attributes without an option stay unchanged.
    func fill(in draft: inout Draft) {
        draft.name = name ?? draft.name
        draft.id = id ?? draft.id
        draft.diskFormat = diskFormat ?? draft.diskFormat
        draft.containerFormat = containerFormat ?? draft.containerFormat
        draft.visibility = visibility ?? draft.visibility
        draft.tags.removeAll(where: tag.contains)
        draft.tags += tag
        let keys = Set(property.map { Draft.split($0).key })
        draft.properties.removeAll { keys.contains(Draft.split($0).key) }
        draft.properties += property
        draft.minDisk = minDisk ?? draft.minDisk
        draft.minRAM = minRAM ?? draft.minRAM
        draft.isProtected = protection.map { $0 == .protected } ?? draft.isProtected
        draft.isHidden = hiding.map { $0 == .hidden } ?? draft.isHidden
    }
}
