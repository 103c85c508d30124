import ArgumentParser

/// `gaze man`: the manual page, made from the commands' own declarations and the key table.
struct Man: AsyncParsableCommand, Subcommand {
    static let field = CommandField.none
    static let configuration = CommandConfiguration(
        abstract: "Print the manual page.",
        discussion: """
            to read it:     gaze man | man -l -
            to install it:  gaze man > ~/.local/share/man/man1/gaze.1
            """)

    /// The command above, whose options may stand on the line too.
    @ParentCommand var gaze: Gaze

    func run() async throws {
        try await StandardOutput.print(ManualPage(try CommandInfo.ofGaze()).text)
    }
}
