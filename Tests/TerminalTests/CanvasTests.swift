import Testing

@testable import Terminal

@Suite("The canvas")
struct CanvasTests {
    private func canvas(_ rows: Int = 1, _ columns: Int = 6, _ charset: Charset = .utf8) -> Canvas {
        Canvas(size: Size(rows: rows, columns: columns), charset: charset)
    }

    @Test("a new canvas is blank, and may be of no size")
    func blank() {
        #expect(canvas(2, 3).lines == ["", ""])
        #expect(canvas(2, 3)[1, 2] == Cell.blank)
        #expect(canvas(2, 3).cursor == nil)
        #expect(canvas(0, 0).lines.isEmpty)
        var none = canvas(-1, -5)
        #expect(none.size == Size(rows: 0, columns: 0))
        none.write("a", row: 0, column: 0)
        none.fill(none.bounds)
        none.box(Rect(row: 0, column: 0, rows: 5, columns: 5))
        #expect(none.lines.isEmpty)
    }

    @Test("text is written in its role from its place on, and no further than the edge")
    func write() {
        var canvas = canvas()
        #expect(canvas.write("ab", row: 0, column: 1, role: .title) == 2)
        #expect(canvas.lines == [" ab"])
        #expect(canvas[0, 1] == Cell(character: "a", role: .title, isSelected: false, isContinuation: false))
        #expect(canvas[0, 3] == Cell.blank)
        #expect(canvas.write("xyz", row: 0, column: 4, isSelected: true) == 2)
        #expect(canvas.lines == [" ab xy"])
        #expect(canvas[0, 5].isSelected)
        #expect(canvas.write("no", row: 0, column: 6) == 0)
        #expect(canvas.write("no", row: 0, column: 99) == 0)
        #expect(canvas.write("no", row: 1, column: 0) == 0)
        #expect(canvas.write("no", row: -1, column: 0) == 0)
        #expect(canvas.lines == [" ab xy"])
    }

    @Test(
        "a limit cuts text at a grapheme",
        arguments: [
            ("abcdef", 3, "abc", 3), ("abcdef", 0, "", 0), ("abcdef", -1, "", 0), ("abcdef", 99, "abcdef", 6),
            ("日本", 3, "日", 2), ("日本", 4, "日本", 4), ("e\u{301}x", 1, "e\u{301}", 1), ("\u{202E}", 7, "<U+202", 6),
        ])
    func limit(text: String, limit: Int, expected: String, used: Int) {
        var canvas = canvas()
        #expect(canvas.write(text, row: 0, column: 0, limit: limit) == used)
        #expect(canvas.lines == [expected])
    }

    @Test("what is left of the canvas is cut off, and counts")
    func negativeColumns() {
        var canvas = canvas()
        #expect(canvas.write("abcd", row: 0, column: -2) == 4)
        #expect(canvas.lines == ["cd"])
        #expect(canvas.write("abcdefghijklmnop", row: 0, column: -5, limit: 8) == 8)
        #expect(canvas.lines == ["fgh"])
        #expect(canvas.write("ab", row: 0, column: -9) == 2)
        #expect(canvas.write("日本", row: 0, column: -1) == 4)
        #expect(canvas.lines == [" 本"])
    }

    @Test("text that ends at a column stands left of it")
    func endColumn() {
        var canvas = canvas()
        canvas.write("ab日", row: 0, endColumn: 6)
        #expect(canvas.lines == ["  ab日"])
        canvas.write("abcdefgh", row: 0, endColumn: 6)
        #expect(canvas.lines == ["cdefgh"])
    }

    @Test("control characters are drawn as stand-ins, in their role")
    func standIns() {
        var canvas = canvas()
        canvas.write("a\u{1B}b", row: 0, column: 0, role: .tag)
        #expect(canvas.lines == ["a␛b"])
        #expect((0..<3).map { canvas[0, $0].role } == [.tag, .standIn, .tag])
        var ascii = self.canvas(1, 6, .ascii)
        ascii.write("a\u{1B}é", row: 0, column: 0, role: .tag)
        #expect(ascii.lines == ["a^[?"])
    }

    @Test("a wide grapheme has two cells; one that loses a half is blank")
    func wide() {
        var canvas = canvas()
        canvas.write("日本語", row: 0, column: 0, role: .tag)
        #expect((0..<6).map { canvas[0, $0].isContinuation } == [false, true, false, true, false, true])
        #expect((0..<6).allSatisfy { canvas[0, $0].role == .tag })
        canvas.write("x", row: 0, column: 1)
        #expect(canvas.lines == [" x本語"])
        canvas.write("y", row: 0, column: 2)
        #expect(canvas.lines == [" xy 語"])
        #expect(!canvas[0, 3].isContinuation)
        canvas.write("本", row: 0, column: 3)
        #expect(canvas.lines == [" xy本"])
        #expect((0..<6).map { canvas[0, $0].isContinuation } == [false, false, false, false, true, false])
        canvas.write("日", row: 0, column: 5)
        #expect(canvas.lines == [" xy本"])
        canvas.write("本日", row: 0, column: 1)
        #expect(canvas.lines == [" 本日"])
    }

