public import Terminal

/// Keys and what they do, on one line; what there is no room for is left out, the last first.
public struct KeyHints: Sendable {
    private let hints: [(key: String, label: String)]

    /// Hints in the order of their importance.
    public init(_ hints: [(key: String, label: String)]) { self.hints = hints }

    /// Draws the line; the last hint (help) is kept whatever else has to go.
    public func draw(into canvas: inout Canvas, in rect: Rect) {
        guard let last = hints.last, !rect.isEmpty else { return }
        let room = rect.columns - width(last, canvas)
        var rest = rect.split(top: 1).top
        for hint in hints.dropLast() {
            let columns = width(hint, canvas) + Self.gap
            guard rect.columns - rest.columns + columns <= room else { break }
            draw(hint, into: &canvas, in: rest)
            rest = rest.split(left: columns).rest
        }
        draw(last, into: &canvas, in: rest)
    }

    /// Columns between two hints.
    private static let gap = 3

    private func width(_ hint: (key: String, label: String), _ canvas: Canvas) -> Int {
        TextLayout.columns(of: "\(hint.key) \(hint.label)", charset: canvas.glyphs.charset)
    }

    private func draw(_ hint: (key: String, label: String), into canvas: inout Canvas, in rest: Rect) {
        let used = canvas.write(hint.key, row: rest.row, column: rest.column, role: .key, limit: rest.columns) + 1
        canvas.write(
            hint.label, row: rest.row, column: rest.column + used, role: .keyLabel, limit: rest.columns - used)
    }
}
