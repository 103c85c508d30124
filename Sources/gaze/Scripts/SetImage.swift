import ArgumentParser
import ImageModel
import ViewModels

/// `gaze set`: changes a record, for scripts.
struct SetImage: AsyncParsableCommand, Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Change an image's record.",
        discussion: """
            NAME is a property, or one of name, visibility, min_disk, min_ram, protected, os_hidden, and while the image is \
            queued disk_format and container_format. What is said is what is to be: only what differs is sent, as one JSON \
            patch, all of it or nothing; where nothing differs, nothing is sent.

            Nothing is printed, unless --format asks for the record as it is then, or --dry-run for the patch.

            Exit status:
            \(ScriptExit.table)
            """)

    @Argument(help: ImageArgument.help, completion: ImageArgument.completion)
    var image: String

    @Argument(help: ArgumentHelp("Attributes and properties with their values.", valueName: "name=value"))
    var values: [String] = []

    @Option(help: "A tag that it is to have; repeated for several.")
    var tag: [String] = []

    @Option(help: ArgumentHelp("A tag that it is not to have; repeated for several.", valueName: "tag"))
    var untag: [String] = []

    @Option(help: ArgumentHelp("A property that it is not to have; repeated for several.", valueName: "property"))
    var unset: [String] = []

    @Option(
        help: ArgumentHelp("Who may see and boot it: shared, private, community or public.", valueName: "who"),
        completion: .list(FieldGuide.usualChoices[.visibility] ?? []))
    var visibility: String?

    enum Protection: String, EnumerableFlag {
        case protected, unprotected

        static func name(for value: Protection) -> NameSpecification {
            value == .protected ? .long : [.long, .customLong("no-protected")]
        }
    }

    @Flag(help: "Whether a delete is refused.")
    var protection: Protection?

    enum Hiding: String, EnumerableFlag {
        case hidden, unhidden

        static func name(for value: Hiding) -> NameSpecification {
            value == .hidden ? .long : [.long, .customLong("no-hidden")]
        }
    }

    @Flag(help: "Whether default lists leave it out.")
    var hiding: Hiding?

    @Option(help: "Print the record as it is afterwards.")
    var format: RecordFormat?

    @Flag(help: "Print the patch, and send nothing.")
    var dryRun = false

    @Option(help: "The cloud of clouds.yaml to work on.")
    var cloud: String?

    /// The parent command. It has a `--cloud` option too, and receives its value wherever on the line it appears.
    @ParentCommand var gaze: Gaze

    /// The changes that the options ask for.
    private var changes: ImageChanges {
        var changes = ImageChanges()
        (changes.values, changes.tags, changes.removedTags, changes.removedProperties) = (values, tag, untag, unset)
        changes.visibility = visibility
        changes.isProtected = protection.map { $0 == .protected }
        changes.isHidden = hiding.map { $0 == .hidden }
        return changes
    }

    func validate() throws {
        if changes.isEmpty {
            throw ValidationError("Say what is to be changed, for example os_distro=debian or --tag lts.")
        }
        if let tag = tag.first(where: untag.contains) {
            throw ValidationError("The tag \(tag) cannot be set and taken away at once.")
        }
    }

    func run() async throws {
        let changes = changes
        try await ScriptRun.run(cloud: cloud ?? gaze.cloud, isReadOnly: gaze.readonly) { connection in
            let words = "\(image) was not changed"
            let record = try await ImageArgument.record(of: image, at: connection.api, orElse: words)
            let patch = try Self.patch(changes, of: record)
            if dryRun {
                try StandardOutput.write(RecordJSON.text(patch.json(), indent: "") + "\n")
            } else if patch.changes.isEmpty {
                try await print(record)
            } else {
                try await print(Self.send(patch, to: record.image.id, at: connection.api, orElse: words))
            }
        }
    }

    private static func patch(_ changes: ImageChanges, of record: ImageRecord) throws(ScriptFailure) -> ImagePatch {
        do throws(ImageChanges.Problem) {
            return try changes.patch(of: record)
        } catch {
            throw ScriptFailure(.usage, "Nothing was sent. \(error.description)")
        }
    }

    private static func send(
        _ patch: ImagePatch, to id: Image.ID, at api: any ImageAPI, orElse words: String
    ) async throws(ScriptFailure) -> ImageRecord {
        do throws(APIError) {
            return try await api.update(id, with: patch)
        } catch {
            throw ScriptFailure(error, words, id: id)
        }
    }

    private func print(_ record: ImageRecord) async throws {
        guard let format else { return }
        let (charset, room) = await MainActor.run { (Console.output.charset, Console.output.room) }
        try StandardOutput.write(format.text(of: record, columns: nil, charset: charset, room: room))
    }
}
