import Terminal
import Testing

@testable import Widgets

@Suite("The text field")
struct TextFieldTests {
    /// A field with `|` where its cursor is.
    private func field(_ text: String) -> TextField {
        let parts = text.split(separator: "|", omittingEmptySubsequences: false)
        var field = TextField(text: String(parts[0] + parts[1]))
        while field.cursor > parts[0].count { _ = field.handle(.left) }
        return field
    }

    private func shown(_ field: TextField) -> String {
        String(field.text.prefix(field.cursor)) + "|" + field.text.dropFirst(field.cursor)
    }

    @Test(
        "each cell of what is typed leads the cursor to the grapheme that is shown there",
        arguments: [
            ("a日b|c", [0, 1, 1, 2, 3, 4, 4, 4]), ("|abc", [0, 1, 2, 3, 3, 3, 3, 3]),
            // The ellipsis is where the text begins that is not shown.
            ("abcdefghij|", [3, 4, 5, 6, 7, 8, 9, 10]),
        ] as [(String, [Int])])
    func cells(text: String, graphemes: [Int]) {
        let field = field(text)
        let canvas = drawing(columns: 8) { field.draw(into: &$0, in: $1, isFocused: true) }
        for (column, grapheme) in graphemes.enumerated() {
            #expect(canvas.target(at: Position(row: 0, column: column)) == .grapheme(grapheme - field.cursor))
        }
        let unfocused = drawing(columns: 8) { field.draw(into: &$0, in: $1, isFocused: false) }
        #expect(unfocused.target(at: Position(row: 0, column: 0)) == nil)
    }

    @Test("the cursor begins after the text")
    func beginning() {
        #expect(shown(TextField(text: "abc")) == "abc|")
        #expect(shown(TextField()) == "|")
        var field = TextField(text: "abc")
        _ = field.handle(.home)
        field.replace(with: "日本")
        #expect(shown(field) == "日本|")
    }

    @Test(
        "the keys of readline move and edit",
        arguments: [
            ("ab|c", Key.character("x"), "abx|c"), ("ab|c", .left, "a|bc"), ("ab|c", .control("b"), "a|bc"),
            ("|abc", .left, "|abc"), ("ab|c", .right, "abc|"), ("ab|c", .control("f"), "abc|"),
            ("abc|", .right, "abc|"),
            ("ab|c", .home, "|abc"), ("ab|c", .control("a"), "|abc"), ("a|bc", .end, "abc|"),
            ("a|bc", .control("e"), "abc|"),
            ("ab|c", .backspace, "a|c"), ("ab|c", .control("h"), "a|c"), ("|abc", .backspace, "|abc"),
            ("|", .backspace, "|"),
            ("ab|c", .delete, "ab|"), ("ab|c", .control("d"), "ab|"), ("abc|", .delete, "abc|"),
            ("|", .control("d"), "|"),
            ("a/b c-d|", .control("w"), "a/b |"), ("a/b |", .control("w"), "|"), ("ab c|d", .control("w"), "ab |d"),
            ("|ab", .control("w"), "|ab"), ("a/b c-d|", .alt("\u{7F}"), "a/b c-|"),
            ("a/b c-|", .alt("\u{7F}"), "a/b |"),
            ("a/b c-d|", .alt("b"), "a/b c-|d"), ("a/b |c-d", .alt("b"), "a/|b c-d"), ("|a", .alt("b"), "|a"),
            ("|a/b c", .alt("f"), "a|/b c"), ("a|/b c", .alt("f"), "a/b| c"), ("a|", .alt("f"), "a|"),
            ("a|/b c", .alt("d"), "a| c"), ("a|b c", .alt("d"), "a| c"), ("a|", .alt("d"), "a|"),
            ("ab|cd", .control("u"), "|cd"), ("|cd", .control("u"), "|cd"), ("ab|cd", .control("k"), "ab|"),
            ("ab|", .control("k"), "ab|"), ("ab|", .control("y"), "ab|"),
        ])
    func keys(before: String, key: Key, after: String) {
        var field = field(before)
        let isTaken = field.handle(key)
        #expect(isTaken)
        #expect(shown(field) == after)
    }

    @Test("what a key took away comes back with Ctrl-Y", arguments: [Key.control("w"), .control("u"), .alt("\u{7F}")])
    func yank(key: Key) {
        var field = TextField(text: "linux")
        _ = field.handle(key)
        #expect(field.text.isEmpty)
        // A key that takes nothing away forgets nothing.
        _ = field.handle(key)
        _ = field.handle(.control("y"))
        _ = field.handle(.control("y"))
        #expect(shown(field) == "linuxlinux|")
    }

