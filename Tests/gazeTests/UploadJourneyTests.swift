import Foundation
import ScriptedServer
import TestSupport
import Testing

/// Large data on its way, on the embedded service: called off, cut off, and never held in memory.
@Suite(.atMost(3, of: "terminals")) struct UploadJourneyTests {
    @Test("an upload that is called off half way leaves the record queued, and is sent again by one key")
    func cancelAndSendAgain() async throws {
        try await gaze { terminal, home in
            _ = try home.sparse("disk.raw", gibibytes: 2)
            try await terminal.fillForm(name: "twice", diskFormat: "r", file: "~/disk.raw")
            try await terminal.press("C-s")
            // Queued, as it was when it was made, is not what is waited for below.
            try await terminal.wait(for: "some of the data sent", isAtRest: false) {
                $0.contains(/[1-9][0-9]? %/) && !$0.contains("○ queued")
            }
            try await terminal.press("x")
            try await terminal.wait(for: "Cancelled after")
            try await terminal.wait(for: "○ queued")
            let (data, incoming) = try Self.stored(home)
            #expect(data.isEmpty)
            #expect(incoming.isEmpty)
            try await terminal.press("u")
            try await terminal.wait(for: "saving")
            try await terminal.wait(for: "Verified: size and SHA-512 match what was sent.", seconds: 180)
            try await terminal.wait(for: "● active")
        }
    }

    @Test(
        "with --no-linger, a terminal that goes away during an upload ends gaze, and the next start offers to complete it"
    )
    func hangup() async throws {
        try await TestFolder.use { home in
            _ = try home.sparse("disk.raw", gibibytes: 8)
            let program = try await gaze("--no-linger", home: home) { terminal in
                try await terminal.fillForm(name: "left", diskFormat: "r", file: "~/disk.raw")
                try await terminal.press("C-s")
                try await terminal.wait(for: "saving")
                return try await terminal.program()
            }
            // Whoever ends the terminal tells of it as well, at any moment of the end: here at most of them.
            let limit = ContinuousClock.now + .seconds(120)
            while kill(program, SIGHUP) == 0 {
                try #require(ContinuousClock.now < limit, "gaze does not end")
                // Between two signals it has the processor.
                try await Task.sleep(for: .microseconds(100))
            }
            let (data, incoming) = try Self.stored(home)
            #expect(data.isEmpty)
            #expect(incoming.isEmpty)
            try await gaze(home: home) { terminal in
                try await terminal.wait(for: "○ queued")
                try await terminal.wait(for: "1 transfer was cut off. T shows it.")
            }
        }
    }

    @Test("a file of 4 GiB is sent, received and verified in far less memory than it is long")
    func memory() async throws {
        try await gaze { terminal, home in
            _ = try home.sparse("disk.raw", gibibytes: 4)
            try await terminal.fillForm(name: "large", diskFormat: "r", file: "~/disk.raw")
            try await terminal.press("C-s")
            try await terminal.wait(for: "Verified: size and SHA-512 match what was sent.", seconds: 300)
            let peak = try Memory.peak(of: try await terminal.program())
            // Sender and receiver are this one process: 256 MiB is several times what both need, and 1/16 of the file.
            #expect(peak < 256 << 20, "at most \(peak >> 20) MiB were in memory")
        }
    }

    @Test("an address that the service may not fetch from is refused in its words, and brought by gaze with two keys")
    func address() async throws {
        let data = String(repeating: "bytes of a disk ", count: 100_000)
        try await ScriptedServer.use { _, _ in
            .answer(200, body: data)
        } while: { server in
            try await gaze { terminal, home in
                try await terminal.fillForm(
                    name: "from the web", diskFormat: "r", file: server.url + "/disk.raw",
                    sign: "An address of the web.")
                try await terminal.wait(for: "then POST …/import,")
                try await terminal.press("C-s")
                try await terminal.wait(for: "was not imported (400)")
                try await terminal.press("m")
                try await terminal.wait(for: "Bring the data by which method?")
                try await terminal.press("u")
                try await terminal.wait(for: "Verified: size and SHA-512 match what was sent.")
                // The record is followed on the other way too.
                try await terminal.wait(for: "● active")
                let (files, _) = try Self.stored(home)
                let id = try #require(files.first)
                let kept = try String(contentsOfFile: "\(home.path)/.local/share/gaze/data/\(id)", encoding: .utf8)
                #expect(kept == data)
            }
        }
    }

    @Test("a file fills the form in; as another format it is asked about, refused, and put right by one key")
    func anotherFormat() async throws {
        try await gaze { terminal, home in
            try await Command.run(["qemu-img", "create", "-f", "qcow2", home.path + "/disk.qcow2", "3G"])
            try await terminal.press("n")
            try await terminal.wait(for: "New image")
            try await terminal.press("BTab")
            try await terminal.type("~/disk.qcow2")
            let form = try await terminal.wait(for: "3 GiB for a guest.")
            for value in ["[disk ", "‹ qcow2 ›", "‹ bare ›", "[3 "] { #expect(form.contains(value)) }
            // From the data past the checksum, the method and the name to the disk format; the method is there once the service has told.
            try await terminal.wait(for: " Method ")
            try await terminal.press("Tab", "Tab", "Tab", "Tab", "v")
            try await terminal.wait(for: "‹ vmdk ›")
            try await terminal.press("C-s")
            try await terminal.wait(for: "Send this file?")
            try await terminal.press("s")
            try await terminal.wait(for: "Press f to say so in the record")
            try await terminal.press("f")
            try await terminal.wait(for: "Verified: size and SHA-512 match what was sent.")
            try await terminal.wait(for: "the disk format qcow2") { $0.contains(/disk_format +qcow2/) }
        }
    }

    @Test("several transfers go on at once while other screens are open, and the transfers' screen shows each")
    func several() async throws {
        try await HeldDisk.use { address, feed in
            try await gaze { terminal, _ in
                try await terminal.beginUploads(of: ["one", "two", "three"], from: address, feed)
                try await terminal.wait(for: "1 of 3 transfers")
                try await terminal.press("T")
                try await terminal.wait(for: "3 under way")
                try await terminal.wait(for: "○ waiting")
                try await terminal.press("x")
                try await terminal.wait(for: "cancelled")
                // The one that was called off has left its place to the third.
                try await terminal.wait(forNo: "○ waiting")
                try await terminal.wait(for: "2 under way")
                feed.letGo()
                try await terminal.wait(for: "none under way", seconds: 300)
                let screen = try await terminal.screen()
                #expect(screen.matches(of: /✓ verified/).count == 2)
            }
        }
    }

    /// The names of the files of complete data and of data that is coming in.
    private static func stored(_ home: TestFolder) throws -> (data: [String], incoming: [String]) {
        func files(_ folder: String) throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: "\(home.path)/.local/share/gaze/\(folder)")
        }
        return (try files("data"), try files("incoming"))
    }
}
