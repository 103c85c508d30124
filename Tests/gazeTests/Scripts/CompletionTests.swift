import Foundation
import TestSupport
import Testing

@testable import gaze

/// What bash completes, by the script that gaze prints.
@Suite(.atMost(3, of: "terminals")) struct CompletionTests {
    /// What bash offers for the last word of a line.
    private func offered(_ line: String, home: TestFolder) async throws -> Set<Substring> {
        let words = line.split(separator: " ", omittingEmptySubsequences: false).map { "'\($0)'" }
        let command = try await Command.run(
            [
                "bash", "-c",
                """
                ln -sf '\(try Program.path)' ~/gaze; PATH=~:$PATH; source <(gaze completions bash)
                COMP_WORDS=(\(words.joined(separator: " "))); COMP_CWORD=\(words.count - 1)
                COMP_LINE='\(line)'; COMP_POINT=\(line.utf8.count)
                _gaze gaze \(words[words.count - 1]) \(words[words.count - 2])
                printf '%s\\n' "${COMPREPLY[@]}"
                """,
            ],
            environment: ["HOME": home.path, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"])
        #expect(command.errors == "")
        return Set(command.output.split(separator: "\n"))
    }

    @Test("images are completed by their names, and options by what they may be")
    func names() async throws {
        try await TestFolder.use { home in
            try await home.fill([#"{"name": "alpine-3.20"}"#, #"{"name": "alpine-3.21"}"#, #"{"name": "debian"}"#])
            for command in ["show", "set", "delete"] {
                #expect(try await offered("gaze \(command) alp", home: home) == ["alpine-3.20", "alpine-3.21"])
            }
            #expect(try await offered("gaze list --format ", home: home) == ["table", "json", "yaml", "csv"])
            #expect(try await offered("gaze list --sort cre", home: home) == ["created_at"])
        }
    }

    @Test("a name that is text to a shell is offered as it is, and one that it would obey by its id")
    func namesOfAnybody() async throws {
        let others = ["$(touch ~/made)", "`touch ~/made`", "home$HOME", "a!b", "a\u{1B}[2J\nb"].map {
            (id: UUID().uuidString.lowercased(), name: $0)
        }
        let names = ["it's; ls", "Ubuntu 24 LTS", "C:\\x", "*", "{a,b}", "über"]
        try await TestFolder.use { home in
            let bodies = names.map { ["name": $0] } + others.map { ["id": $0.id, "name": $0.name] }
            try await home.fill(bodies.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) })
            #expect(try await offered("gaze show ", home: home) == Set((names + others.map(\.id)).map { $0[...] }))
            #expect(!FileManager.default.fileExists(atPath: home.path + "/made"))
        }
    }

    @Test("a name with a colon is offered to zsh as a name, and not as one with a description")
    func colon() async throws {
        try await TestFolder.use { home in
            try await home.fill([#"{"name": "rocky:9\\x"}"#])
            for (shell, name) in [("zsh", #"rocky\:9\\x"#), ("fish", #"rocky:9\x"#)] {
                let command = try await home.gaze(
                    "---completion", "show", "--", "positional@0", "2", "0", "gaze", "show", "",
                    environment: ["SAP_SHELL": shell])
                #expect(command.output.split(separator: "\n").first == name[...], "\(command.errors)")
            }
        }
    }

    @Test(
        "the service is asked for what a name surely begins with, as the word stands on a line",
        arguments: [
            ("alp", "alp"), ("\"Ubuntu 24", "Ubuntu"), ("Ubuntu\\ 24", "Ubuntu"), ("'a", "a"), ("$(", ""), ("a*b", "a"),
            ("über-1.2_3", "über-1.2_3"),
        ])
    func beginning(word: String, start: String) { #expect(ImageArgument.beginning(of: word) == start) }

    @Test(
        "the cloud that a line names is the one whose names are offered",
        arguments: [
            (["gaze", "show", ""], nil), (["gaze", "--cloud", "lab", "show", ""], "lab"),
            (["gaze", "show", "--cloud=lab", ""], "lab"), (["gaze", "show", "--cloud"], nil),
        ])
    func cloud(words: [String], cloud: String?) { #expect(ImageArgument.cloud(in: words) == cloud) }
}
