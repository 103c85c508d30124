import Foundation
import ScriptedServer
import TestSupport
import Testing

/// Transfers that go on when the terminal has gone.
@Suite(.atMost(3, of: "terminals")) struct LingerJourneyTests {
    /// Begins an upload of what is held back in a terminal, and ends that with its server.
    ///
    /// - Returns: the process id of gaze.
    private func leaveUpload(
        of name: String, from address: String, _ feed: Feed, home: TestFolder
    ) async throws -> Int32 {
        try await gaze(home: home) { terminal in
            try await terminal.fillForm(name: name, diskFormat: "r", address: address)
            try await terminal.press("C-s")
            try await terminal.waitForSending(feed) { $0.contains(/[1-9][0-9]? %/) }
            return try await terminal.program()
        }
    }

    private func waitForNoTerminal(_ program: Int32) async throws {
        try await wait(for: "gaze to let go of its terminal") {
            try (0...2).allSatisfy {
                try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(program)/fd/\($0)") == "/dev/null"
            }
        }
    }

    private func isAlive(_ program: Int32) -> Bool { kill(program, 0) == 0 }

    @Test("an upload goes on when tmux is killed; another gaze shows how far it is, how it ends, and that once only")
    func lingers() async throws {
        try await HeldDisk.use { address, feed in
            try await TestFolder.use { home in
                let program = try await leaveUpload(of: "left", from: address, feed, home: home)
                // Whoever ends a terminal may tell of it more than once.
                for _ in 0..<100 { #expect(kill(program, SIGHUP) == 0) }
                try await waitForNoTerminal(program)
                try await gaze(home: home) { terminal in
                    try await terminal.wait(for: "1 under way in another gaze. T shows it.")
                    try await terminal.press("T")
                    try await terminal.wait(for: "In another gaze: ")
                    let first = try await terminal.screen().firstMatch(of: /sent ([0-9]+) %/)?.output.1
                    try await terminal.waitForSending(feed) { screen in
                        screen.firstMatch(of: /sent ([0-9]+) %/).map { $0.output.1 != first } ?? false
                    }
                    feed.letGo()
                    try await terminal.wait(for: "Verified: size and SHA-512 match what was sent.", seconds: 300)
                    try await terminal.press("Escape")
                    try await terminal.wait(for: "▸ Images  ")
                    try await terminal.press("C-r")
                    try await terminal.wait(for: "● active")
                }
                try await wait(for: "the end of gaze") { !isAlive(program) }
                let journal = try String(
                    contentsOfFile: home.path + "/.local/state/gaze/journal.jsonl", encoding: .utf8)
                #expect(journal.contains("\"outcome\":\"verified\"") && journal.contains("\"isSeen\":true"))
                try await gaze(home: home) { terminal in
                    let screen = try await terminal.wait(for: "● active")
                    #expect(!screen.contains("T transfers"))
                }
            }
        }
    }

    @Test("what has ended while nobody watched is told at the next start")
    func away() async throws {
        try await HeldDisk.use { address, feed in
            try await TestFolder.use { home in
                let program = try await leaveUpload(of: "left", from: address, feed, home: home)
                // What ends before that has been watched.
                try await waitForNoTerminal(program)
                feed.letGo()
                try await wait(for: "the end of gaze", seconds: 240) { !isAlive(program) }
                try await gaze(home: home) { terminal in
                    try await terminal.wait(for: "While you were away: 1 verified. T shows it.")
                    try await terminal.wait(for: "● active")
                    try await terminal.press("T")
                    try await terminal.wait(for: "Verified: size and SHA-512 match what was sent.")
                }
            }
        }
    }

    @Test("SIGTERM ends a gaze that lingers: nothing is left half, and the next start offers to complete it")
    func terminated() async throws {
        try await HeldDisk.use { address, feed in
            try await TestFolder.use { home in
                let program = try await leaveUpload(of: "left", from: address, feed, home: home)
                try await waitForNoTerminal(program)
                #expect(kill(program, SIGTERM) == 0)
                try await wait(for: "the end of gaze") { !isAlive(program) }
                try await gaze(home: home) { terminal in
                    try await terminal.wait(for: "1 transfer was cut off. T shows it.")
                    try await terminal.wait(for: "○ queued")
                }
            }
        }
    }
}
