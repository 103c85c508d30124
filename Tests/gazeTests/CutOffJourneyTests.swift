import Foundation
import ScriptedServer
import TestSupport
import Testing

/// Transfers whose gaze has ended before they had, at the next start.
@Suite(.atMost(3, of: "terminals")) struct CutOffJourneyTests {
    @Test("what was cut off before and during its sending is completed from the next start, or forgotten")
    func killed() async throws {
        try await HeldDisk.use { address, feed in
            try await TestFolder.use { home in
                _ = try home.write("small.raw", Data(repeating: 7, count: 3_000_000))
                try await gaze(home: home) { terminal in
                    try await terminal.beginUploads(of: ["one", "two"], from: address, feed)
                    try await terminal.fillForm(name: "three", diskFormat: "r", file: "~/small.raw")
                    try await terminal.press("C-s")
                    try await terminal.wait(for: "▸ three")
                    try await terminal.press("Escape")
                    try await terminal.wait(for: "▸ Images  ")
                    // The record of the third is there, and its data waits for its turn.
                    try await terminal.wait(for: "○ waiting")
                    try await terminal.waitForSending(feed) { $0.contains(/sent [1-9][0-9]? %/) }
                    // That it waits is written down after it is shown.
                    try await wait(for: "the third's note") { Self.notes(in: home).contains("\"state\":\"waiting\"") }
                    #expect(kill(try await terminal.program(), SIGKILL) == 0)
                }
                feed.letGo()
                try await complete(home)
            }
        }
    }

    /// What gazes have written down of the transfers that are under way.
    private static func notes(in home: TestFolder) -> String {
        let folder = URL(filePath: home.path + "/.local/state/gaze/transfers")
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.compactMap { try? String(contentsOf: $0, encoding: .utf8) }.joined()
    }

    /// At the next start, completes the third and the first, and forgets the second.
    private func complete(_ home: TestFolder) async throws {
        try await gaze(home: home) { terminal in
            try await terminal.wait(for: "3 transfers were cut off. T shows them.")
            try await terminal.press("T")
            try await terminal.wait(for: "u complete")
            try await terminal.press("Down", "Down")
            try await terminal.wait(for: "gaze ended after 0 B.")
            try await terminal.press("u")
            // It is a transfer of this gaze now, the first of the rows, and the bar goes there with it.
            try await terminal.wait(for: "Verified: size and SHA-512 match what was sent.")
            try await terminal.press("Down")
            try await terminal.wait(for: "u complete")
            try await terminal.press("u")
            try await terminal.press("End")
            try await terminal.wait(for: "one cut off row") { $0.matches(of: /◌ cut off/).count == 1 }
            try await terminal.press("x")
            try await terminal.wait(forNo: "◌ cut off")
            try await terminal.wait(for: "two verified", seconds: 180) { $0.matches(of: /✓ verified/).count == 2 }
        }
        try await gaze(home: home) { terminal in
            try await terminal.wait(for: "one left queued") { screen in
                screen.matches(of: /● active/).count == 2 && screen.matches(of: /○ queued/).count == 1
            }
            #expect(try await !terminal.screen().contains("cut off"))
        }
    }

    @Test(
        "a transfer that was cut off is no longer offered once its image is deleted here, and has no record if that was elsewhere",
        arguments: [true, false])
    func gone(isDeletedHere: Bool) async throws {
        try await HeldDisk.use { address, feed in
            try await TestFolder.use { home in
                try await cutOff(in: home, address, feed)
                try await gaze(home: home) { terminal in
                    try await terminal.wait(for: "1 transfer was cut off. T shows it.")
                    try await terminal.wait(for: "○ queued")
                    if isDeletedHere {
                        try await delete(terminal)
                    } else {
                        try await completeGone(terminal, home)
                    }
                }
            }
        }
    }

    private func delete(_ terminal: TmuxTerminal) async throws {
        try await terminal.press("d")
        try await terminal.wait(for: "Delete this image?")
        try await terminal.press("d")
        try await terminal.wait(for: "There are no images here yet.")
        try await terminal.wait(forNo: "was cut off")
        try await terminal.press("T")
        try await terminal.wait(for: "Nothing has been sent or saved")
    }

    private func completeGone(_ terminal: TmuxTerminal, _ home: TestFolder) async throws {
        let command = try await Command.run(
            [Program.path, "delete", "--yes", "gone"], environment: ["HOME": home.path, "PATH": "/usr/bin:/bin"])
        #expect(command.status == 0, "\(command)")
        try await terminal.press("T")
        try await terminal.wait(for: "u complete")
        try await terminal.press("u")
        try await terminal.wait(for: "There is no record of gone")
    }

    private func cutOff(in home: TestFolder, _ address: String, _ feed: Feed) async throws {
        try await gaze(home: home) { terminal in
            try await terminal.beginUploads(of: ["gone"], from: address, feed)
            // Leaving asks first.
            try await terminal.press("q")
            try await terminal.wait(for: "Quitting interrupts it")
            try await terminal.press("l")
            try await terminal.wait(forNo: "Leave gaze?")
        }
        feed.letGo()
    }
}
