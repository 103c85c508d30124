import Foundation
import TestSupport
import Testing

/// The configuration's file, as a person uses it.
@Suite(.atMost(4, of: "terminals")) struct ConfigurationTests {
    private func gaze(_ arguments: [String], in home: TestFolder) async throws -> Command {
        try await Command.run(
            [Program.path] + arguments,
            environment: ["HOME": home.path, "PATH": "/usr/bin:/bin", "TERM": "xterm-256color"])
    }

    private func write(_ yaml: String, in home: TestFolder) throws {
        try FileManager.default.createDirectory(
            atPath: home.path + "/.config/gaze", withIntermediateDirectories: true)
        _ = try home.write(".config/gaze/config.yaml", Data(yaml.utf8))
    }

    @Test("gaze config prints a file that --check finds nothing wrong with, and --path where it belongs")
    func printed() async throws {
        try await TestFolder.use { home in
            let text = try await gaze(["config"], in: home)
            #expect(text.status == 0 && text.output.contains("#theme: dark"))
            let path = try await gaze(["config", "--path"], in: home)
            #expect(path.output == home.path + "/.config/gaze/config.yaml\n")
            #expect(try await gaze(["config", "--check"], in: home).status == 0)
            try write(text.output, in: home)
            let check = try await gaze(["config", "--check"], in: home)
            #expect(check.status == 0 && check.errors.isEmpty)
        }
    }

    @Test("--check names every wrong line, of the file, of the keys and of the themes, and exits with 78")
    func check() async throws {
        try await TestFolder.use { home in
            try write(
                """
                theme: plaid
                thme: dark
                keys: {list: {delete: s}}
                clouds:
                  production: {theme: tartan}
                """, in: home)
            let check = try await gaze(["config", "--check"], in: home)
            #expect(check.status == 78 && check.output.isEmpty)
            let lines = check.errors.split(separator: "\n")
            try #require(lines.count == 4, "\(check.errors)")
            for (line, words) in [(1, "“plaid”"), (2, "“thme” is not one of"), (3, "“s” is taken"), (5, "“tartan”")] {
                #expect(
                    lines.contains {
                        $0.hasPrefix("~/.config/gaze/config.yaml, line \(line): ") && $0.contains(words)
                    }, "\(check.errors)")
            }
        }
    }

    @Test("what is configured counts: theme, keys, columns and views; a wrong line is said in the list")
    func counts() async throws {
        try await TestFolder.use { home in
            try write(
                """
                nonsense: 1
                keys: {list: {new-image: F10}}
                columns: [name, os_distro]
                views: {named: {filter: "name:a*", sort: name}}
                """, in: home)
            try await GazeInHome.use(home) { terminal in
                let list = try await terminal.wait(for: "config.yaml, line 1 is wrong")
                #expect(list.contains("Press F10 to create one"))
                try await terminal.press("F10")
                try await terminal.wait(for: "New image")
                try await terminal.type("alpine")
                try await terminal.press("C-s")
                try await terminal.wait(for: "The image was created.")
                try await terminal.press("Escape")
                try await terminal.wait(for: "OS DISTRO")
                try await terminal.press("v")
                try await terminal.wait(for: "name:a*")
                try await terminal.press("Enter")
                try await terminal.wait(for: "NAME ↑")
                try await terminal.wait(for: "among 1 read")
            }
        }
    }

    @Test("columns and views are remembered for the next start")
    func remembered() async throws {
        try await TestFolder.use { home in
            try await GazeInHome.use(home) { terminal in
                try await terminal.press("s", "v", "s")
                try await terminal.wait(for: "Save this view")
                try await terminal.type("by name")
                try await terminal.press("Enter")
                try await terminal.wait(for: "1 view")
                try await terminal.press("Escape")
                // What comes right after Escape would be a key with Alt.
                try await terminal.wait(forNo: "▸ Views")
                try await terminal.press("|")
                try await terminal.wait(for: "11 columns")
                try await terminal.press("a")
                try await terminal.type("os_distro")
                try await terminal.press("Enter")
                try await terminal.wait(for: "12 columns")
                try await terminal.press("Enter")
                try await terminal.wait(forNo: "12 columns")
                try await terminal.press("q")
                try await terminal.wait(forNo: "? help")
            }
            try await GazeInHome.use(home) { terminal in
                try await terminal.press("v")
                try await terminal.wait(for: "by name")
                try await terminal.press("Escape")
                try await terminal.wait(forNo: "▸ Views")
                try await terminal.press("|")
                try await terminal.wait(for: "12 columns")
            }
        }
    }

    @Test("a command of one's own has the terminal, the image's fields and no password; then gaze comes back")
    func command() async throws {
        try await TestFolder.use { home in
            try write(
                #"""
                commands:
                - key: F10
                  name: say
                  run: 'printf "<%s|%s|%s>\n" "$GAZE_IMAGE_NAME" "$GAZE_PROPERTY_OS_DISTRO" "$OS_PASSWORD"; read line; echo "read $line"; exit 3'
                """#, in: home)
            let hostile = #"$(touch "$HOME/pasted"); `id` 'x"#
            try await GazeInHome.use(home, environment: ["OS_PASSWORD": "s3cret"]) { terminal in
                try await terminal.press("n")
                try await terminal.wait(for: "New image")
                try await terminal.type(hostile)
                try await terminal.press("C-s")
                try await terminal.wait(for: "The image was created.")
                try await terminal.press("F10")
                try await terminal.wait(for: "<\(hostile)||>")
                // What is typed is the command's.
                try await terminal.type("hello")
                try await terminal.press("Enter")
                try await terminal.wait(for: "read hello")
                let end = try await terminal.wait(for: "gaze: say: exit status 3. Press any key to go back.")
                #expect(!end.contains("s3cret"))
                try await terminal.press("Down")
                try await terminal.wait(for: "─ say: exit status 3 ─")
                // ^C ends the command, and not gaze.
                try await terminal.press("F10")
                try await terminal.wait(for: "it twice") { $0.components(separatedBy: "<\(hostile)||>").count > 2 }
                try await terminal.press("C-c")
                try await terminal.wait(for: "ended by signal 2")
                try await terminal.press("x")
                try await terminal.wait(for: "▸ Images ▸")
            }
            #expect(!FileManager.default.fileExists(atPath: home.path + "/pasted"))
        }
    }

    @Test(
        "--readonly offers nothing that changes something, and gaze create is refused; so is it where a cloud is read-only"
    )
    func readOnly() async throws {
        try await TestFolder.use { home in
            try await GazeInHome.use(home, "--readonly") { terminal in
                let list = try await terminal.wait(for: "gaze is read-only here, so that none can be created.")
                #expect(list.contains("gaze  read-only  local"))
                try await terminal.press("n")
                try await terminal.wait(for: "n would change something; gaze is read-only here (--readonly).")
            }
            for arguments in [["--readonly", "create", "x"], ["create", "x"]] {
                if arguments.count == 2 { try write("clouds: {local: {readonly: true}}\n", in: home) }
                let create = try await gaze(arguments, in: home)
                #expect(create.status == 77 && create.errors.contains("read-only"), "\(create.errors)")
            }
            try write("clouds: {local: {readonly: false}}\n", in: home)
            #expect(try await gaze(["create", "x"], in: home).status == 0)
        }
    }
}

/// gaze in a terminal, with a home that is there already.
private enum GazeInHome {
    static func use(
        _ home: TestFolder, _ arguments: String = "", environment: [String: String] = [:],
        _ body: (TmuxTerminal) async throws -> Void
    ) async throws {
        try await gaze(arguments, home: home, environment: environment) { terminal in
            try await terminal.wait(for: "updated")
            try await body(terminal)
        }
    }
}
