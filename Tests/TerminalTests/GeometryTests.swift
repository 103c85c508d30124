import Testing

@testable import Terminal

@Suite("Rectangles")
struct GeometryTests {
    private let rect = Rect(row: 2, column: 3, rows: 10, columns: 20)

    @Test("a size that is negative counts as none")
    func negative() {
        let rect = Rect(row: 1, column: 1, rows: -2, columns: -3)
        #expect((rect.rows, rect.columns) == (0, 0))
        #expect(rect.isEmpty)
        #expect(Rect(row: 0, column: 0, rows: 1, columns: 0).isEmpty)
        #expect(!Rect(row: 0, column: 0, rows: 1, columns: 1).isEmpty)
    }

    @Test("a rectangle ends below and right of its last cell")
    func ends() {
        #expect((rect.endRow, rect.endColumn) == (12, 23))
        #expect(Rect(Size(rows: 4, columns: 5)) == Rect(row: 0, column: 0, rows: 4, columns: 5))
    }

    @Test("an inset takes from each side")
    func inset() {
        #expect(rect.inset(rows: 1, columns: 2) == Rect(row: 3, column: 5, rows: 8, columns: 16))
        #expect(rect.inset(columns: 1) == Rect(row: 2, column: 4, rows: 10, columns: 18))
        #expect(rect.inset(rows: 6).isEmpty)
    }

    @Test("a split gives as much as there is, and the rest", arguments: [-1, 0, 1, 9, 10, 11, 19, 20, 21, Int.max])
    func split(count: Int) {
        let rows = min(max(count, 0), 10)
        let (top, below) = rect.split(top: count)
        #expect(top == Rect(row: 2, column: 3, rows: rows, columns: 20))
        #expect(below == Rect(row: 2 + rows, column: 3, rows: 10 - rows, columns: 20))
        let columns = min(max(count, 0), 20)
        let (left, right) = rect.split(left: count)
        #expect(left == Rect(row: 2, column: 3, rows: 10, columns: columns))
        #expect(right == Rect(row: 2, column: 3 + columns, rows: 10, columns: 20 - columns))
    }

    @Test("what is centred is no larger than what it is in")
    func centred() {
        #expect(rect.centred(rows: 4, columns: 10) == Rect(row: 5, column: 8, rows: 4, columns: 10))
        #expect(rect.centred(rows: 99, columns: 99) == rect)
        #expect(rect.centred(rows: 3, columns: 3) == Rect(row: 5, column: 11, rows: 3, columns: 3))
        #expect(rect.centred(rows: 0, columns: 0).isEmpty)
    }
}
