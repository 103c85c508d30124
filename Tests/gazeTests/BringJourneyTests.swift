import Foundation
import ScriptedServer
import TestSupport
import Testing

/// Data for records that are there, and what did not work out before: on the embedded service, in a terminal.
@Suite(.atMost(3, of: "terminals"), .timeLimit(.minutes(30))) struct BringJourneyTests {
    @Test("a record that was made alone gets its data from a key, and the record is changed to what the data is")
    func bring() async throws {
        try await gaze { terminal, home in
            _ = try home.write("disk.raw", Data(repeating: 7, count: 3_000_001))
            try await terminal.press("n")
            try await terminal.wait(for: "New image")
            try await terminal.type("alone")
            try await terminal.press("C-s")
            try await terminal.wait(for: "The image was created.")
            try await terminal.press("U")
            try await terminal.wait(for: "▸ Bring data ▸ alone")
            try await terminal.type("~/disk.raw")
            try await terminal.wait(for: "PUT …/file")
            try await terminal.wait(for: "The file is: plain bytes")
            try await terminal.press("C-s")
            try await terminal.wait(for: "Verified: size and SHA-512 match what was sent.")
            try await terminal.wait(for: "● active")
            try await terminal.wait(for: "the format") { $0.contains(/disk_format +raw/) }
            try await terminal.press("U")
            try await terminal.wait(for: "alone takes no data, for it is active;")
        }
    }

    @Test("a transfer that was called off is offered at the next start, and one key brings the data")
    func unfinished() async throws {
        try await HeldDisk.use { address, feed in
            try await TestFolder.use { home in
                try await gazeToItsEnd(home: home) { terminal in
                    try await terminal.fillForm(name: "later", diskFormat: "r", address: address)
                    try await terminal.press("C-s")
                    try await terminal.waitForSending(feed) {
                        $0.contains(/[1-9][0-9]? %/) && !$0.contains("○ queued")
                    }
                    try await terminal.press("x")
                    try await terminal.wait(for: "Cancelled after")
                    try await terminal.wait(for: "○ queued")
                    try await wait(for: "the journal") {
                        let journal = try? String(
                            contentsOfFile: home.path + "/.local/state/gaze/journal.jsonl", encoding: .utf8)
                        return journal?.contains("\"outcome\":\"cancelled\"") == true
                    }
                }
                feed.letGo()
                try await gaze(home: home) { terminal in
                    try await terminal.wait(for: "1 transfer did not finish. T shows it.")
                    try await terminal.press("T")
                    try await terminal.wait(for: "cancelled")
                    try await terminal.press("u")
                    try await terminal.wait(for: "verified", seconds: 180)
                }
            }
        }
    }
}
