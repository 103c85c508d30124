import Foundation
import TestSupport
import Testing

@testable import ViewModels

/// Words as real shells read them.
@Suite struct ShellCommandTests {
    /// What a word may hold, the worst first.
    private static let texts: [String] = [
        "", "plain", "-x", "--file", "=ls", "~", "~root", "a b", " a ", "it's", "''", "'", "\"", "\\", "a\\", "$HOME",
        "$(id)",
        "`id`", "!!", "#no", "a;b", "a&b", "a|b", "a>b", "*", "?", "[a]", "{a,b}", "%s%n", "\n", "a\n", "\n\n",
        "a\nb\n\n",
        "\t", "\r", "\r\n", "\u{1B}[31m", "\u{7F}", "\u{9B}31m", "\u{202E}abc", "\u{200B}", "👩‍💻", "アルパイン", "é",
        "e\u{301}",
        "\u{2028}", "\u{FEFF}", "it's\u{1B}'\n", "a=b", "/a/b.c", String(repeating: "long ", count: 500),
        // Every character of one byte but NUL, forwards and backwards.
        String(String.UnicodeScalarView((1...255).compactMap { Unicode.Scalar($0) })),
        String(String.UnicodeScalarView((1...255).reversed().compactMap { Unicode.Scalar($0) })),
    ]

    /// The arguments that a shell makes of a command.
    private func arguments(_ shell: String, _ command: String) async throws -> [String] {
        let result = try await Command.run(
            [shell, "-c", command], environment: ["PATH": "/usr/bin:/bin", "HOME": "/nowhere"])
        try #require(result.status == 0, "\(command): \(result.errors)")
        return result.data.split(separator: 0, omittingEmptySubsequences: false).dropLast().map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    @Test("a shell reads every text as the one argument that it is", arguments: ["sh", "bash"], texts)
    func quoted(shell: String, text: String) async throws {
        let read = try await arguments(shell, #"printf '%s\0' "# + ShellCommand.quoted(text))
        #expect(read.map { Array($0.utf8) } == [Array(text.utf8)])
    }

    @Test("all of them together, broken over lines, are as many arguments", arguments: ["sh", "bash"])
    func together(shell: String) async throws {
        var command = ShellCommand(#"printf '%s\0'"#)
        for text in Self.texts { command.add(text) }
        for text in Self.texts { command.add("--option", text) }
        for text in Self.texts { command.add(joining: "--option", text) }
        let options = Self.texts.flatMap { ["--option", $0] }
        let joined = Self.texts.flatMap { $0.hasPrefix("-") ? ["--option=" + $0] : ["--option", $0] }
        #expect(try await arguments(shell, command.text) == Self.texts + options + joined)
    }

    @Test(
        "a quoted text holds no character that a terminal obeys or nobody sees, but for line breaks", arguments: texts)
    func shown(text: String) {
        let isShown = ShellCommand.quoted(text).unicodeScalars.allSatisfy {
            $0 == "\n"
                || ![.control, .format, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
        }
        #expect(isShown)
    }

    @Test("a NUL, which no argument can have, is left out")
    func nul() async throws {
        #expect(try await arguments("sh", #"printf '%s\0' "# + ShellCommand.quoted("a\u{0}b c")) == ["ab c"])
    }

    @Test("a command is broken where a line is full, between words and never inside one")
    func lines() {
        var command = ShellCommand("curl --silent")
        command.add("--header", "Content-Type: application/octet-stream")
        command.add("--data-raw", String(repeating: "x", count: 100))
        command.add("http://localhost")
        #expect(
            command.text == """
                curl --silent --header 'Content-Type: application/octet-stream' \\
                  --data-raw \(String(repeating: "x", count: 100)) \\
                  http://localhost
                """)
    }
}
