import Terminal
import Testing

@testable import Widgets

@Suite("The table")
struct TableTests {
    private let columns: [Table.Column] = [
        .init("NAME", columns: 8, priority: 0), .init("STATUS", columns: 8, priority: 1),
        .init("SIZE", columns: 6, isRightAligned: true, priority: 2), .init("UPDATED", columns: 9, priority: 3),
    ]

    private func cells(_ row: Int) -> [Table.Cell] {
        [.init("image-\(row)"), .init("active", role: .statusActive), .init("\(row) MiB"), .init("today", role: .dim)]
    }

    private func canvas(_ table: inout Table, rows: Int = 4, columns: Int = 40, count: Int) -> Canvas {
        drawing(rows: rows, columns: columns) { canvas, rect in
            table.draw(into: &canvas, in: rect, count: count, cells: cells)
        }
    }

    @Test("titles stand over the rows, numbers at the right, and the first column takes what is left")
    func drawingAll() {
        var table = Table(columns: columns)
        let canvas = canvas(&table, count: 2)
        #expect(
            canvas.lines == [
                "  NAME       STATUS      SIZE  UPDATED", "▌ image-0    active     0 MiB  today",
                "  image-1    active     1 MiB  today", "",
            ])
        #expect(canvas.text(.heading).contains("NAME"))
        #expect((0..<40).allSatisfy { canvas[1, $0].isSelected && !canvas[2, $0].isSelected })
        #expect(canvas[1, 13].role == .statusActive)
        #expect(canvas.cursor == nil)
    }

    @Test(
        "a first column whose width is chosen takes no more, and less only where there is no room",
        arguments: [40, 9])
    func fixed(columns: Int) {
        var table = Table(columns: [
            .init("NAME", columns: 10, isFixed: true, priority: 0), .init("STATUS", columns: 8, priority: 1),
        ])
        let canvas = drawing(rows: 2, columns: columns) { canvas, rect in
            table.draw(into: &canvas, in: rect, count: 1) { _ in [.init("image-with-a-name"), .init("active")] }
        }
        #expect(canvas.lines[1] == (columns == 40 ? "▌ image-wit…  active" : "▌ image-…"))
    }

    @Test("rows that are to be looked at only have no bar")
    func withoutBar() {
        var table = Table(columns: columns)
        let canvas = drawing(rows: 3, columns: 40) { canvas, rect in
            table.draw(into: &canvas, in: rect, count: 2, hasBar: false, cells: cells)
        }
        #expect(canvas.lines[1] == "  image-0    active     0 MiB  today")
        #expect((0..<40).allSatisfy { !canvas[1, $0].isSelected && !canvas[2, $0].isSelected })
    }

    @Test(
        "where there is not room for all columns, the least important go first",
        arguments: [
            (39, "  NAME      STATUS      SIZE  UPDATED"), (38, "  NAME                STATUS      SIZE"),
            (28, "  NAME      STATUS      SIZE"), (27, "  NAME             STATUS"), (20, "  NAME      STATUS"),
            (19, "  NAME"), (10, "  NAME"), (5, "  NA…"), (3, "  …"), (2, ""), (1, ""),
        ])
    func priorities(columns: Int, heading: String) {
        var table = Table(columns: self.columns)
        #expect(canvas(&table, columns: columns, count: 1).lines[0] == heading)
    }

    @Test(
        "a column that is wider than there is room for goes alone; what the rows are ordered by is told only where it is seen"
    )
    func tooWide() {
        var table = Table(columns: [
            .init("NAME", columns: 8, priority: 0), .init("OWNER", columns: 90, priority: 1),
            .init("SIZE", columns: 6, isRightAligned: true, priority: 2),
        ])
        table.order = (1, true)
        let canvas = drawing(rows: 2, columns: 30) { canvas, rect in
            table.draw(into: &canvas, in: rect, count: 1) { _ in [.init("a"), .init("b"), .init("c")] }
        }
        #expect(canvas.lines[0] == "  NAME                    SIZE")
        #expect(!table.isOrderShown)
        table.order = (2, true)
        _ = drawing(rows: 2, columns: 30) { canvas, rect in
            table.draw(into: &canvas, in: rect, count: 1) { _ in [.init("a"), .init("b"), .init("c")] }
        }
        #expect(table.isOrderShown)
    }

    @Test("a text that is too long for its column is cut there; wide ones too")
    func longTexts() {
        var table = Table(columns: [
            .init("A", columns: 5, priority: 0), .init("B", columns: 4, isRightAligned: true, priority: 1),
        ])
        let canvas = drawing(rows: 2, columns: 13) { canvas, rect in
            table.draw(into: &canvas, in: rect, count: 1) { _ in [.init("日本語"), .init("12345")] }
        }
        #expect(canvas.lines == ["  A         B", "▌ 日本…  123…"])
    }

    @Test(
        "keys move the bar, and no further than the ends",
        arguments: [
            ([Key.down], 1), ([.character("j"), .character("j")], 2), ([.down, .up], 0), ([.up], 0),
            ([.character("k")], 0),
            ([.end], 99), ([.character("G")], 99), ([.end, .down], 99), ([.end, .home], 0),
            ([.end, .character("g")], 0),
            ([.pageDown], 4), ([.pageDown, .pageDown], 8), ([.pageDown, .pageUp], 0), ([.end, .pageUp], 95),
            ([.end, .pageDown], 99), ([.pageUp], 0),
        ])
    func moving(keys: [Key], expected: Int) {
        var table = Table(columns: columns)
        for key in keys {
            _ = canvas(&table, rows: 6, count: 100)
            let isTaken = table.handle(key, count: 100)
            #expect(isTaken)
        }
        #expect(table.selected == expected)
        _ = canvas(&table, rows: 6, count: 100)
        #expect(table.selected == expected)
        #expect(table.visible.contains(expected))
        #expect(table.visible.count == 5)
    }

    @Test(
        "other keys are left to others", arguments: [Key.enter, .character("x"), .tab, .left, .control("r"), .escape])
    func others(key: Key) {
        var table = Table(columns: columns)
        let isTaken = table.handle(key, count: 3)
        #expect(!isTaken)
    }

    @Test("the rows move only as far as the bar needs")
    func scrolling() {
        var table = Table(columns: columns)
        var tops: [Int] = []
        for key in [Key.down, .down, .down, .down, .up, .up, .up, .up] {
            _ = table.handle(key, count: 9)
            _ = canvas(&table, rows: 4, count: 9)
            tops.append(table.visible.lowerBound)
        }
        #expect(tops == [0, 0, 1, 2, 2, 2, 1, 0])
    }

    @Test(
        "the row under the bar stays on its line when others come before it, and the first row in sight",
        arguments: [
            // The row before and the first one in sight, and both after.
            (20, 15, 120, 115), (20, 15, 10, 5), (20, 15, 3, 0), (5, 0, 6, 0), (9, 0, 9, 0), (9, 0, 10, 1),
            (5, 0, 105, 100), (99, 90, 149, 140), (20, 15, 149, 140),
        ])
    func following(row: Int, top: Int, newRow: Int, newTop: Int) {
        var table = Table(columns: columns)
        // From below, the row at the top of the table is the one that is gone to.
        table.select(99)
        _ = canvas(&table, rows: 11, count: 100)
        for target in [top, row] {
            table.select(target)
            _ = canvas(&table, rows: 11, count: 100)
        }
        #expect(table.visible.lowerBound == top)
        table.follow(newRow)
        _ = canvas(&table, rows: 11, count: 150)
        #expect(table.selected == newRow)
        #expect(table.visible.lowerBound == newTop)
    }

    @Test("rows are asked for as they are drawn: a thousand million cost what a screen does")
    func manyRows() {
        var table = Table(columns: columns)
        var asked: [Int] = []
        let count = 1_000_000_000
        table.select(500_000_000)
        for key in [Key.down, .pageDown, .end, .up] {
            _ = table.handle(key, count: count)
            asked = []
            _ = drawing(rows: 24, columns: 80) { canvas, rect in
                table.draw(into: &canvas, in: rect, count: count) { row in
                    asked.append(row)
                    return cells(row)
                }
            }
            #expect(asked == Array(table.visible))
            #expect(asked.count == 23)
        }
        #expect(table.selected == count - 2)
    }

    @Test("fewer rows than before bring the bar to the last, and fill the screen")
    func fewerRows() {
        var table = Table(columns: columns)
        table.select(99)
        _ = canvas(&table, rows: 11, count: 100)
        #expect(table.visible == 90..<100)
        _ = canvas(&table, rows: 11, count: 15)
        #expect(table.selected == 14)
        #expect(table.visible == 5..<15)
        _ = canvas(&table, rows: 11, count: 3)
        #expect(table.visible == 0..<3)
        _ = canvas(&table, rows: 11, count: 0)
        #expect(table.selected == 0)
        #expect(table.visible.isEmpty)
        table.select(-4)
        #expect(table.selected == 0)
    }

    @Test("the column that rows are ordered by has a mark that tells the direction")
    func order() {
        var table = Table(columns: columns)
        table.order = (2, true)
        #expect(canvas(&table, count: 0).lines[0] == "  NAME       STATUS    SIZE ↑  UPDATED")
        table.order = (0, false)
        #expect(canvas(&table, count: 0).lines[0] == "  NAME ↓     STATUS      SIZE  UPDATED")
        table.order = nil
        #expect(canvas(&table, count: 0).lines[0] == "  NAME       STATUS      SIZE  UPDATED")
    }

    @Test("without rows, keys do no harm", arguments: [Key.down, .up, .end, .home, .pageUp, .pageDown])
    func noRows(key: Key) {
        var table = Table(columns: columns)
        _ = table.handle(key, count: 0)
        #expect(canvas(&table, count: 0).lines == ["  NAME       STATUS      SIZE  UPDATED", "", "", ""])
        #expect(table.selected == 0)
    }

    @Test(
        "at every size nothing leaves the rectangle, and the bar is in sight", arguments: 0...4,
        [0, 1, 2, 3, 10, 20, 40])
    func sizes(rows: Int, columns: Int) {
        for (count, selected) in [(0, 0), (1, 0), (50, 0), (50, 25), (50, 49), (50, 99)] {
            var table = Table(columns: self.columns)
            table.select(selected)
            let canvas = framed(rows: rows, columns: columns) { canvas, rect in
                table.draw(into: &canvas, in: rect, count: count, cells: cells)
            }
            #expect(canvas.frameIsWhole)
            #expect(table.visible.count == min(count, max(0, rows - 1)))
            if rows > 1, count > 0 { #expect(table.visible.contains(table.selected)) }
        }
    }
}
