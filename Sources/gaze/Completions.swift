import ArgumentParser

/// `gaze completions bash|zsh|fish`: prints a shell's completion script, generated from the command declarations.
struct Completions: AsyncParsableCommand, Subcommand {
    static let field = CommandField.none
    static let configuration = CommandConfiguration(
        abstract: "Print the completion script for a shell.",
        discussion: """
            bash:  gaze completions bash > ~/.local/share/bash-completion/completions/gaze
            zsh:   gaze completions zsh > "${fpath[1]}/_gaze"
            fish:  gaze completions fish > ~/.config/fish/completions/gaze.fish
            """)

    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash, zsh, fish
    }

    @Argument(help: "The shell: bash, zsh or fish.")
    var shell: Shell

    /// The parent command, whose options may appear on the command line too.
    @ParentCommand var gaze: Gaze

    func run() async throws {
        try await StandardOutput.print(Gaze.completionScript(for: completionShell) + "\n")
    }

    private var completionShell: CompletionShell {
        switch shell {
        case .bash: .bash
        case .zsh: .zsh
        case .fish: .fish
        }
    }
}
