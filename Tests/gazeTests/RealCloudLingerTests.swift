import Foundation
import TestSupport
import Testing

/// Transfers to the real Glance whose terminal, or whose gaze, ends before they have.
@Suite(.atMost(1, of: "clients of Glance")) struct RealCloudLingerTests {
    private let cloud: RealCloud

    init() throws { cloud = try RealCloud.current }

    /// Begins an upload in a terminal, does something when data has been sent, and ends the terminal with its server.
    private func leaveUpload(in home: TestFolder, then: (Int32) -> Void = { _ in }) async throws -> Int32 {
        _ = try home.sparse("disk.raw", gibibytes: 1)
        return try await gaze("--cloud demo", home: home, environment: cloud.environment) { terminal in
            try await terminal.fillForm(name: "left", diskFormat: "r", file: "~/disk.raw")
            try await terminal.press("C-s")
            try await terminal.wait(for: "some of the data sent", isAtRest: false) { $0.contains(/[1-9][0-9]? %/) }
            let program = try await terminal.program()
            then(program)
            return program
        }
    }

    @Test("an upload goes on when tmux is killed, and the next start says that it is verified")
    func lingers() async throws {
        try await TestFolder.use { home in
            let program = try await leaveUpload(in: home)
            try await wait(for: "the end of gaze", seconds: 240) { kill(program, 0) != 0 }
            try await gaze("--cloud demo", home: home, environment: cloud.environment) { terminal in
                try await terminal.wait(for: "While you were away: 1 verified. T shows it.")
                try await terminal.press("T")
                try await terminal.wait(for: "Verified: size and SHA-512 match what was sent.")
                try await terminal.press("Enter")
                try await terminal.wait(for: "● active")
            }
        }
    }

    @Test("an upload that was cut off by SIGKILL is completed from the next start")
    func killed() async throws {
        try await TestFolder.use { home in
            _ = try await leaveUpload(in: home) { kill($0, SIGKILL) }
            try await gaze("--cloud demo", home: home, environment: cloud.environment) { terminal in
                try await terminal.wait(for: "1 transfer was cut off. T shows it.")
                try await terminal.press("T")
                try await terminal.wait(for: "u complete")
                try await terminal.press("u")
                try await terminal.wait(for: "Verified: size and SHA-512 match what was sent.", seconds: 240)
            }
        }
    }
}
