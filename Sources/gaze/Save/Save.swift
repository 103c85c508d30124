import ArgumentParser
import Clouds
import Foundation
import ImageModel
import ViewModels

/// `gaze save`: saves an image's data to a file, without a screen.
struct Save: AsyncParsableCommand, Subcommand {
    static let configuration = CommandConfiguration(
        abstract: "Save an image's data to a file, or to standard output.",
        discussion: """
            The data goes to FILE.part, and has its name when all of it is there and its size and hash are those of the record. \
            What is cut off is gone on with by itself; where the command ends before, the same command goes on from what has \
            come. A file that is there already is not touched without --overwrite.

            On a terminal, standard error shows a bar; otherwise it has a line of JSON for each event. Standard output has the \
            file's path at the end, or with --format the image's id, the path, the bytes and the hash; with - it has the data, \
            which is proven only when the command has ended with 0.

            Exit status:
            \(SaveExit.table)
            """)

    @Argument(help: ImageArgument.help, completion: ImageArgument.completion)
    var image: String

    @Argument(
        help: ArgumentHelp(
            "Where to save it: a file, a folder, or - for standard output. (default: the image's name and format, here)"
        ),
        completion: .file())
    var file: String?

    @Flag(help: "Write over a file that is there.")
    var overwrite = false

    @Option(help: "Print what was saved in this form.")
    var format: RecordFormat?

    @Option(help: "The cloud of clouds.yaml to work on.")
    var cloud: String?

    /// The parent command. It has a `--cloud` option too, and receives its value wherever on the line it appears.
    @ParentCommand var gaze: Gaze

    func validate() throws {
        guard file == "-" else {
            if file?.isEmpty == true {
                throw ValidationError("FILE names nothing: leave it out for a name of its own.")
            }
            return
        }
        if isatty(STDOUT_FILENO) == 1 {
            throw ValidationError("- is standard output, and that is a terminal. Pipe it: gaze save IMAGE - | …")
        }
        if overwrite { throw ValidationError("--overwrite is for files.") }
        if format != nil { throw ValidationError("--format is for files: with -, standard output has the data.") }
    }

    func run() async throws {
        // With SIGPIPE ignored, a closed pipe is reported like any other output that cannot be written.
        signal(SIGPIPE, SIG_IGN)
        let files = FileLocations.current()
        let configuration = ConfigurationLocation(files: files).read()
        await configuration.tellWhatHoldsBack(asEvents: true)
        let connection: Connection
        do throws(CloudError) {
            connection = try await Connection.open(
                cloud: cloud ?? gaze.cloud, files: files, configuration: configuration, isReadOnly: gaze.readonly)
        } catch {
            let explanation = Explanation(
                APIError(kind: .noService, message: error.description), during: .download(name: image))
            await SaveReport(format: nil).failed(explanation, .configuration, nil)
            throw ExitCode(SaveExit.configuration.rawValue)
        }
        let status = await Self.run(self, on: connection, files)
        await connection.close()
        if status != 0 { throw ExitCode(status) }
    }

    /// Saves the image, until that is done or a signal ends it.
    ///
    /// - Returns: the exit status.
    @MainActor
    private static func run(_ command: Save, on connection: Connection, _ files: FileLocations) async -> Int32 {
        let workspace = Workspace(
            api: connection.api, place: connection.place, memory: BrowserFiles(files: files).memory, drafts: .none,
            filters: .none, transferMemory: .none, fetch: connection.fetch)
        let run = SaveRun(workspace, api: connection.api, format: command.format)
        return await Signals.status(
            of: { await run.perform(command.image, to: command.file, overwriting: command.overwrite) },
            interrupt: { run.interrupt($0) })
    }
}
