import ArgumentParser
import ViewModels

/// `gaze upload`: uploads data to an existing record that has none, without a screen.
struct Upload: AsyncParsableCommand, Subcommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring data to an image that is queued, without a screen.",
        discussion: """
            The rules, the checks and the proof are those of gaze create. Where the record says another disk or container \
            format than the options, or none, it is changed first; what no option and no record says is filled in by what the \
            data is.

            On a terminal, standard error shows a bar; otherwise it has a line of JSON for each event. Standard output has the \
            image's record at the end. ^C calls the transfer off; the record stays queued.

            Exit status:
            \(CreateExit.table)
            """)

    @Argument(help: ImageArgument.help, completion: ImageArgument.completion)
    var image: String

    @OptionGroup(title: "Its data")
    var data: DataOptions

    @Option(
        help: ArgumentHelp("How the data is laid out, where the record does not say it rightly.", valueName: "format"),
        completion: .list(FieldGuide.usualChoices[.diskFormat] ?? []))
    var diskFormat: String?

    @Option(
        help: ArgumentHelp(
            "What the disk is wrapped in, where the record does not say it rightly.", valueName: "format"),
        completion: .list(FieldGuide.usualChoices[.containerFormat] ?? []))
    var containerFormat: String?

    @Option(help: "The cloud of clouds.yaml to work on.")
    var cloud: String?

    /// The parent command. It has a `--cloud` option too, and receives its value wherever on the line it appears.
    @ParentCommand var gaze: Gaze

    @Flag(help: "Send data of which there is a warning, for example that it names another file.")
    var force = false

    @Flag(help: "Show what would be sent and done, and what stands against it; send nothing.")
    var dryRun = false

    func validate() throws {
        if data.data == nil {
            throw ValidationError(
                "--data names what is brought: a file, an address, or - for standard input: "
                    + "… | gaze upload --data - IMAGE")
        }
    }

    func run() async throws {
        let order = CreateRun.Order(isForced: force) { [data, diskFormat, containerFormat] draft in
            draft.diskFormat = diskFormat ?? draft.diskFormat
            draft.containerFormat = containerFormat ?? draft.containerFormat
            data.fill(in: &draft)
        }
        try await CreateRun.run(cloud: cloud ?? gaze.cloud, isReadOnly: gaze.readonly, makesRecord: false) {
            [image, dryRun] run in await run.bring(order, to: image, isReview: dryRun)
        }
    }
}
