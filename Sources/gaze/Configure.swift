import ArgumentParser
import Foundation
import Screens
import ViewModels

/// `gaze config`: prints a commented configuration or the location of the file, or checks the file.
struct Configure: AsyncParsableCommand, Subcommand {
    static let field = CommandField.none
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Print a commented configuration, or check your own.",
        discussion: """
            Without options it prints everything that the file may say, as comments, with what holds where it does not:

              mkdir -p ~/.config/gaze && gaze config > ~/.config/gaze/config.yaml

            A wrong line in the file is named, by --check and in gaze, and the rest of the file counts.

            Exit status of --check:
              0  the file has no wrong line, or there is no file
             78  it has
            """)

    @Flag(help: "Print where the file is looked for.")
    var path = false

    @Flag(help: "Name every wrong line of the file on standard error.")
    var check = false

    /// The parent command, whose options may appear on the command line too.
    @ParentCommand var gaze: Gaze

    func validate() throws {
        if path, check { throw ValidationError("--path and --check are two things to ask.") }
    }

    func run() async throws {
        let location = ConfigurationLocation(files: .current())
        if path { return try await StandardOutput.print(location.path + "\n") }
        guard check else { return try await StandardOutput.print(ConfigurationText.commented) }
        let complaints = location.read().complaints
        guard !complaints.isEmpty else { return }
        for complaint in complaints { await Console.errors.write(complaint.description) }
        throw ExitCode(CreateExit.configuration.rawValue)
    }
}
