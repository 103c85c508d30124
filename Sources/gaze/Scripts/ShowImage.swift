import ArgumentParser
import ImageModel
import ViewModels

/// `gaze show`: prints one record, for scripts.
struct ShowImage: AsyncParsableCommand, Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print an image's record.",
        discussion: """
            A table is for people; json, yaml and csv have every value as the service says it.

            Exit status:
            \(ScriptExit.table)
            """)

    @Argument(help: ImageArgument.help, completion: ImageArgument.completion)
    var image: String

    @Option(help: "How it is printed.")
    var format = RecordFormat.table

    @Option(
        help: ArgumentHelp(
            "Attributes and properties by their names, with commas between them. (default: all)", valueName: "names"),
        completion: .list(RecordColumns.completions))
    var columns: RecordColumns?

    @Option(help: "The cloud of clouds.yaml to work on.")
    var cloud: String?

    /// The parent command. It has a `--cloud` option too, and receives its value wherever on the line it appears.
    @ParentCommand var gaze: Gaze

    func run() async throws {
        try await ScriptRun.run(cloud: cloud ?? gaze.cloud, isReadOnly: gaze.readonly) { connection in
            let record = try await ImageArgument.record(
                of: image, at: connection.api, orElse: "The image could not be read")
            try await print(record)
        }
    }

    private func print(_ record: ImageRecord) async throws {
        let (charset, room) = await MainActor.run { (Console.output.charset, Console.output.room) }
        try StandardOutput.write(
            format.text(of: record, columns: columns?.attributes, charset: charset, room: room))
    }
}
