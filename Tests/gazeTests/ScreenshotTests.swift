import Foundation
import Terminal
import TestSupport
import Testing

@testable import gaze

/// `gaze --screenshot`: pictures of the real screens, without a terminal.
@Suite(.atMost(3, of: "terminals"), .timeLimit(.minutes(30))) struct ScreenshotTests {
    private static let images = [
        #"{"name": "alpine-3.20", "disk_format": "qcow2", "container_format": "bare", "os_distro": "alpine"}"#,
        #"{"name": "<b>&\"日本\u0007", "tags": ["x"]}"#,
    ]

    @Test("the text is what a terminal shows after the same keys, with all of it read")
    func text() async throws {
        try await TestFolder.use { home in
            try await home.fill(Self.images)
            let list = try await home.gaze("--screenshot", "-")
            #expect(list.status == 0 && list.errors == "", "\(list.errors)")
            #expect(list.output.split(separator: "\n", omittingEmptySubsequences: false).count == 25)
            #expect(list.output.contains("1–2 of 2") && list.output.contains("▌ <b>&\"日本"))
            let record = try await home.gaze("--screenshot", "-", "--keys", "J j enter 2", "--size", "60x16")
            #expect(record.output.contains("gaze  local ▸ Images ▸ alpine-3.20 ▸ Properties"))
            #expect(record.output.contains("os_distro") && record.output.contains("Distribution"))
            #expect(record.output.split(separator: "\n", omittingEmptySubsequences: false).count == 17)
            let themes = try await home.gaze("--screenshot", "-", "--keys", "t")
            #expect(themes.output.contains("high-contrast"))
            let filter = try await home.gaze("--screenshot", "-", "--keys", "/ name:al* enter")
            #expect(filter.output.contains("1–1 of 1") && filter.output.contains("▌ alpine-3.20"))
            // Nothing of it is remembered: no theme, no filter, no draft.
            let form = try await home.gaze("--screenshot", "-", "--keys", "n wizard ^S", "--theme", "light")
            #expect(form.output.contains("wizard"))
            #expect(!FileManager.default.fileExists(atPath: home.path + "/.local/state/gaze"))
        }
    }

    @Test("it shows the columns, views and filters that are remembered, and changes nothing of that")
    func remembered() async throws {
        try await TestFolder.use { home in
            try await home.fill(Self.images)
            let folder = ".local/state/gaze/clouds/local/"
            try FileManager.default.createDirectory(
                atPath: home.path + "/" + folder, withIntermediateDirectories: true)
            let view = #"{"columns":["name"],"filter":"tag:lts","name":"long","sort":"name:asc"}"#
            let files = ["columns": "name 20\nos_distro\n", "views": view + "\n", "filters": "status:queued\n"]
            for (name, text) in files { _ = try home.write(folder + name, Data(text.utf8)) }
            let list = try await home.gaze("--screenshot", "-")
            #expect(list.output.contains("OS DISTRO") && !list.output.contains("STATUS"), "\(list.output)")
            let filter = try await home.gaze("--screenshot", "-", "--keys", "/ up")
            #expect(filter.output.contains("Filter status:queued"), "\(filter.output)")
            let views = try await home.gaze("--screenshot", "-", "--keys", "v")
            #expect(views.output.contains("long") && views.output.contains("tag:lts"), "\(views.output)")
            // Columns, a filter, a view and a bookmark.
            let changes = ["| u enter", "/ status:active enter", "v d r", "n F4 B"]
            for keys in changes {
                let picture = try await home.gaze("--screenshot", "-", "--keys", keys)
                #expect(picture.status == 0, "\(picture.errors)")
            }
            for (name, text) in files {
                #expect(try String(contentsOfFile: home.path + "/" + folder + name, encoding: .utf8) == text)
            }
            #expect(!FileManager.default.fileExists(atPath: home.path + "/.config/gaze/bookmarks.yaml"))
        }
    }

    @Test("the keys change nothing at the cloud, and the screen is that of somebody who may change it")
    func changesNothing() async throws {
        try await TestFolder.use { home in
            try await home.fill(Self.images)
            let before = try await home.gaze("list", "--format", "json")
            for keys in ["d tab enter", "n wizard ^S", "P", "H", "enter P", "c x ^S"] {
                let picture = try await home.gaze("--screenshot", "-", "--keys", keys)
                #expect(picture.status == 0 && !picture.output.contains("read-only"), "\(keys): \(picture.output)")
            }
            #expect(try await home.gaze("list", "--format", "json").output == before.output)
            let refused = try await home.gaze("--screenshot", "-", "--keys", "n wizard ^S")
            #expect(refused.output.contains("The image was not created"), "\(refused.output)")
        }
    }

    @Test("a picture that is called off leaves the one that is there")
    func calledOff() async throws {
        try await TestFolder.use { home in
            let file = try home.write("list.txt", Data("before".utf8))
            let ended = try await gazeSignalledAtLogin(#"--screenshot "$1""#, file, home: home)
            #expect(ended == 130)
            #expect(try String(contentsOfFile: file, encoding: .utf8) == "before")
        }
    }

    @Test("it shows what a terminal would: other clouds, what is withheld, and the cloud's own theme")
    func asTerminal() async throws {
        try await TestFolder.use { home in
            try await home.fill(Self.images)
            let yaml = """
                clouds:
                  lab: {auth: {auth_url: "http://127.0.0.1:1", username: u, password: p, project_name: test}}
                """
            let clouds = try home.write("clouds.yaml", Data(yaml.utf8))
            let environment = ["OS_CLIENT_CONFIG_FILE": clouds]
            let copy = try await home.gaze("--screenshot", "-", "--keys", "C", environment: environment)
            #expect(copy.output.contains("lab") && copy.output.contains("test"), "\(copy.output)")
            let withheld = try await home.gaze(
                "--readonly", "--screenshot", "-", "--keys", "C", environment: environment)
            #expect(withheld.output.contains("C would change something; gaze is read-only here (--readonly)."))
            _ = try home.write(
                ".config/gaze/config.yaml",
                Data("wrong: 1\nclouds: {local: {theme: mono}, lab: {theme: solarized-dark}}\n".utf8))
            let list = try await home.gaze("--screenshot", "-")
            #expect(list.output.contains("config.yaml, line 1 is wrong"))
            func svg(_ cloud: String?) async throws -> String {
                var all = environment
                all["OS_CLOUD"] = cloud
                return try await home.gaze(
                    "--screenshot", home.path + "/list.svg", environment: all
                ).status == 0 ? String(contentsOfFile: home.path + "/list.svg", encoding: .utf8) : ""
            }
            let (local, lab) = (try await svg(nil), try await svg("lab"))
            // The ground of solarized-dark is 234 of the palette.
            #expect(lab.contains("#1c1c1c") && !local.contains("#1c1c1c"))
        }
    }

    @Test("the SVG is valid, says what it shows, and has each role's colour")
    func svg() async throws {
        try await TestFolder.use { home in
            try await home.fill(Self.images)
            let file = home.path + "/list.svg"
            for theme in ["dark", "light", "solarized-dark", "mono"] {
                let drawn = try await home.gaze("--screenshot", file, "--theme", theme)
                #expect(drawn.status == 0 && drawn.output == "", "\(drawn.errors)")
                let lint = try await Command.run(["xmllint", "--noout", file])
                #expect(lint.status == 0 && lint.errors == "", "\(lint.errors)")
            }
            let dark = try await home.gaze("--screenshot", file, "--theme", "dark")
            #expect(dark.status == 0)
            let svg = try String(contentsOfFile: file, encoding: .utf8)
            #expect(svg.contains(#"<title id="title">gaze local ▸ Images"#))
            // The colours of themes/dark.yaml: 78 and 24 of the palette.
            #expect(svg.contains(".status-queued { fill: #bcbcbc; }") && svg.contains(##"fill="#005f87""##))
            #expect(svg.contains("&lt;b&gt;&amp;&quot;") && svg.contains(">alpine-3.20</text>"))
            let missing = try await home.gaze("--screenshot", home.path + "/none/x.svg")
            #expect(missing.status == ScriptExit.output.rawValue && missing.errors.contains("cannot be written"))
        }
    }

    @Test(
        "what makes no sense is refused",
        arguments: [
            (["--screenshot", "x.png"], ".svg or in .txt"), (["--keys", "j"], "--screenshot"),
            (["--screenshot", "-", "--size", "wide"], "wide"), (["--screenshot", "-", "--theme", "plaid"], "plaid"),
        ])
    func refused(arguments: [String], words: String) async throws {
        try await TestFolder.use { home in
            let command = try await Command.run(
                [Program.path] + arguments, environment: ["HOME": home.path, "PATH": "/usr/bin:/bin"])
            #expect(command.status != 0 && command.errors.contains(words), "\(command.errors)")
        }
    }

    @Test("keys are called as the help calls them, and any other word is typed")
    func keys() {
        #expect(
            KeySequence("j ENTER ^s ctrl-s F5 PgDn shift-tab alt-b alt-backspace esc space ab").keys == [
                .character("j"), .enter, .control("s"), .control("s"), .function(5), .pageDown, .backTab, .alt("b"),
                .alt("\u{7F}"), .escape, .character(" "), .character("a"), .character("b"),
            ])
    }
}
