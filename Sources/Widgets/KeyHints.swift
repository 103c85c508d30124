public import Terminal

/// Keys and what they do, on one line; what there is no room for is left out, the last first.
public struct KeyHints: Sendable {
    private let hints: [(key: String, label: String)]

    /// Hints in the order of their importance.
    public init(_ hints: [(key: String, label: String)]) { self.hints = hints }

    /// Draws the line; the last hint (help) is kept whatever else has to go.
    public func draw(into canvas: inout Canvas, in rect: Rect) {
        guard let last = hints.last else { return }
        let room = rect.columns - width(last, canvas)
        var column = rect.column
        for hint in hints.dropLast() where column - rect.column + width(hint, canvas) <= room {
            column = draw(hint, into: &canvas, row: rect.row, column: column)
        }
        _ = draw(last, into: &canvas, row: rect.row, column: column)
    }

    private func width(_ hint: (key: String, label: String), _ canvas: Canvas) -> Int {
        TextLayout.columns(of: "\(hint.key) \(hint.label)   ", charset: canvas.glyphs.charset)
    }

    private func draw(_ hint: (key: String, label: String), into canvas: inout Canvas, row: Int, column: Int) -> Int {
        let keyColumns = canvas.write(hint.key, row: row, column: column, role: .key)
        let labelColumns = canvas.write(hint.label, row: row, column: column + keyColumns + 1, role: .keyLabel)
        return column + keyColumns + 1 + labelColumns + 3
    }
}
