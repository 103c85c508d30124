package import Terminal

/// The names of several views on one line, with the current one in brackets.
package struct TabBar: Sendable {
    private let titles: [String]
    private let selected: Int
    private let keys: [Key?]

    /// Creates a bar of names.
    ///
    /// - Parameters:
    ///   - titles: The names of the views.
    ///   - selected: The index of the current view.
    ///   - keys: The keys that show the views, which a click presses.
    package init(_ titles: [String], selected: Int, keys: [Key?] = []) {
        self.titles = titles
        self.selected = selected
        self.keys = keys
    }

    /// Draws the bar in the first row of a rectangle. The names move closer together if there is little room.
    package func draw(into canvas: inout Canvas, in rect: Rect) {
        guard !rect.isEmpty else { return }
        let widths = titles.map { TextLayout.columns(of: $0, charset: canvas.glyphs.charset) }
        // There is a space or a bracket between any two names, and at both ends.
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
            if keys.indices.contains(index), let key = keys[index] {
                let width = min(widths[index] + 2, rect.endColumn - column)
                canvas.mark(Rect(row: rect.row, column: column, rows: 1, columns: width), as: .key(key))
            }
            column += widths[index] + 1
            if isSelected {
                canvas.write("]", row: rect.row, column: column, role: role, limit: rect.endColumn - column)
            }
            column += spare
        }
    }
}
