import Foundation

/// Starts gaze in a terminal with an empty home, waits for its first screen, and ends both.
///
/// - Parameters:
///   - arguments: what is typed after the program's name.
///   - environment: variables besides those of `TmuxTerminal.use`.
///   - body: given the terminal and the home folder.
func gaze(
    _ arguments: String = "", columns: Int = 80, rows: Int = 24, term: String = "tmux-256color",
    locale: String = "C.UTF-8", environment: [String: String] = [:],
    _ body: (TmuxTerminal, TestFolder) async throws -> Void
) async throws {
    try await TestFolder.use { home in
        try await gaze(
            arguments, home: home, columns: columns, rows: rows, term: term, locale: locale, environment: environment
        ) { try await body($0, home) }
    }
}

/// Starts gaze in a terminal with a home that is there already.
func gaze<Result>(
    _ arguments: String = "", home: TestFolder, columns: Int = 80, rows: Int = 24, term: String = "tmux-256color",
    locale: String = "C.UTF-8", environment: [String: String] = [:], _ body: (TmuxTerminal) async throws -> Result
) async throws -> Result {
    try await TmuxTerminal.use(
        home: home.path, columns: columns, rows: rows, term: term, locale: locale, environment: environment
    ) { terminal in
        try await terminal.type("\(Program.path) \(arguments)")
        try await terminal.press("Enter")
        try await terminal.wait(for: "Images")
        return try await body(terminal)
    }
}

/// Starts gaze in a terminal, and waits for the end of both: what gaze holds as long as it lives, and writes last, is for the next
/// one in this home to find by then.
func gazeToItsEnd(
    _ arguments: String = "", home: TestFolder, environment: [String: String] = [:],
    _ body: (TmuxTerminal) async throws -> Void
) async throws {
    let program = try await gaze(arguments, home: home, environment: environment) { terminal in
        let program = try await terminal.program()
        try await body(terminal)
        return program
    }
    try await wait(for: "the end of gaze") { kill(program, 0) != 0 }
}

extension TmuxTerminal {
    /// The process id of the program that the shell is running.
    func program() async throws -> Int32 {
        let shell = try await shell()
        let children = try String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
        guard let first = children.split(separator: " ").first, let id = Int32(first) else {
            throw NotSeen(wanted: "a program", screen: try await screen())
        }
        return id
    }

    /// Opens the form and fills in a name, a disk format and `bare` by their first letters, and a file's path.
    func fillForm(name: String, diskFormat: String, file: String, sign: String = " in ") async throws {
        try await press("n")
        try await wait(for: "New image")
        try await type(name)
        try await press("Tab", diskFormat, "Tab", "b", "BTab", "BTab", "BTab")
        try await type(file)
        try await wait(for: sign)
    }
}

/// Waits for a condition outside a terminal; the bound is generous because a test machine may be busy.
func wait(for wanted: String, seconds: Int = 120, until holds: () async throws -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(seconds)
    while try await !holds() {
        guard ContinuousClock.now < end else { throw NotReached(wanted: wanted) }
        // Nobody tells of it, so it is looked at again.
        try await Task.sleep(for: .milliseconds(50))
    }
}

/// What a test waited for and did not come.
struct NotReached: Error, CustomStringConvertible {
    let wanted: String
    var description: String { "Waited for \(wanted), and it did not come." }
}
