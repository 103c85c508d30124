import CNcurses
import Foundation
import Testing

@testable import Terminal

/// Texts on their way to the clipboard of the terminal.
@Suite @MainActor struct ClipboardTests {
    private func sequence(_ text: String, _ environment: [String: String] = [:]) throws -> String {
        try Clipboard(environment: ["TERM": "xterm-256color"].merging(environment) { $1 }).sequence(copying: text)
    }

    @Test("a text goes out as base64, so that nothing of it is obeyed")
    func plain() throws {
        #expect(try sequence("é\u{1B}]0;x\u{7}") == "\u{1B}]52;c;w6kbXTA7eAc=\u{7}")
        #expect(try sequence("") == "\u{1B}]52;c;\u{7}")
    }

    @Test("in tmux it goes out in both forms, of which one suits its options")
    func tmux() throws {
        let plain = try sequence("text")
        let sent = try sequence("text", ["TMUX": "/tmp/tmux-0/default,1,0", "STY": "1.pts"])
        #expect(sent == plain + "\u{1B}Ptmux;\u{1B}" + plain + "\u{1B}\\")
    }

    @Test("GNU screen gets it in pieces of a length that it takes, which together are all of it")
    func screen() throws {
        let text = String(repeating: "0123456789", count: 200)
        let sent = try sequence(text, ["STY": "1.pts", "TERM": "screen"])
        let pieces = sent.components(separatedBy: "\u{1B}P").dropFirst()
        #expect(pieces.allSatisfy { $0.hasSuffix("\u{1B}\\") && $0.utf8.count <= 242 })
        #expect(pieces.map { $0.dropLast(2) }.joined() == (try sequence(text)))
    }

    @Test("more than terminals take is not sent")
    func tooLong() throws {
        #expect(try sequence(String(repeating: "x", count: 75_000)).utf8.count == 100_008)
        #expect(throws: ClipboardError.tooLong(limit: 75_000)) { try sequence(String(repeating: "x", count: 75_001)) }
    }

    @Test("a terminal without a clipboard gets nothing", arguments: ["linux", "vt100", "vt220", "dumb", "ansi"])
    func without(terminal: String) {
        #expect(throws: ClipboardError.none(terminal: terminal)) { try sequence("text", ["TERM": terminal]) }
    }

    @Test("what is sent reaches a terminal whole, between what is drawn before and after it")
    func sent() throws {
        let sequence = try sequence(String(repeating: "all of it ", count: 150))
        let written = try PseudoTerminal.use { terminal -> String in
            addstr("before")
            refresh()
            terminal.send(sequence)
            addstr("after")
            refresh()
            return try terminal.written()
        }
        let start = try #require(written.range(of: sequence))
        #expect(written[..<start.lowerBound].contains("before"))
        #expect(written[start.upperBound...].contains("after"))
    }
}
