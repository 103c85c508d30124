import CNcurses
import Testing

@testable import Terminal

@Suite("What is sent to the terminal")
@MainActor
struct PainterTests {
    private let theme = Theme(
        name: "x",
        styles: [
            .title: Style(foreground: .palette(81), attributes: .bold, monochromeAttributes: .reverse),
            .error: Style(background: .palette(1)),
        ])

    /// What the terminal gets for each of the canvases, painted one after the other.
    private func sent(
        _ canvases: [Canvas], type: String = "xterm-256color", monochrome: Bool = false
    ) throws -> [String] {
        try PseudoTerminal.use(type: type) { terminal in
            var painter = Painter(charset: .utf8, monochrome: monochrome)
            return try canvases.map { canvas in
                painter.paint(canvas, theme: theme)
                refresh()
                return try terminal.written()
            }
        }
    }

    private func canvas(_ text: String, role: Role = .text, cursor: Position? = nil) -> Canvas {
        var canvas = Canvas(size: Size(rows: 24, columns: 80), charset: .utf8)
        canvas.write(text, row: 2, column: 3, role: role)
        canvas.cursor = cursor
        return canvas
    }

    @Test("only what differs is sent")
    func differences() throws {
        let sent = try sent([canvas("alpine 日本"), canvas("alpine 日本"), canvas("alPine 日本"), canvas("alPine x")])
        #expect(sent[0].contains("alpine"))
        #expect(sent[0].contains("日本"))
        #expect(sent[1].allSatisfy { !$0.isLetter || $0.isASCII })
        #expect(!sent[1].contains("alpine"))
        #expect(sent[2].contains("P"))
        #expect(!sent[2].contains("ine"))
        #expect(sent[3].contains("x"))
        #expect(!sent[3].contains("本"))
    }

    @Test("nothing of a text is obeyed by the terminal")
    func hostile() throws {
        let sent = try sent([canvas("a\u{1B}]0;title\u{7}\u{9B}31m\u{202E}\u{8}b")]).joined()
        #expect(!sent.contains("\u{1B}]0"))
        for obeyed in ["\u{7}", "\u{9B}", "\u{202E}", "\u{8}b"] { #expect(!sent.contains(obeyed)) }
        #expect(sent.contains("␛]0;title␇"))
    }

    @Test("colours are the terminal's: its palette, the nearest of it, or none")
    func colours() throws {
        func sgr(_ type: String, monochrome: Bool = false) throws -> String {
            try sent([canvas("x", role: .title)], type: type, monochrome: monochrome)[0]
        }
        #expect(try sgr("xterm-256color").contains("38;5;81"))
        #expect(try sgr("xterm").contains("36m"))
        #expect(try !sgr("xterm").contains("38;5"))
        for plain in [try sgr("xterm-256color", monochrome: true), try sgr("vt100")] {
            #expect(!plain.contains("38;5"))
            #expect(!plain.contains("36m"))
            #expect(plain.contains("7m"))
        }
    }

    @Test("the cursor is shown where the canvas has it, and hidden where it has none")
    func cursor() throws {
        let sent = try sent([canvas("x"), canvas("x", cursor: Position(row: 4, column: 9)), canvas("x")])
        #expect(sent[0].contains("\u{1B}[?25l"))
        #expect(sent[1].contains("\u{1B}[?25h"))
        #expect(sent[1].contains("\u{1B}[5;10H"))
        #expect(sent[2].contains("\u{1B}[?25l"))
    }

    @Test("a capability has no padding; a terminal may lack it")
    func capabilities() throws {
        try PseudoTerminal.use(type: "vt100") { _ in
            #expect(Painter.capability("cup") != nil)
            #expect(Painter.capability("cup")?.contains("$<") == false)
            #expect(Painter.capability("setaf") == nil)
            #expect(Painter.capability("nothing") == nil)
        }
    }
}
