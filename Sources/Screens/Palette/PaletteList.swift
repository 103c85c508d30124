import Terminal
import Widgets

/// The rows above the command palette, one of which is selected.
struct PaletteList {
    /// The matching rows, the best first.
    var matches: [PaletteMatch] = [] { didSet { select(row) } }
    /// The index of the selected row.
    private(set) var row = 0
    private var top = 0

    /// The selected row; nil if there is none.
    var selected: PaletteMatch? { matches.indices.contains(row) ? matches[row] : nil }

    /// Selects a row.
    mutating func select(_ row: Int) { self.row = max(0, min(row, matches.count - 1)) }

    /// Moves the selection by a number of rows.
    mutating func move(by count: Int) { select(row + count) }

    mutating func draw(into canvas: inout Canvas, in rect: Rect) {
        guard !rect.isEmpty else { return }
        top = max(0, min(top, row, matches.count - rect.rows))
        top = max(top, row + 1 - rect.rows)
        let charset = canvas.glyphs.charset
        let rows = matches.dropFirst(top).prefix(rect.rows)
        let widest = rows.map { TextLayout.columns(of: $0.entry.title, charset: charset) }.max() ?? 0
        for (offset, match) in rows.enumerated() {
            let line = Rect(row: rect.row + offset, column: rect.column, rows: 1, columns: rect.columns)
            canvas.mark(line, as: .item(top + offset))
            draw(match, isSelected: top + offset == row, columns: widest, into: &canvas, in: line)
        }
        if top > 0 { canvas.write(canvas.glyphs.up, row: rect.row, column: rect.endColumn - 1, role: .dim) }
        if top + rect.rows < matches.count {
            canvas.write(canvas.glyphs.down, row: rect.endRow - 1, column: rect.endColumn - 1, role: .dim)
        }
    }

    /// - Parameter columns: The width of the widest visible title.
    private func draw(
        _ match: PaletteMatch, isSelected: Bool, columns: Int, into canvas: inout Canvas, in line: Rect
    ) {
        if isSelected { canvas.selectionBar(line) }
        let entry = match.entry
        let key = entry.key.map { $0 == .enter ? canvas.glyphs.enter : $0.name } ?? ""
        canvas.write(
            key, row: line.row, endColumn: line.endColumn - 2, role: entry.isAvailable ? .key : .dim,
            isSelected: isSelected)
        let keyColumns = key.isEmpty ? 0 : TextLayout.columns(of: key, charset: canvas.glyphs.charset) + 2
        let inside = line.split(left: line.columns - 2 - keyColumns).left.split(left: 2).rest
        let (title, rest) = inside.split(left: min(columns, inside.columns * 3 / 5))
        Self.styled(entry.title, match.inTitle, role: entry.isAvailable ? .text : .dim)
            .draw(into: &canvas, row: line.row, in: title, isSelected: isSelected)
        Self.styled(entry.meaning, match.inMeaning, role: .dim)
            .draw(into: &canvas, row: line.row, in: rest.split(left: 2).rest, isSelected: isSelected)
    }

    /// Returns a text with the matched characters highlighted.
    private static func styled(_ text: String, _ typed: Set<Int>, role: Role) -> StyledLine {
        var spans: [(text: String, isTyped: Bool)] = []
        for (index, character) in text.enumerated() {
            let isTyped = typed.contains(index)
            if spans.last?.isTyped != isTyped { spans.append(("", isTyped)) }
            spans[spans.count - 1].text.append(character)
        }
        return StyledLine(spans.map { .init($0.text, role: $0.isTyped ? .key : role) })
    }
}
