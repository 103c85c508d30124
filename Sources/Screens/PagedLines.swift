import Terminal
import Widgets

/// Lines beside a list, shown a page at a time. The last page is followed by the first.
struct PagedLines {
    private var page = 0
    private var pages = 1

    /// Whether there is more than one page.
    var hasMore: Bool { pages > 1 }

    /// Returns to the first page, for other lines.
    mutating func rewind() { page = 0 }

    /// Goes to the next page.
    mutating func turn() { page = (page + 1) % pages }

    /// Draws the page, with marks at the right edge if there is more above or below.
    mutating func draw(_ lines: [StyledLine], into canvas: inout Canvas, in rect: Rect) {
        guard !rect.isEmpty else { return }
        pages = max(1, (lines.count + rect.rows - 1) / rect.rows)
        page = min(page, pages - 1)
        for (offset, line) in lines.dropFirst(page * rect.rows).prefix(rect.rows).enumerated() {
            line.draw(into: &canvas, row: rect.row + offset, in: rect)
        }
        if page > 0 { canvas.write(canvas.glyphs.up, row: rect.row, column: rect.endColumn, role: .dim) }
        guard page + 1 < pages else { return }
        canvas.write(canvas.glyphs.down, row: rect.endRow - 1, column: rect.endColumn, role: .dim)
    }
}