    @Test("Ctrl-K and Alt-D are undone by Ctrl-Y too", arguments: [Key.control("k"), .alt("d")])
    func yankForward(key: Key) {
        var field = field("a|bc")
        _ = field.handle(key)
        #expect(shown(field) == "a|")
        _ = field.handle(.control("y"))
        #expect(shown(field) == "abc|")
    }

    @Test(
        "keys that are not for a text are left to others",
        arguments: [
            Key.enter, .tab, .backTab, .up, .down, .escape, .pageUp, .function(1), .control("s"), .alt("x"), .insert,
        ])
    func others(key: Key) {
        var field = field("a|b")
        let isTaken = field.handle(key)
        #expect(!isTaken)
        #expect(shown(field) == "a|b")
    }

    @Test(
        "the cursor moves and removes grapheme by grapheme",
        arguments: ["é", "e\u{301}", "日", "👨‍👩‍👧‍👦", "👍🏽", "🇩🇪", "क्ष", "e\u{301}\u{302}\u{303}"])
    func graphemes(grapheme: String) {
        var field = TextField(text: "a\(grapheme)b")
        _ = field.handle(.left)
        _ = field.handle(.left)
        #expect(shown(field) == "a|\(grapheme)b")
        _ = field.handle(.right)
        _ = field.handle(.backspace)
        #expect(shown(field) == "a|b")
        for character in grapheme { _ = field.handle(.character(character)) }
        #expect(shown(field) == "a\(grapheme)|b")
        _ = field.handle(.left)
        _ = field.handle(.delete)
        #expect(shown(field) == "a|b")
    }

    @Test("a mark that is typed by itself joins the letter before the cursor")
    func combining() {
        var field = field("e|x")
        _ = field.handle(.character("\u{301}"))
        #expect(shown(field) == "e\u{301}|x")
        #expect(field.cursor == 1)
        // What is typed before a mark that stands alone takes it over.
        field.replace(with: "\u{301}x")
        _ = field.handle(.home)
        _ = field.handle(.character("e"))
        #expect(shown(field) == "e\u{301}|x")
    }

    @Test("letters that grow together keep the cursor in the text")
    func growing() {
        var field = field("👨|👩")
        _ = field.handle(.character("\u{200D}"))
        #expect(field.text.count == 1)
        #expect(field.cursor == 1)
        for key in [Key.right, .left, .backspace, .delete, .control("k"), .alt("d"), .alt("f")] {
            _ = field.handle(key)
        }
        #expect((0...field.text.count).contains(field.cursor))
    }

    @Test(
        "a paste becomes one line",
        arguments: [
            ("one", "a one|b"), ("one\n", "a one|b"), ("one\ntwo", "a one two|b"),
            ("\n\none\r\n\n\ttwo\n", "a one two|b"),
            ("a\tb", "a a b|b"), ("", "a |b"), ("\n", "a |b"), ("  ", "a   |b"), ("日本\u{2028}語", "a 日本 語|b"),
        ])
    func paste(text: String, expected: String) {
        var field = field("a |b")
        _ = field.handle(.paste(text))
        #expect(shown(field) == expected)
    }

    @Test("without the focus the text is cut at the end; the placeholder is shown while there is none")
    func unfocused() {
        let field = TextField(text: "alpine-3.20", placeholder: "none")
        let canvas = drawing(columns: 8) { field.draw(into: &$0, in: $1, isFocused: false) }
        #expect(canvas.lines == ["alpine-…"])
        #expect(canvas.cursor == nil)
        #expect(canvas[0, 0].role == .field)
        let empty = drawing(columns: 8) { TextField(placeholder: "none").draw(into: &$0, in: $1, isFocused: false) }
        #expect(empty.lines == ["none"])
        #expect(empty.text(.placeholder) == "none····")
    }

    @Test("with the focus the cursor is shown, and the field over its whole width")
    func focused() {
        let field = field("alp|ine")
        let canvas = drawing(columns: 10) { field.draw(into: &$0, in: $1, isFocused: true) }
        #expect(canvas.lines == ["alpine"])
        #expect(canvas.cursor == Position(row: 0, column: 3))
        #expect(canvas.text(.fieldFocused) == "alpine    ")
        let empty = drawing(columns: 4) {
            TextField(placeholder: "a long one").draw(into: &$0, in: $1, isFocused: true)
        }
        #expect(empty.lines == ["a lo"])
        #expect(empty.cursor == Position(row: 0, column: 0))
    }

