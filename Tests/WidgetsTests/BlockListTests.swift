import Terminal
import Testing

@testable import Widgets

@Suite("Rows of several lines")
struct BlockListTests {
    /// Ten rows; the third has three lines, the sixth a heading.
    private let blocks = (0..<10).map { index in
        BlockList.Block(
            heading: index == 5 ? [StyledLine(), StyledLine("heading", role: .heading)] : [],
            lines: (0..<(index == 2 ? 3 : 1)).map { StyledLine("row \(index).\($0)") })
    }
    /// One row that is higher than the list, between others.
    private let high = [1, 9, 1].enumerated().map { index, count in
        BlockList.Block(lines: (0..<count).map { StyledLine("row \(index).\($0)") })
    }

    private func canvas(_ list: inout BlockList, rows: Int = 5, _ blocks: [BlockList.Block]? = nil) -> Canvas {
        drawing(rows: rows, columns: 12) { canvas, rect in list.draw(blocks ?? self.blocks, into: &canvas, in: rect) }
    }

    @Test(
        "keys move the bar, and no further than the ends",
        arguments: [
            ([Key.down], 1), ([.character("j")], 1), ([.down, .up], 0), ([.character("k")], 0), ([.pageDown], 3),
            ([.character(" ")], 3), ([.end], 9), ([.character("G")], 9), ([.end, .pageUp], 5), ([.end, .home], 0),
            ([.end, .character("g")], 0), ([.end, .down, .up], 8), ([.pageDown, .pageDown, .pageDown, .pageDown], 9),
        ])
    func moving(keys: [Key], selected: Int) {
        var list = BlockList()
        _ = canvas(&list)
        for key in keys {
            let isTaken = list.handle(key)
            #expect(isTaken)
            _ = canvas(&list)
        }
        #expect(list.selected == selected)
        let bar = canvas(&list).lines.filter { $0.hasPrefix("▌") }
        #expect(bar.count == (selected == 2 ? 3 : 1))
        let isMarked = bar.allSatisfy { $0.hasPrefix("▌ row \(selected).") }
        #expect(isMarked)
    }

    @Test("other keys are left to others", arguments: [Key.enter, .left, .character("x"), .escape, .tab])
    func others(key: Key) {
        var list = BlockList()
        let isTaken = list.handle(key)
        #expect(!isTaken)
    }

    @Test("the bar covers all of a row's lines, and a heading comes into sight with its row")
    func lines() {
        var list = BlockList()
        #expect(canvas(&list).lines == ["▌ row 0.0", "  row 1.0", "  row 2.0", "  row 2.1", "  row 2.2  ↓"])
        list.select(2)
        #expect(canvas(&list).lines == ["  row 0.0", "  row 1.0", "▌ row 2.0", "▌ row 2.1", "▌ row 2.2  ↓"])
        list.select(5)
        #expect(canvas(&list).lines == ["  row 3.0  ↑", "  row 4.0", "", "  heading", "▌ row 5.0  ↓"])
        list.select(9)
        #expect(canvas(&list).lines == ["  row 5.0  ↑", "  row 6.0", "  row 7.0", "  row 8.0", "▌ row 9.0"])
        list.select(5)
        #expect(canvas(&list).lines.first == "           ↑")
    }

    @Test("a row that is higher than the list is scrolled through before the bar goes on")
    func highRow() {
        var list = BlockList()
        _ = canvas(&list, high)
        _ = list.handle(.down)
        #expect(canvas(&list, high).lines.first == "▌ row 1.0  ↑")
        for last in 5...8 {
            _ = list.handle(.down)
            #expect(canvas(&list, high).lines.last?.hasPrefix("▌ row 1.\(last)") == true)
        }
        _ = list.handle(.down)
        #expect(canvas(&list, high).lines == ["  row 1.5  ↑", "  row 1.6", "  row 1.7", "  row 1.8", "▌ row 2.0"])
        _ = list.handle(.up)
        #expect(canvas(&list, high).lines == ["▌ row 1.4  ↑", "▌ row 1.5", "▌ row 1.6", "▌ row 1.7", "▌ row 1.8  ↓"])
        _ = list.handle(.pageUp)
        #expect(canvas(&list, high).lines.first == "▌ row 1.0  ↑")
        _ = list.handle(.up)
        #expect(list.selected == 0)
    }

    @Test("fewer rows than before leave the bar on the last of them, and none is no harm")
    func fewer() {
        var list = BlockList()
        _ = canvas(&list)
        _ = list.handle(.end)
        #expect(canvas(&list, Array(blocks.prefix(2))).lines.prefix(2) == ["  row 0.0", "▌ row 1.0"])
        #expect(canvas(&list, []).lines == ["", "", "", "", ""])
        _ = list.handle(.pageDown)
        _ = list.handle(.pageUp)
        _ = list.handle(.end)
        #expect(canvas(&list).lines.first?.hasPrefix("▌ row 0.0") == true)
    }

    @Test("nothing leaves the rectangle", arguments: 0...4, [0, 1, 2, 9])
    func sizes(rows: Int, columns: Int) {
        for keys in [[Key](), [.down, .down], [.end]] {
            var list = BlockList()
            var canvas = framed(rows: rows, columns: columns) { list.draw(blocks, into: &$0, in: $1) }
            for key in keys { _ = list.handle(key) }
            canvas = framed(rows: rows, columns: columns) { list.draw(blocks, into: &$0, in: $1) }
            #expect(canvas.frameIsWhole)
        }
    }
}

@Suite("Tabs")
struct TabBarTests {
    private func draw(_ selected: Int, _ columns: Int) -> Canvas {
        framed(columns: columns) { TabBar(["1 One", "2 Two", "3 Three"], selected: selected).draw(into: &$0, in: $1) }
    }

    @Test("the one in sight is in brackets, and they stand apart where there is room")
    func brackets() {
        #expect(draw(0, 30).lines[1] == ".[1 One]  2 Two   3 Three      .")
        #expect(draw(1, 30).lines[1] == ". 1 One  [2 Two]  3 Three      .")
        #expect(draw(2, 22).lines[1] == ". 1 One 2 Two[3 Three] .")
    }

    @Test("nothing leaves the rectangle", arguments: 0...24, 0...2)
    func sizes(columns: Int, selected: Int) {
        #expect(draw(selected, columns).frameIsWhole)
    }
}
