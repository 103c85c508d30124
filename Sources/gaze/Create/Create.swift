import ArgumentParser
import Clouds
import Foundation
import ViewModels

/// `gaze create`: what the form does, without a screen.
struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Create an image and bring its data, without a screen.",
        discussion: """
            The rules and the checks are those of the form. The data is proven by its size and its SHA-512.

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

    @Option(help: "The cloud of clouds.yaml to work on.")
    var cloud: String?

    /// The command above has an option of that name too, and takes it wherever on the line it stands.
    @ParentCommand var gaze: Gaze

    @Flag(help: "Send a file of which there is a warning, for example that it names another file.")
    var force = false

    @Flag(help: "Show what would be sent and done, the same as commands, and what may be refused; send nothing.")
    var dryRun = false

    /// What the options fill in.
    private var draft: Draft {
        var draft = Draft()
        image.fill(in: &draft)
        data.fill(in: &draft)
        return draft
    }

    func run() async throws {
        let files = FileLocations.current()
        let connection: Connection
        do throws(CloudError) {
            connection = try await Connection.open(
                cloud: cloud ?? gaze.cloud, files: files, isReadOnly: gaze.readonly)
        } catch {
            await Console.errors.write(error.description)
            throw ExitCode(CreateExit.configuration.rawValue)
        }
        let status = await Self.run(draft, isDryRun: dryRun, knowingly: force, on: connection, files)
        await connection.close()
        if status != 0 { throw ExitCode(status) }
    }

    /// Does it, until it is done or a signal ends it.
    ///
    /// - Returns: the exit status.
    @MainActor
    private static func run(
        _ draft: Draft, isDryRun: Bool, knowingly: Bool, on connection: Connection, _ files: FileLocations
    ) async -> Int32 {
        let workspace = Workspace(
            api: connection.api, place: connection.place, memory: BrowserFiles(files: files).memory,
            drafts: .none, filters: .none, transferMemory: TransferFiles(files: files).memory, fetch: connection.fetch,
            readsStandardInput: true)
        let report: any CreateReport = Console.errors.isTerminal ? CreateBar() : CreateLines()
        let run = CreateRun(workspace, report: report)
        let (ends, end) = AsyncStream.makeStream(of: Int32.self)
        let work = Task {
            end.yield(isDryRun ? await run.review(draft) : await run.perform(draft, knowingly: knowingly))
        }
        let signals = Task {
            for await number in Signals.stream(of: [SIGINT, SIGTERM, SIGHUP].filter { !Signals.isIgnored($0) }) {
                if let status = run.interrupt(number) { end.yield(status) }
            }
        }
        defer {
            work.cancel()
            signals.cancel()
        }
        for await status in ends {
            await workspace.transfers.notes.close()
            return status
        }
        return EXIT_FAILURE
    }
}
