import Foundation
import TestSupport
import Testing

/// What a person does, with the real program in a real terminal, on the embedded service.
@Suite(.atMost(3, of: "terminals")) struct JourneyTests {
    @Test("on an empty home the first screen says how to begin")
    func firstStart() async throws {
        try await gaze { terminal, _ in
            let screen = try await terminal.wait(for: "There are no images here yet.")
            #expect(screen.contains("Press n to create one"))
            #expect(screen.contains("local"))
            try await terminal.press("q")
            try await terminal.wait(forNo: "Images")
        }
    }

    @Test("an image is created with every field, and the record shows each of them")
    func everyField() async throws {
        try await gaze { terminal, _ in
            try await terminal.press("n")
            try await terminal.wait(for: "New image")
            try await terminal.type("alpiné 日本")
            try await terminal.press("Tab", "q", "Tab", "b", "Tab", "c", "Tab")
            try await terminal.type("linux,lts,")
            try await terminal.press("Tab")
            try await terminal.type("2")
            try await terminal.press("Tab")
            try await terminal.type("512")
            try await terminal.press("Tab", "Space", "Tab", "Space", "Tab")
            try await terminal.type("b2173dd3-7ad6-4362-baa6-a68bce3565cb")
            try await terminal.press("Tab")
            try await terminal.paste("hw_disk_bus=virtio\nos_distro=alpine\n")
            try await terminal.wait(for: "[os_distro=alpine]")
            try await terminal.press("C-s")
            try await terminal.wait(for: "The image was created.")
            for text in [
                "alpiné 日本", "b2173dd3-7ad6-4362-baa6-a68bce3565cb", "queued", "community", "qcow2", "bare",
                "min_disk          2",
                "min_ram           512", "protected         true", "os_hidden         true", #"["linux","lts"]"#,
            ] {
                try await terminal.wait(for: text)
            }
            try await terminal.press("End")
            try await terminal.wait(for: "x-openstack-request-id")
            try await terminal.wait(for: "Location")
            try await terminal.press("2")
            try await terminal.wait(for: "hw_disk_bus       virtio")
            try await terminal.press("v")
            try await terminal.wait(for: #""checksum": null"#)
        }
    }

    @Test("a create with data ends verified, and the list shows its size")
    func createWithData() async throws {
        try await gaze { terminal, home in
            _ = try home.write("disk.raw", Data(repeating: 7, count: 3 << 20))
            try await terminal.press("n")
            try await terminal.wait(for: "New image")
            try await terminal.type("with data")
            try await terminal.press("Tab", "r", "Tab", "b", "BTab", "BTab", "BTab")
            try await terminal.type("~/disk.raw")
            try await terminal.wait(for: "3 MiB in")
            try await terminal.press("C-s")
            try await terminal.wait(for: "Verified: size and SHA-512 match what was sent.")
            try await terminal.press("Escape")
            let list = try await terminal.wait(for: "NAME")
            #expect(list.contains("● active"))
            #expect(list.contains("3 MiB"))
        }
    }

    @Test("another image like the one under the bar has what that one has, but for what is its own")
    func newLikeThis() async throws {
        try await gaze { terminal, home in
            _ = try home.write("disk.raw", Data(repeating: 7, count: 1 << 20))
            try await terminal.press("n")
            try await terminal.wait(for: "New image")
            try await terminal.type("first")
            try await terminal.press("Tab", "r", "Tab", "b", "Tab", "c", "Tab")
            try await terminal.type("lts,")
            try await terminal.press("BTab", "BTab", "BTab", "BTab", "BTab", "BTab")
            try await terminal.paste("os_distro=alpine")
            try await terminal.press("Tab")
            try await terminal.type("~/disk.raw")
            try await terminal.wait(for: "1 MiB in")
            try await terminal.press("C-s")
            try await terminal.wait(for: "Verified: size and SHA-512 match what was sent.")
            try await terminal.press("Escape")
            try await terminal.wait(for: "▸ Images  ")
            try await terminal.press("N")
            let form = try await terminal.wait(for: "esc leave")
            for text in ["‹ raw ›", "‹ bare ›", "‹ community ›", "[lts]", "[os_distro=alpine]"] {
                #expect(form.contains(text))
            }
            #expect(!form.contains("disk.raw") && !form.contains("checksum"))
            try await terminal.press("C-a", "C-k")
            try await terminal.type("second")
            try await terminal.press("C-s")
            let record = try await terminal.wait(for: "The image was created.")
            #expect(record.contains("second") && record.contains("queued") && record.contains("community"))
        }
    }

    @Test("a review is opened by one key, its commands are copied by another, and it sends from there")
    func review() async throws {
        try await gaze { terminal, _ in
            try await terminal.allowCopying()
            try await terminal.press("n")
            try await terminal.wait(for: "New image")
            try await terminal.type("it's “é”")
            try await terminal.press("F5")
            try await terminal.wait(for: "What will happen")
            for (key, words) in [
                ("b", #"{"name":"it's “é”"}"#), ("c", #"--data-raw '{"name":"it'\''s “é”"}'"#),
                ("o", "image-create --name"),
            ] {
                try await terminal.press(key)
                try await terminal.wait(for: "Sent to the terminal's clipboard")
                try await wait(for: words) { try await terminal.copied()?.contains(words) == true }
            }
            #expect(try await terminal.copied()?.hasSuffix("image-create --name 'it'\\''s “é”'\n") == true)
            try await terminal.press("C-s")
            try await terminal.wait(for: "The image was created.")
        }
    }

    @Test("a terminal without a clipboard is not sent what it would print")
    func noClipboard() async throws {
        try await gaze(term: "linux") { terminal, _ in
            try await terminal.press("n")
            try await terminal.wait(for: "New image")
            // F5 as the kernel's terminal sends it.
            try await terminal.type("\u{1B}[[E")
            try await terminal.wait(for: "What will happen")
            try await terminal.press("c")
            try await terminal.wait(for: "Not copied: a terminal of the type linux has no clipboard.")
        }
    }

    @Test("what breaks a rule is not sent, says why, and nothing typed is lost")
    func heldBack() async throws {
        try await gaze { terminal, _ in
            try await terminal.press("n")
            try await terminal.wait(for: "New image")
            try await terminal.type("kept")
            try await terminal.press("Tab", "Tab", "Tab", "Tab", "Tab")
            try await terminal.type("many")
            try await terminal.press("C-s")
            let screen = try await terminal.wait(for: "Not sent yet: A whole number of GB")
            #expect(screen.contains("kept"))
            try await terminal.press("C-u")
            try await terminal.type("4")
            try await terminal.press("C-s")
            try await terminal.wait(for: "The image was created.")
        }
    }

    @Test("a refusal is explained, the cursor goes to the field, and sending again is one key")
    func refused() async throws {
        try await gaze { terminal, _ in
            let id = "b2173dd3-7ad6-4362-baa6-a68bce3565cb"
            for attempt in 1...2 {
                try await terminal.press("n")
                try await terminal.wait(for: "New image")
                try await terminal.type("attempt \(attempt)")
                try await terminal.press("BTab", "BTab", "BTab")
                try await terminal.type(id)
                try await terminal.press("C-s")
                if attempt == 1 {
                    try await terminal.wait(for: "The image was created.")
                    try await terminal.press("Escape")
                    try await terminal.wait(for: "NAME")
                }
            }
            let screen = try await terminal.wait(for: "The image was not created (409)")
            #expect(screen.contains("The id is in use"))
            #expect(screen.contains("attempt 2"))
            try await terminal.press("F2")
            try await terminal.wait(for: "already exists!")
            try await terminal.press("Escape")
            try await terminal.wait(for: "esc leave")
            // The cursor is on the id.
            try await terminal.press("C-u", "C-s")
            try await terminal.wait(for: "The image was created.")
        }
    }

    @Test("an image is deleted after a confirmation that names it; a protected one explains its refusal")
    func delete() async throws {
        try await gaze { terminal, _ in
            for (name, keys) in [
                ("loose", []), ("guarded", ["Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Space"]),
            ] {
                try await terminal.press("n")
                try await terminal.wait(for: "New image")
                try await terminal.type(name)
                for key in keys { try await terminal.press(key) }
                try await terminal.press("C-s")
                try await terminal.wait(for: "The image was created.")
                try await terminal.press("Escape")
                try await terminal.wait(for: "NAME")
            }
            try await terminal.press("d")
            try await terminal.wait(for: "Delete this image?")
            try await terminal.wait(for: "guarded")
            try await terminal.press("d")
            try await terminal.wait(for: "guarded is protected against deletion.")
            try await terminal.press("Down", "d")
            try await terminal.wait(for: "Delete this image?")
            try await terminal.press("Enter")
            try await terminal.wait(forNo: "Delete this image?")
            try await terminal.wait(for: "loose")
            try await terminal.press("d", "d")
            try await terminal.wait(forNo: "loose")
        }
    }

    @Test("a name full of escape sequences is shown, never obeyed")
    func hostileName() async throws {
        try await gaze { terminal, _ in
            try await terminal.press("n")
            try await terminal.wait(for: "New image")
            try await terminal.paste("a\u{1B}[2Jb\u{202E}c")
            try await terminal.press("C-s")
            try await terminal.wait(for: "The image was created.")
            try await terminal.wait(for: "<U+202E>")
        }
    }

    @Test("a draft is kept when the form is left")
    func draftIsKept() async throws {
        try await gaze { terminal, _ in
            try await terminal.press("n")
            try await terminal.wait(for: "New image")
            try await terminal.type("half done")
            try await terminal.press("Escape")
            try await terminal.wait(for: "There are no images")
            try await terminal.press("n")
            try await terminal.wait(for: "half done")
        }
    }

    @Test("the screen follows the terminal's size, and says when that is too small")
    func resize() async throws {
        try await gaze { terminal, _ in
            try await terminal.wait(for: "There are no images")
            try await terminal.resize(columns: 40, rows: 10)
            try await terminal.wait(for: "gaze needs 60×16")
            try await terminal.resize(columns: 140, rows: 40)
            try await terminal.wait(for: "There are no images")
            try await terminal.press("n")
            try await terminal.wait(for: "┊")
        }
    }

    @Test("help lists the keys of the place at hand")
    func help() async throws {
        try await gaze { terminal, _ in
            try await terminal.press("?")
            try await terminal.wait(for: "create an image")
            try await terminal.press("Escape")
            try await terminal.wait(for: "There are no images")
        }
    }

    @Test("a theme is shown as the bar goes over it, taken by a key, and remembered for the next start")
    func theme() async throws {
        try await gaze { terminal, home in
            try await terminal.wait(for: "There are no images")
            try await terminal.press("t")
            try await terminal.wait(for: "the row under the bar")
            try await terminal.press("Down")
            try await terminal.wait(for: "another theme") { $0.contains("▌ gruvbox") }
            let preview = try await terminal.colouredScreen()
            #expect(preview.contains("48;5;235"), "gruvbox has a ground of its own")
            try await terminal.press("Enter")
            try await terminal.wait(for: "There are no images")
            let file = home.path + "/.local/state/gaze/theme"
            try await terminal.wait(for: "a remembered theme") { _ in FileManager.default.fileExists(atPath: file) }
            let remembered = try String(contentsOfFile: file, encoding: .utf8)
            #expect(remembered == "gruvbox\n")
        }
    }

    @Test(
        "every terminal type shows the form",
        arguments: ["xterm-256color", "screen-256color", "tmux-256color", "linux", "vt100"])
    func terminalType(term: String) async throws {
        try await gaze(term: term) { terminal, _ in
            try await terminal.press("n")
            try await terminal.wait(for: "Disk format")
            try await terminal.press("Escape")
            try await terminal.wait(for: "There are no images")
            try await terminal.press("q")
            try await terminal.wait(for: "no frame") { $0.split(separator: "\n").last?.hasSuffix("$") == true }
        }
    }

    @Test("in an ASCII locale every shape has a stand-in")
    func ascii() async throws {
        try await gaze(term: "xterm", locale: "C") { terminal, _ in
            try await terminal.press("n")
            let screen = try await terminal.wait(for: "Disk format  < left to the cloud >")
            let isASCII = screen.allSatisfy(\.isASCII)
            #expect(isASCII)
        }
    }

    @Test("NO_COLOR leaves no colour on the screen")
    func noColour() async throws {
        try await gaze(environment: ["NO_COLOR": "1"]) { terminal, _ in
            try await terminal.wait(for: "There are no images")
            let screen = try await terminal.colouredScreen()
            #expect(!screen.contains("38;5;"))
        }
        try await gaze { terminal, _ in
            try await terminal.wait(for: "There are no images")
            let screen = try await terminal.colouredScreen()
            #expect(screen.contains("38;5;"))
        }
    }

    @Test(
        "^Z gives the terminal to the shell, and fg brings the screen and its keys back, after a stop from outside too",
        arguments: [SIGTSTP, SIGSTOP])
    func suspend(signal: Int32) async throws {
        // The shell writes where the cursor is, over the end of a line too.
        func isStopped(_ screen: String) -> Bool { screen.replacing("\n", with: "").contains("Stopped") }
        try await gaze { terminal, _ in
            try await terminal.wait(for: "There are no images")
            if signal == SIGTSTP {
                try await terminal.press("C-z")
            } else {
                kill(try await terminal.program(), signal)
            }
            try await terminal.wait(for: "Stopped", where: isStopped)
            // Nobody has given the terminal its usual settings after a stop from outside: Enter is no end of a line there.
            try await terminal.type("stty sane; clear; fg")
            try await terminal.press("C-j")
            try await terminal.wait(for: "the list, drawn anew") {
                $0.contains("There are no images") && !isStopped($0)
            }
            try await terminal.press("?")
            try await terminal.wait(for: "create an image")
        }
    }

    @Test("however gaze ends, the terminal is as it was", arguments: ["TERM", "HUP", "INT", "SEGV", "ABRT", "QUIT"])
    func restored(signal: String) async throws {
        try await TestFolder.use { home in
            try await TmuxTerminal.use(home: home.path) { terminal in
                func settings() async throws -> String {
                    try await terminal.type("clear; stty -g")
                    try await terminal.press("Enter")
                    // Nothing but the answer and the next prompt: what was there before is not taken for it.
                    return try await terminal.wait(for: "settings") {
                        $0.wholeMatch(of: /[0-9a-f:\n]+\n\$\s*/) != nil
                    }
                    .trimmingCharacters(in: .whitespacesAndNewlines)
                }
                let before = try await settings()
                try await terminal.type("cd; \(Program.path) & echo $! > pid; fg")
                try await terminal.press("Enter")
                try await terminal.wait(for: "There are no images")
                let pid = try String(contentsOfFile: home.path + "/pid", encoding: .utf8).trimmingCharacters(
                    in: .whitespacesAndNewlines)
                let program = try #require(Int32(pid))
                try await Command.run(["sh", "-c", "kill -\(signal) \(pid)"])
                try await terminal.wait(forNo: "There are no images")
                // The screen is given back before the settings are, and Enter is no end of a line until then.
                try await wait(for: "the end of gaze") { kill(program, 0) != 0 }
                let after = try await settings()
                #expect(after == before)
            }
        }
    }

    @Test("a kill -9 in the middle of an upload loses nothing that was acknowledged")
    func killed() async throws {
        try await TestFolder.use { home in
            _ = try home.write("disk.raw", Data(count: 1))
            let handle = try #require(FileHandle(forWritingAtPath: home.path + "/disk.raw"))
            try handle.truncate(atOffset: 8 << 30)
            try handle.close()
            try await TmuxTerminal.use(home: home.path) { terminal in
                try await terminal.type("cd; \(Program.path) & echo $! > pid; fg")
                try await terminal.press("Enter")
                try await terminal.wait(for: "There are no images")
                try await terminal.press("n")
                try await terminal.wait(for: "New image")
                try await terminal.type("cut off")
                try await terminal.press("Tab", "r", "Tab", "b", "BTab", "BTab", "BTab")
                try await terminal.type("~/disk.raw")
                try await terminal.wait(for: "8 GiB in")
                try await terminal.press("C-s")
                try await terminal.wait(for: "saving", isAtRest: false) { $0.contains("saving") }
                let pid = try String(contentsOfFile: home.path + "/pid", encoding: .utf8).trimmingCharacters(
                    in: .whitespacesAndNewlines)
                try await Command.run(["sh", "-c", "kill -9 \(pid)"])
                try await terminal.wait(for: "Killed")
                // The terminal is raw still, and takes a line feed for the end of a line, not a return.
                try await terminal.type("reset; \(Program.path)")
                try await terminal.press("C-j")
                try await terminal.wait(for: "○ queued")
                try await terminal.wait(for: "cut off")
                let data = home.path + "/.local/share/gaze"
                for folder in ["data", "incoming"] {
                    let files = try FileManager.default.contentsOfDirectory(atPath: "\(data)/\(folder)")
                    #expect(files.isEmpty)
                }
            }
        }
    }

    @Test("two gazes on the same data show each other's images")
    func twoGazes() async throws {
        try await gaze { first, home in
            try await first.wait(for: "There are no images")
            try await TestFolder.use { other in
                try await TmuxTerminal.use(
                    home: other.path, environment: ["XDG_DATA_HOME": home.path + "/.local/share"]
                ) { second in
                    try await second.type(Program.path)
                    try await second.press("Enter")
                    try await second.wait(for: "There are no images")
                    try await second.press("n")
                    try await second.wait(for: "New image")
                    try await second.type("from the second")
                    try await second.press("C-s")
                    try await second.wait(for: "The image was created.")
                }
            }
            try await first.press("C-r")
            try await first.wait(for: "from the second")
        }
    }
}
