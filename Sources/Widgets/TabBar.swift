public import Terminal

/// The names of several views on one line, that of the view in sight in brackets.
public struct TabBar: Sendable {
    private let titles: [String]
    private let selected: Int

    /// A bar of these names.
    public init(_ titles: [String], selected: Int) {
        self.titles = titles
        self.selected = selected
    }

    /// Draws the bar in the first row of a rectangle; the names stand closer where there is little room.
    public func draw(into canvas: inout Canvas, in rect: Rect) {
        guard !rect.isEmpty else { return }
        let widths = titles.map { TextLayout.columns(of: $0, charset: canvas.glyphs.charset) }
        // A space or a bracket between any two, and at both ends.
        let least = widths.reduce(1) { $0 + $1 + 1 }
        let spare = titles.count > 1 ? min(2, max(0, rect.columns - least) / (titles.count - 1)) : 0
        var column = rect.column
        for (index, title) in titles.enumerated() {
            let isSelected = index == selected
            let role: Role = isSelected ? .labelFocused : .dim
            if isSelected {
                canvas.write("[", row: rect.row, column: column, role: role, limit: rect.endColumn - column)
            }
            canvas.write(title, row: rect.row, column: column + 1, role: role, limit: rect.endColumn - column - 1)
            column += widths[index] + 1
            if isSelected {
                canvas.write("]", row: rect.row, column: column, role: role, limit: rect.endColumn - column)
            }
            column += spare
        }
    }
}
