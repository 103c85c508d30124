import ArgumentParser
import Foundation

/// The command line; its declaration is its documentation.
@main
struct Gaze: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gaze",
        abstract: "Create, fill and browse images of the OpenStack Image service, in the terminal.",
        discussion: """
            With no cloud named (no --cloud, OS_CLOUD or OS_AUTH_URL), gaze runs on an image service of its own, whose \
            records and data are kept under $XDG_DATA_HOME/gaze. Press ? inside for the keys.
            """,
        version: Version.text,
        subcommands: [
            ListImages.self, ShowImage.self, Create.self, Upload.self, Save.self, SetImage.self, DeleteImages.self,
            Inspect.self,
            Serve.self, Configure.self, Completions.self, Man.self,
        ])

    @Option(help: "The cloud of clouds.yaml to work on.")
    var cloud: String?

    @Option(help: "The theme, by the name of its file in themes/; remembered for the next start.")
    var theme: String?

    @Flag(help: "Change nothing: what would change something is neither offered nor sent.")
    var readonly = false

    @Flag(help: "When the terminal goes away, end at once. (default: finish the transfers under way first)")
    var noLinger = false

    @OptionGroup(title: "A picture")
    var picture: ScreenshotOptions

    /// Parses the command line, runs the command, and exits with its status. An error's text may come from a file or a service,
    /// so a terminal is shown it sanitized, like any text from outside.
    static func main() async {
        Descriptors.takeStandardPlaces()
        do {
            var command = try await asyncParseAsRoot()
            try (command as? any Subcommand)?.refuseIdleOptions()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            let message = fullMessage(for: error)
            var status = exitCode(for: error)
            if status.isSuccess, !message.isEmpty {
                do throws(ExitCode) {
                    try await StandardOutput.print(Console.output.lines(message))
                } catch {
                    status = error
                }
            } else if !message.isEmpty {
                Console.errors.write(message)
            }
            Foundation.exit(status.rawValue)
        }
    }

    mutating func run() async throws {
        if let file = picture.screenshot {
            return try await Screenshot.run(
                cloud: cloud, theme: theme, isReadOnly: readonly, file: file, options: picture)
        }
        try await Application.run(cloud: cloud, theme: theme, isReadOnly: readonly, lingers: !noLinger)
    }
}
