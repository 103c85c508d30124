import Terminal
import Testing

@testable import Widgets

@Suite("The list of choices")
struct ChoiceListTests {
    private func lines(
        _ choices: [String], count: Int? = nil, rows: Int = 3, columns: Int = 20, charset: Charset = .utf8
    ) -> [String] {
        let list = ChoiceList(choices, count: count ?? choices.count)
        let lines = list.lines(rows: rows, columns: columns, glyphs: Glyphs(charset: charset))
        return drawing(rows: rows, columns: columns, charset: charset) { canvas, rect in
            StyledLine.draw(lines, into: &canvas, in: rect)
        }.lines
    }

    @Test("choices stand in columns and are read downwards")
    func columns() {
        #expect(lines(["a"]) == ["a", "", ""])
        #expect(lines(["alpha", "b", "c", "delta", "e"]) == ["alpha  c      e", "b      delta", ""])
        #expect(lines(["one that is far too long", "b"]) == ["one that is far too…", "b", ""])
        #expect(lines(["日本語.raw", "日本.raw"], columns: 22) == ["日本語.raw  日本.raw", "", ""])
    }

    @Test("what there is no room for is counted")
    func counted() {
        let many = (1...30).map { "item\($0)" }
        #expect(lines(many, rows: 3) == ["item1   item3", "item2   item4", "+26 more"])
        #expect(lines(many, count: 1000, rows: 1) == ["+1000 more"])
        #expect(lines(many, count: 31, rows: 16).last == "+1 more")
        #expect(lines(many, rows: 15).last == "item15  item30")
        #expect(lines(["a", "b"], count: 3, rows: 1, columns: 1) == ["…"])
    }

    @Test("without room, or choices, there are no lines", arguments: [0, 1], [0, 1])
    func nothing(rows: Int, columns: Int) {
        let glyphs = Glyphs(charset: .utf8)
        #expect(ChoiceList([], count: 0).lines(rows: rows, columns: columns, glyphs: glyphs).isEmpty)
        #expect(ChoiceList(["a"], count: 1).lines(rows: rows, columns: columns, glyphs: glyphs).count == rows * columns)
    }

    @Test("choices that are hostile stay in their column")
    func hostile() {
        #expect(lines(["a\u{1B}[2Jb", "c"], columns: 14) == ["a␛[2Jb  c", "", ""])
        #expect(lines(["a\u{1B}b", "c"], columns: 12, charset: .ascii) == ["a^[b  c", "", ""])
    }
}