    @Test("the text stands still while the cursor moves within it, and moves by half the width")
    func scrolling() {
        var field = field("|abcdefghijklmnop")
        var starts: [String] = []
        for _ in 0...16 {
            let canvas = drawing(columns: 8) { field.draw(into: &$0, in: $1, isFocused: true) }
            starts.append(canvas.lines[0])
            _ = field.handle(.right)
        }
        #expect(starts[0...6].allSatisfy { $0 == "abcdefg…" })
        #expect(starts[7...9].allSatisfy { $0 == "…efghij…" })
        #expect(starts[10...13].allSatisfy { $0 == "…ijklmn…" })
        #expect(starts[14...16].allSatisfy { $0 == "…mnop" })
    }

    @Test(
        "wherever the cursor is, what it is on is in sight under it, at every width",
        arguments: [
            "abcdefghijklmnopqrstuvwxyz", "日本語のイメージの名前です", "a日b本c語dのeイfメgーhジ", "e\u{301}👨‍👩‍👧x🇩🇪\u{202E}y\u{1B}z語",
            "\u{202E}\u{202D}", "x", "",
        ], [Charset.utf8, .ascii])
    func cursorInSight(text: String, charset: Charset) throws {
        let characters = Array(text)
        for columns in 1...30 {
            var field = TextField(text: text)
            _ = field.handle(.home)
            for place in 0...characters.count {
                let canvas = framed(columns: columns, charset: charset) {
                    field.draw(into: &$0, in: $1, isFocused: true)
                }
                #expect(canvas.frameIsWhole)
                let cursor = try #require(canvas.cursor)
                #expect(canvas.cursorIsInside)
                let wanted: [Terminal.Cell]
                if place < characters.count {
                    // Drawn by itself, where there is room for it, and for an ellipsis at each side.
                    let width = TextLayout.columns(of: String(characters[place]), charset: charset)
                    guard width + 2 <= columns else {
                        _ = field.handle(.right)
                        continue
                    }
                    let alone = drawing(columns: width, charset: charset) { canvas, _ in
                        canvas.write(String(characters[place]), row: 0, column: 0, role: .fieldFocused)
                    }
                    wanted = (0..<width).map { alone[0, $0] }
                } else {
                    wanted = [drawing(columns: 1) { $0.fill($1, role: .fieldFocused) }[0, 0]]
                }
                let found = (0..<wanted.count).map { canvas[cursor.row, cursor.column + $0] }
                #expect(found == wanted, "\(place) of \(text) in \(columns)")
                _ = field.handle(.right)
            }
        }
    }

    @Test("what the text may go on with stands after it while the cursor is there, and is taken over when asked for")
    func suggestion() {
        var field = TextField(text: "~/im")
        func shown(columns: Int = 12, isFocused: Bool = true) -> Canvas {
            drawing(columns: columns) { field.draw(into: &$0, in: $1, isFocused: isFocused) }
        }
        let nothing = field.acceptSuggestion()
        #expect(!nothing)
        field.suggestion = "ages/"
        #expect(shown().lines == ["~/images/"])
        #expect(shown().text(.suggestion) == "····ages/···")
        #expect(shown().cursor == Position(row: 0, column: 4))
        #expect(shown(columns: 7).lines == ["~/imag…"])
        #expect(shown(columns: 4).text(.suggestion).hasSuffix("…"))
        #expect(shown(isFocused: false).lines == ["~/im"])
        _ = field.handle(.left)
        #expect(shown().lines == ["~/im"])
        let elsewhere = field.acceptSuggestion()
        #expect(!elsewhere && field.text == "~/im")
        _ = field.handle(.end)
        let accepted = field.acceptSuggestion()
        #expect(accepted && field.text == "~/images/" && field.cursor == 9 && field.suggestion.isEmpty)
    }

    @Test("wherever a suggestion is, nothing leaves the field", arguments: 0...12)
    func suggestionWidths(columns: Int) {
        var field = TextField(text: "日本語 images")
        field.suggestion = "語 and so on"
        let canvas = framed(columns: columns) { field.draw(into: &$0, in: $1, isFocused: true) }
        #expect(canvas.frameIsWhole && canvas.cursorIsInside)
    }

    @Test("a field of no size draws nothing")
    func noSize() {
        let field = TextField(text: "abc")
        for rect in [Rect(row: 1, column: 1, rows: 0, columns: 5), Rect(row: 1, column: 1, rows: 1, columns: 0)] {
            let canvas = drawing(rows: 3, columns: 8) { canvas, _ in
                field.draw(into: &canvas, in: rect, isFocused: true)
            }
            #expect(canvas.lines == ["", "", ""])
            #expect(canvas.cursor == nil)
        }
    }
}
