import Foundation
import TestSupport
import Testing

/// What bash completes, by the script that gaze prints.
@Suite(.atMost(4, of: "terminals")) struct CompletionTests {
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
}
