import Foundation
import TestSupport
import Testing

/// A real terminal with a shell in it, driven as a person would drive it: keys go in, the screen comes out.
struct TmuxTerminal {
    private let socket: String
    private let environment: [String: String]

    /// What was on the screen when something that a test waited for did not come.
    struct NotSeen: Error, CustomStringConvertible {
        let wanted: String
        let screen: String
        var description: String { "Waited for “\(wanted)”, and saw:\n\(screen)" }
    }

    /// Starts a terminal, hands it out, and ends it with everything in it.
    ///
    /// - Parameters:
    ///   - home: the home folder of the shell; nothing else of this process's environment but PATH is passed on.
    ///   - term: the terminal type that the program inside is told.
    static func use<Result>(
        home: String, columns: Int = 80, rows: Int = 24, term: String = "tmux-256color", locale: String = "C.UTF-8",
        environment extra: [String: String] = [:], _ body: (TmuxTerminal) async throws -> Result
    ) async throws -> Result {
        var environment = [
            "HOME": home, "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "LC_ALL": locale,
            "PS1": "$ ", "TERM": term,
        ]
        environment.merge(extra) { $1 }
        // A second terminal in the same home does not meet the first one's server, which may still be on its way out.
        let socket = "\(home)/\(UInt32.random(in: .min ... .max)).sock"
        let terminal = TmuxTerminal(socket: socket, environment: environment)
        // tmux's own locale is UTF-8 always: it draws what the program inside writes.
        try await terminal.tmux(
            ["-f", "/dev/null", "-u", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)"]
                + ["env", "-i"] + environment.map { "\($0)=\($1)" }.sorted() + ["sh"])
        do {
            let result = try await body(terminal)
            try await terminal.tmux(["kill-server"])
            return result
        } catch {
            try await terminal.tmux(["kill-server"])
            throw error
        }
    }

    /// Types text, letter for letter.
    func type(_ text: String) async throws {
        try await tmux(["send-keys", "-l", "--", text])
    }

    /// Presses keys by tmux's names, for example `Enter`, `C-s`, `BTab`, `F1`, `M-b`.
    func press(_ keys: String...) async throws {
        try await tmux(["send-keys"] + keys)
    }

    /// Pastes text as a terminal does: in brackets where the program asked for them.
    func paste(_ text: String) async throws {
        try await tmux(["set-buffer", "--", text])
        try await tmux(["paste-buffer", "-p", "-r"])
    }

    /// Lets the program inside copy into tmux's buffer by OSC 52, as into a terminal's clipboard.
    func allowCopying() async throws {
        try await tmux(["set-option", "-s", "set-clipboard", "on"])
    }

    /// What was copied last; nil where nothing was.
    func copied() async throws -> String? {
        guard try await !tmux(["list-buffers"]).isEmpty else { return nil }
        return try await tmux(["show-buffer"])
    }

    func resize(columns: Int, rows: Int) async throws {
        try await tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    }

    /// The lines on the screen now, without trailing spaces.
    func screen() async throws -> String {
        try await tmux(["capture-pane", "-p"])
    }

    /// The screen with its colours, as escape sequences.
    func colouredScreen() async throws -> String {
        try await tmux(["capture-pane", "-p", "-e"])
    }

    /// Whether the program inside has asked for the mouse, and for its reports by numbers.
    func hasMouse() async throws -> Bool {
        let flags = try await tmux(["display-message", "-p", "#{mouse_standard_flag}#{mouse_sgr_flag}"])
        return flags.trimmingCharacters(in: .whitespacesAndNewlines) == "11"
    }

    /// The process id of the shell in the terminal.
    func shell() async throws -> Int32 {
        let text = try await tmux(["display-message", "-p", "#{pane_pid}"])
        return try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    /// Waits until the screen is as wanted; the bound is generous because a test machine may be busy.
    ///
    /// - Parameter isAtRest: whether the screen is to be drawn to its end, too. That of a transfer moves until the transfer is
    ///   over: what is to be done before that does not wait for it.
    /// - Returns: the screen.
    @discardableResult
    func wait(
        for wanted: String, seconds: Int = 120, isAtRest: Bool = true, where holds: (String) -> Bool
    ) async throws -> String {
        let end = ContinuousClock.now + .seconds(seconds)
        var screen = try await screen()
        while !holds(screen) {
            guard ContinuousClock.now < end else { throw NotSeen(wanted: wanted, screen: screen) }
            // tmux tells nobody when a screen changes, so it is asked again.
            try await Task.sleep(for: .milliseconds(50))
            screen = try await self.screen()
        }
        guard isAtRest else { return screen }
        // It may be in the middle of being drawn. What moves by itself is looked at so often, and not waited for.
        for _ in 0..<20 {
            try await Task.sleep(for: .milliseconds(50))
            let next = try await self.screen()
            if next == screen { break }
            screen = next
        }
        return screen
    }

    /// Waits until the text is on the screen.
    @discardableResult
    func wait(for text: String, seconds: Int = 120) async throws -> String {
        try await wait(for: text, seconds: seconds) { $0.contains(text) }
    }

    /// Waits until the text is gone from the screen.
    @discardableResult
    func wait(forNo text: String, seconds: Int = 120) async throws -> String {
        try await wait(for: "no \(text)", seconds: seconds) { !$0.contains(text) }
    }

    @discardableResult
    private func tmux(_ arguments: [String]) async throws -> String {
        let command = try await Command.run(
            ["tmux", "-S", socket] + arguments,
            environment: environment.merging(
                ["LC_ALL": "C.UTF-8", "TERM": "xterm-256color"]) { $1 })
        try #require(command.status == 0, "tmux \(arguments): \(command.errors)")
        return command.output
    }
}
