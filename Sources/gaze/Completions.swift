import ArgumentParser

/// `gaze completions bash|zsh|fish`: the completion script of a shell, made from the commands' own declarations.
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

    /// The command above, whose options may stand on the line too.
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
