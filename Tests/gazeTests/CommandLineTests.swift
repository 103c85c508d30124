import Foundation
import TestSupport
import Testing

@testable import gaze

/// The command line, and what it says when it cannot do what it is told.
@Suite(.atMost(3, of: "terminals")) struct CommandLineTests {
    private func gaze(_ arguments: String..., environment: [String: String] = [:]) async throws -> Command {
        try await TestFolder.use { home in
            let usual = ["HOME": home.path, "PATH": "/usr/bin:/bin", "TERM": "xterm-256color"]
            return try await Command.run([Program.path] + arguments, environment: usual.merging(environment) { $1 })
        }
    }

    @Test("--help names the commands and the options")
    func help() async throws {
        let command = try await gaze("--help")
        #expect(command.status == 0)
        for word in [
            "--cloud", "--theme", "--no-linger", "--screenshot", "list", "show", "create", "set", "delete", "inspect",
            "serve", "completions", "man",
        ] {
            #expect(command.output.contains(word))
        }
    }

    @Test("--version prints the version")
    func version() async throws {
        let command = try await gaze("--version")
        #expect(command.output == Version.text + "\n")
    }

    @Test(
        "completions are printed for each shell",
        arguments: [("bash", "complete"), ("zsh", "#compdef gaze"), ("fish", "complete -c")])
    func completions(shell: String, words: String) async throws {
        let command = try await gaze("completions", shell)
        #expect(command.status == 0)
        #expect(command.output.contains(words))
    }

    @Test("without a terminal, gaze says that it needs one")
    func noTerminal() async throws {
        let command = try await gaze()
        #expect(command.status == 1)
        #expect(command.errors.contains("gaze needs a terminal"))
    }

    @Test("a cloud that is not known is named, with where it was looked for")
    func unknownCloud() async throws {
        let command = try await gaze("--cloud", "nowhere")
        #expect(command.status == 1)
        #expect(command.errors.contains("nowhere"))
        #expect(command.errors.contains("clouds.yaml"))
    }

    @Test("a theme that does not exist is refused, and the others are named")
    func unknownTheme() async throws {
        let command = try await gaze("--theme", "plaid")
        #expect(command.status == 1)
        for name in ["plaid", "dark", "light", "high-contrast", "mono"] { #expect(command.errors.contains(name)) }
    }

    @Test(
        "serve refuses what it cannot do, before it listens",
        arguments: [
            (["--auth", "token"], "--tokens"), (["--listen", "nonsense"], "HOST:PORT"),
            (["--listen", "0.0.0.0:0"], "this machine alone"),
            (["--auth", "token", "--tokens", "/nowhere"], "cannot be read"),
            (["--store", "fast"], "NAME=DIR"), (["--store", "a=/tmp/a", "--store", "a=/tmp/b"], "each name once"),
            (["--auth", "keystone"], "needs --keystone-url"),
            (["--auth", "keystone", "--keystone-url", "keystone.example:5000"], "is an address"),
            (["--auth", "keystone", "--keystone-url", "ftp://keystone.example"], "is an address"),
            (["--auth", "keystone", "--keystone-url", "http://ann:s3cret@keystone.example"], "is an address"),
            (["--auth", "keystone", "--keystone-url", "http://k.example", "--tokens", "x"], "is for --auth token"),
            (["--keystone-url", "http://keystone.example"], "are for --auth keystone"),
            (["--image-size-cap", "big"], "is a size"), (["--image-size-cap", "0"], "is a size"),
            (["--public-url", "images.example"], "is an address"),
            (["--public-url", "ftp://images.example"], "is an address"),
            (["--keystone-insecure"], "are for --auth keystone"),
            (
                ["--auth", "keystone", "--keystone-url", "http://k.example", "--keystone-cacert", "/nowhere"],
                "/nowhere cannot be read"
            ),
        ])
    func serveRefuses(arguments: [String], words: String) async throws {
        let command = try await TestFolder.use { home in
            try await Command.run(
                [Program.path, "serve"] + arguments, environment: ["HOME": home.path, "PATH": "/usr/bin:/bin"])
        }
        #expect(command.status != 0)
        #expect(command.errors.contains(words), "\(command.errors)")
        #expect(!command.errors.contains("s3cret"))
    }

    @Test(
        "an option of gaze that means nothing to a command is refused, wherever it stands, and nothing is done",
        arguments: [
            (["--screenshot", "x.txt", "list"], "leave --screenshot out"),
            (["list", "--theme", "dark"], "gaze list shows none"),
            (["--no-linger", "create", "--no-data", "x"], "leave --no-linger out"),
            (["--screenshot", "x.txt", "--keys", "j", "show", "x"], "leave --screenshot out"),
            (["serve", "--readonly"], "roles: [reader]"), (["--readonly", "serve"], "roles: [reader]"),
            (["serve", "--cloud", "x"], "gaze serve works on none"),
            (["--cloud", "x", "inspect", "y"], "leave --cloud out"),
            (["--cloud", "x", "config"], "leave --cloud out"), (["man", "--cloud", "x"], "leave --cloud out"),
            (["completions", "bash", "--cloud", "x"], "leave --cloud out"),
            (["man", "--theme", "dark"], "leave --theme out"),
        ])
    func idleOption(arguments: [String], words: String) async throws {
        try await TestFolder.use { home in
            let command = try await Command.run(
                [Program.path] + arguments, environment: ["HOME": home.path, "PATH": "/usr/bin:/bin"])
            #expect(command.status == ScriptExit.usage.rawValue && command.output == "")
            #expect(command.errors.contains(words), "\(command.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: home.path).isEmpty)
        }
    }

    @Test("--readonly holds for a command that changes nothing")
    func readOnlyAnyway() async throws {
        try await TestFolder.use { home in
            let page = try await home.gaze("--readonly", "man")
            #expect(page.status == 0 && page.output.contains(".TH"), "\(page.errors)")
        }
    }

    @Test("an XDG variable that is empty or relative counts as not set", arguments: ["", "relative/path"])
    func relativeFolder(value: String) {
        let files = FileLocations(
            environment: ["XDG_DATA_HOME": value, "HOME": "/home/ann"], home: "/other", executable: "/x/gaze")
        #expect(files.data == "/home/ann/.local/share/gaze")
    }

    @Test(
        "the home folder has no slash at its end, whoever names it",
        arguments: [("/home/ann/", nil), ("/other", "/home/ann//"), ("/home/ann", nil)] as [(String, String?)])
    func homeFolder(home: String, variable: String?) {
        var environment: [String: String] = [:]
        environment["HOME"] = variable
        let files = FileLocations(environment: environment, home: home, executable: "/x/gaze")
        #expect(files.home == "/home/ann" && files.state == "/home/ann/.local/state/gaze")
        let root = FileLocations(environment: ["HOME": "/"], home: home, executable: "/x/gaze")
        #expect(root.home == "/" && root.data == "/.local/share/gaze")
    }

    @Test("files lie where the XDG base directories say, and themes beside the program too")
    func locations() {
        let files = FileLocations(
            environment: [
                "XDG_DATA_HOME": "/d", "XDG_STATE_HOME": "/s", "XDG_CONFIG_HOME": "/c", "XDG_DATA_DIRS": "/a:/b",
            ],
            home: "/home/ann", executable: "/usr/local/bin/gaze")
        #expect(files.data == "/d/gaze")
        #expect(files.state == "/s/gaze")
        #expect(files.presets == "/c/gaze/presets")
        #expect(
            files.themes == [
                "/c/gaze/themes", "/d/gaze/themes", "/usr/local/share/gaze/themes", "/a/gaze/themes", "/b/gaze/themes",
            ])
    }
}