    @Test("a grapheme over the two halves of others leaves blanks beside it")
    func between() {
        var canvas = canvas()
        canvas.write("日本", row: 0, column: 0)
        canvas.write("語", row: 0, column: 1)
        #expect(canvas.lines == [" 語"])
        #expect((0..<6).map { canvas[0, $0].isContinuation } == [false, false, true, false, false, false])
    }

    @Test("a fill covers what is on the canvas of its rectangle, and no more")
    func fill() {
        var canvas = canvas(3, 6)
        canvas.write("日本語", row: 1, column: 0)
        canvas.fill(Rect(row: 1, column: 1, rows: 9, columns: 2), with: ".", role: .dialog, isSelected: true)
        #expect(canvas.lines == ["", " .. 語", " .."])
        #expect(canvas[2, 1] == Cell(character: ".", role: .dialog, isSelected: true, isContinuation: false))
        canvas.fill(Rect(row: -3, column: -3, rows: 4, columns: 4), with: "x")
        #expect(canvas.lines == ["x", " .. 語", " .."])
        for rect in [
            Rect(row: 5, column: 0, rows: 1, columns: 1), Rect(row: 0, column: 8, rows: 1, columns: 1),
            Rect(row: -9, column: -9, rows: 2, columns: 2), Rect(row: 0, column: 0, rows: 0, columns: 3),
        ] {
            canvas.fill(rect, with: "!")
        }
        #expect(canvas.lines == ["x", " .. 語", " .."])
    }

    @Test("boxes and rules", arguments: [(Charset.utf8, "┌─┐│└┘"), (.ascii, "+-+|++")])
    func lines(charset: Charset, shapes: String) {
        let shapes = Array(shapes)
        var canvas = canvas(3, 5, charset)
        canvas.box(canvas.bounds)
        let top = String([shapes[0], shapes[1], shapes[1], shapes[1], shapes[2]])
        let middle = "\(shapes[3])   \(shapes[3])"
        #expect(canvas.lines == [top, middle, String([shapes[4], shapes[1], shapes[1], shapes[1], shapes[5]])])
        #expect(canvas[0, 0].role == .border)
        canvas.rule(canvas.bounds.inset(rows: 1, columns: 1))
        #expect(canvas.lines[1] == "\(shapes[3])\(shapes[1])\(shapes[1])\(shapes[1])\(shapes[3])")
    }

    @Test("a box of two rows and columns is its corners; a smaller one is nothing")
    func smallBoxes() {
        var canvas = canvas(3, 5)
        canvas.box(Rect(row: 0, column: 0, rows: 1, columns: 5))
        canvas.box(Rect(row: 0, column: 0, rows: 3, columns: 1))
        #expect(canvas.lines == ["", "", ""])
        canvas.box(Rect(row: 0, column: 0, rows: 2, columns: 2))
        #expect(canvas.lines == ["┌┐", "└┘", ""])
        canvas.box(Rect(row: 1, column: 3, rows: 9, columns: 9))
        #expect(canvas.lines == ["┌┐", "└┘ ┌─", "   │"])
    }

    @Test("canvases that look alike are equal")
    func equality() {
        var (one, other) = (canvas(), canvas())
        one.write("a", row: 0, column: 0)
        #expect(one != other)
        other.write("a", row: 0, column: 0)
        #expect(one == other)
        other.cursor = Position(row: 0, column: 1)
        #expect(one != other)
    }

    @Test("every shape is one column wide, in UTF-8 and in ASCII", arguments: [Charset.utf8, .ascii])
    func glyphs(charset: Charset) {
        let glyphs = Glyphs(charset: charset)
        let shapes =
            [
                glyphs.horizontal, glyphs.vertical, glyphs.divider, glyphs.selectionBar, glyphs.crumb,
                glyphs.choiceLeft,
                glyphs.choiceRight, glyphs.pointer, glyphs.ellipsis, glyphs.none, glyphs.dash, glyphs.full, glyphs.half,
                glyphs.empty, glyphs.barred, glyphs.cross, glyphs.check, glyphs.barFull, glyphs.barEmpty,
                glyphs.barLeft,
                glyphs.barRight, glyphs.warning, glyphs.up, glyphs.down,
            ] + glyphs.corners
        for shape in shapes {
            let cells = Graphemes.drawn(String(shape), charset: charset)
            #expect(cells.map(\.columns) == [1])
            #expect(cells.map(\.isStandIn) == [false])
            if charset == .ascii { #expect(shape.isASCII) }
        }
        #expect(Graphemes.drawn(glyphs.enter, charset: charset).allSatisfy { !$0.isStandIn })
        // A status is told by its shape where there are no colours.
        #expect(Set([glyphs.full, glyphs.half, glyphs.empty, glyphs.barred, glyphs.cross]).count == 5)
    }
}
