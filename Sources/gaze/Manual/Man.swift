import ArgumentParser

/// `gaze man`: the manual page, made from the commands' own declarations and the key table.
struct Man: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the manual page.",
        discussion: """
            to read it:     gaze man | man -l -
            to install it:  gaze man > ~/.local/share/man/man1/gaze.1
            """)

    func run() throws {
        let page = ManualPage(try CommandInfo.ofGaze()).text
        do throws(StandardOutput.Failure) {
            try StandardOutput.write(page)
        } catch {
            throw ExitCode.failure
        }
    }
}
