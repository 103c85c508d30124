package import Terminal

/// Keys and what they do, on one line. If there is not room for all hints, the last ones are left out first.
package struct KeyHints: Sendable {
    private let hints: [(key: String, label: String)]
    private let kept: Set<Int>
    private let keys: [Key]

    /// Creates hints, ordered by importance.
    ///
    /// - Parameters:
    ///   - hints: The names of the keys and their labels.
    ///   - kept: The indices of the hints that are always shown; the last one always is.
    ///   - keys: The keys in the order of the hints. A click on a hint presses its key.
    package init(_ hints: [(key: String, label: String)], keeping kept: Set<Int> = [], keys: [Key] = []) {
        self.hints = hints
        self.keys = keys
        self.kept = kept.union([hints.count - 1])
    }

    /// Draws the line.
    package func draw(into canvas: inout Canvas, in rect: Rect) {
        guard !hints.isEmpty, !rect.isEmpty else { return }
        var rest = rect.split(top: 1).top
        for index in fitting(rect.columns, canvas) {
            draw(hints[index], into: &canvas, in: rest)
            if keys.indices.contains(index) {
                canvas.mark(rest.split(left: width(hints[index], canvas)).left, as: .key(keys[index]))
            }
            rest = rest.split(left: width(hints[index], canvas) + Self.gap).rest
        }
    }

    /// Returns the indices of the hints that fit, in order.
    private func fitting(_ columns: Int, _ canvas: Canvas) -> [Int] {
        var room = columns + Self.gap - kept.reduce(0) { $0 + width(hints[$1], canvas) + Self.gap }
        let others = hints.indices.filter { !kept.contains($0) }.prefix { index in
            room -= width(hints[index], canvas) + Self.gap
            return room >= 0
        }
        return hints.indices.filter { kept.contains($0) || others.contains($0) }
    }

    /// The number of columns between two hints.
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
