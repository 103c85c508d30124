import ArgumentParser
import ViewModels

/// `gaze create`: does what the form does, without a screen.
struct Create: AsyncParsableCommand, Subcommand {
    static let configuration = CommandConfiguration(
        abstract: "Create an image and bring its data, without a screen.",
        discussion: """
            The rules and the checks are those of the form. The data is proven by its size and its SHA-512, and by the publisher's \
            hash where --checksum says it.

            On a terminal, standard error shows a bar; otherwise it has a line of JSON for each event. Standard output has \
            the image's record at the end: a line of JSON, or a few words on a terminal. ^C calls the transfer off; the \
            record stays, and its id is printed.

            Exit status:
            \(CreateExit.table)
            """)

    @OptionGroup(title: "The image")
    var image: ImageOptions

    @OptionGroup(title: "Its data")
    var data: DataOptions

    @Flag(help: "Create only the record, and leave standard input unread.")
    var noData = false

    @Option(
        help: ArgumentHelp(
            "Copy what no option sets from this image, by its name or id: all but its id and data.",
            valueName: "image"),
        completion: ImageArgument.completion)
    var like: String?

    @Option(
        help: ArgumentHelp(
            "Fill in what is still missing from a preset, by the name of its file: one of gaze's (linux-cloud, windows, "
                + "uefi-secure-boot, appliance-iso) or of your own.", valueName: "name"))
    var preset: String?

    @Option(help: "The cloud of clouds.yaml to work on.")
    var cloud: String?

    /// The parent command. It has a `--cloud` option too, and receives its value wherever on the line it appears.
    @ParentCommand var gaze: Gaze

    @Flag(help: "Send a file of which there is a warning, for example that it names another file.")
    var force = false

    @Flag(help: "Show what would be sent and done, the same as commands, and what may be refused; send nothing.")
    var dryRun = false

    func validate() throws {
        guard data.data == nil, !noData, PipedInput.isThere() else {
            if noData, data.data != nil { throw ValidationError("--no-data makes a record alone: leave --data out.") }
            return
        }
        throw ValidationError(
            "Data may come in on standard input, and without --data it would be lost. --data - makes it the image's data: "
                + "… | gaze create --data - NAME. --no-data makes the record alone, and leaves standard input to others."
        )
    }

    func run() async throws {
        let order = CreateRun.Order(like: like, preset: preset, isForced: force) { [image, data] draft in
            image.fill(in: &draft)
            data.fill(in: &draft)
        }
        try await CreateRun.run(cloud: cloud ?? gaze.cloud, isReadOnly: gaze.readonly, makesRecord: true) {
            [dryRun] run in dryRun ? await run.review(order) : await run.perform(order)
        }
    }
}
