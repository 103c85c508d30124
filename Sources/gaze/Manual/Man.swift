import ArgumentParser

/// `gaze man`: prints the manual page, generated from the command declarations and the key table.
struct Man: AsyncParsableCommand, Subcommand {
    static let field = CommandField.none
    static let configuration = CommandConfiguration(
        abstract: "Print the manual page.",
        discussion: """
            to read it:     gaze man | man -l -
            to install it:  gaze man > ~/.local/share/man/man1/gaze.1
            """)

    /// The parent command, whose options may appear on the command line too.
    @ParentCommand var gaze: Gaze

    func run() async throws {
        try await StandardOutput.print(ManualPage(try CommandInfo.ofGaze()).text)
    }
}
