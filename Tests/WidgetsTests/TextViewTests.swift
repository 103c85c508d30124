import Terminal
import Testing

@testable import Widgets

@Suite("Text that scrolls")
struct TextViewTests {
    private let lines = (0..<10).map { StyledLine("line \($0)") }

    private func canvas(_ view: inout TextView, rows: Int = 4, columns: Int = 10, _ lines: [StyledLine]? = nil)
        -> Canvas
    {
        drawing(rows: rows, columns: columns) { canvas, rect in view.draw(lines ?? self.lines, into: &canvas, in: rect)
        }
    }

    @Test(
        "keys scroll, and no further than the ends",
        arguments: [
            ([Key.down], 1), ([.character("j")], 1), ([.down, .up], 0), ([.character("k")], 0), ([.pageDown], 4),
            ([.character(" ")], 4), ([.pageDown, .pageDown, .pageDown], 6), ([.end], 6), ([.character("G")], 6),
            ([.end, .pageUp], 2), ([.end, .home], 0), ([.end, .character("g")], 0), ([.end, .down, .up], 5),
        ])
    func scrolling(keys: [Key], top: Int) {
        var view = TextView()
        _ = canvas(&view)
        for key in keys {
            let isTaken = view.handle(key)
            #expect(isTaken)
        }
        #expect(canvas(&view).lines[0].hasPrefix("line \(top)"))
    }

    @Test("other keys are left to others", arguments: [Key.enter, .left, .character("x"), .escape, .tab])
    func others(key: Key) {
        var view = TextView()
        let isTaken = view.handle(key)
        #expect(!isTaken)
    }

    @Test("marks at the right tell that there is more above and below")
    func marks() {
        var view = TextView()
        #expect(canvas(&view).lines == ["line 0", "line 1", "line 2", "line 3   ↓"])
        _ = view.handle(.down)
        #expect(canvas(&view).lines == ["line 1   ↑", "line 2", "line 3", "line 4   ↓"])
        _ = view.handle(.end)
        #expect(canvas(&view).lines == ["line 6   ↑", "line 7", "line 8", "line 9"])
        #expect(canvas(&view, Array(lines.prefix(4))).lines == ["line 0", "line 1", "line 2", "line 3"])
    }

    @Test("fewer lines than before are shown from where there are any")
    func fewerLines() {
        var view = TextView()
        _ = canvas(&view)
        _ = view.handle(.end)
        #expect(canvas(&view, Array(lines.prefix(5))).lines[0].hasPrefix("line 1"))
        #expect(canvas(&view, []).lines == ["", "", "", ""])
        #expect(canvas(&view).lines[0] == "line 0")
    }

    @Test("nothing leaves the rectangle", arguments: 0...3, [0, 1, 5])
    func sizes(rows: Int, columns: Int) {
        for keys in [[Key](), [.down], [.end]] {
            var view = TextView()
            var canvas = framed(rows: rows, columns: columns) { view.draw(lines, into: &$0, in: $1) }
            for key in keys { _ = view.handle(key) }
            canvas = framed(rows: rows, columns: columns) { view.draw(lines, into: &$0, in: $1) }
            #expect(canvas.frameIsWhole)
        }
    }

    @Test("a line's pieces follow each other in their roles, and the one that reaches the edge is cut")
    func spans() {
        let line = StyledLine([.init("id  ", role: .label), .init("日本語", role: .code), .init("!", role: .error)])
        func draw(_ columns: Int) -> Canvas {
            framed(columns: columns) { canvas, rect in line.draw(into: &canvas, row: rect.row, in: rect) }
        }
        #expect(draw(12).lines[1] == ".id  日本語! .")
        #expect(draw(12)[1, 5].role == .code)
        #expect(draw(9).lines[1] == ".id  日本….")
        #expect(draw(4).lines[1] == ".id  .")
        for columns in 0...12 { #expect(draw(columns).frameIsWhole) }
    }
}
