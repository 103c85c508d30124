import Foundation
import TestSupport
import Testing

/// The configuration's file, as a person uses it.
@Suite(.atMost(3, of: "terminals")) struct ConfigurationTests {
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

    private func theme(_ yaml: String, in home: TestFolder) throws {
        try FileManager.default.createDirectory(
            atPath: home.path + "/.config/gaze/themes", withIntermediateDirectories: true)
        _ = try home.write(".config/gaze/themes/mine.yaml", Data(yaml.utf8))
    }

    private static let wrongTheme = "# mine\nroles:\n  text: {}\n  title: { fg: purple }\n"

    @Test("a theme whose file is wrong gives way, wherever it is named, and its line is said")
    func wrongTheme() async throws {
        try await TestFolder.use { home in
            try theme(Self.wrongTheme, in: home)
            func look(_ arguments: String = "") async throws {
                try await GazeInHome.use(home, arguments) { terminal in
                    try await terminal.wait(for: "mine.yaml, line 4 is wrong; :config says why.")
                    try await terminal.press(":")
                    try await terminal.type("config")
                    try await terminal.press("Enter")
                    try await terminal.wait(for: "~/.config/gaze/themes/mine.yaml, line 4: “purple” is not a")
                }
            }
            try await look("--theme mine")
            // It is not remembered: the next start would say so again.
            try await GazeInHome.use(home) { terminal in
                try await terminal.wait(for: "a list without complaint") {
                    $0.contains("updated") && !$0.contains("mine.yaml")
                }
            }
            try FileManager.default.createDirectory(
                atPath: home.path + "/.local/state/gaze", withIntermediateDirectories: true)
            _ = try home.write(".local/state/gaze/theme", Data("mine\n".utf8))
            try await look()
            try write("theme: mine\n", in: home)
            try await look()
            let check = try await gaze(["config", "--check"], in: home)
            #expect(check.status == 78)
            #expect(check.errors.hasPrefix("~/.config/gaze/themes/mine.yaml, line 4: “purple” is not a colour"))
        }
    }

    @Test("a theme that was chosen last and is there no more gives way, and that is said until another is chosen")
    func missingTheme() async throws {
        try await TestFolder.use { home in
            try FileManager.default.createDirectory(
                atPath: home.path + "/.local/state/gaze", withIntermediateDirectories: true)
            _ = try home.write(".local/state/gaze/theme", Data("mine\n".utf8))
            try await GazeInHome.use(home) { terminal in
                try await terminal.wait(for: "theme cannot be used; :config says why.")
                try await terminal.press(":")
                try await terminal.type("config")
                try await terminal.press("Enter")
                try await terminal.wait(for: "~/.local/state/gaze/theme: the theme “mine” was chosen last")
                try await terminal.press("Escape")
                try await terminal.wait(for: "theme cannot be used; :config says why.")
                try await terminal.press(":")
                try await terminal.type("theme nord")
                try await terminal.press("Enter")
                try await terminal.wait(forNo: ":theme nord")
                try await terminal.press("q")
                try await terminal.wait(forNo: "? help")
            }
            // What config.yaml names in its place is the only fault then.
            try write("theme: dark\n", in: home)
            _ = try home.write(".local/state/gaze/theme", Data("mine\n".utf8))
            try await GazeInHome.use(home) { terminal in
                try await terminal.wait(for: "a list without complaint") {
                    $0.contains("updated") && !$0.contains("cannot be used")
                }
            }
        }
    }

    @Test("a theme and the mouse that are chosen say where config.yaml has the last word")
    func lastWord() async throws {
        try await TestFolder.use { home in
            try write("theme: dark\nmouse: yes\n", in: home)
            try await GazeInHome.use(home, "--theme mono") { terminal in
                try await terminal.wait(for: "mono until gaze ends: config.yaml, line 1, sets dark for the next start.")
                try await terminal.press(":")
                try await terminal.type("theme light")
                try await terminal.press("Enter")
                try await terminal.wait(
                    for: "light until gaze ends: config.yaml, line 1, sets dark for the next start.")
                try await terminal.press("M")
                try await terminal.wait(for: "The mouse is off for now: config.yaml, line 2, sets it")
                try await terminal.press("M")
                try await terminal.wait(for: "The mouse is on; M gives it back")
            }
        }
    }

    @Test("a readonly that is not understood, and a cloud that cannot be read, keep gaze from changing anything")
    func doubtful() async throws {
        try await TestFolder.use { home in
            for (yaml, line, words) in [
                ("theme: dark\nreadonly: yse\n", 2, "counts as true"),
                ("clouds:\n  local:\n    theme: dark\n    readonly: \"true\n", 4, "is read-only"),
            ] {
                try write(yaml, in: home)
                try await GazeInHome.use(home) { terminal in
                    let list = try await terminal.wait(for: "config.yaml, line \(line) (read-only) is wrong")
                    #expect(list.contains("gaze  read-only  local"))
                    try await terminal.press("n")
                    try await terminal.wait(for: "gaze is read-only here (config.yaml, line \(line)).")
                }
                let check = try await gaze(["config", "--check"], in: home)
                #expect(check.errors.contains(words) && check.status == 78, "\(check.errors)")
            }
            // A file that cannot be read may say anything.
            _ = try home.write(".config/gaze/config.yaml", Data([0x72, 0xFF]))
            let create = try await gaze(["create", "x"], in: home)
            #expect(create.status == 77 && create.errors.contains("until it can be read"), "\(create.errors)")
            // So may one that is not reached: here, a link that leads to itself.
            let path = home.path + "/.config/gaze/config.yaml"
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: path)
            let unreached = try await gaze(["create", "x"], in: home)
            #expect(unreached.status == 77 && unreached.errors.contains("symbolic links"), "\(unreached.errors)")
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
        try await gazeToItsEnd(arguments, home: home, environment: environment) { terminal in
            try await terminal.wait(for: "updated")
            try await body(terminal)
        }
    }
}
