package import Terminal

/// A line of text in several roles.
package struct StyledLine: Hashable, Sendable {
    /// A piece of the line in one role.
    package struct Span: Hashable, Sendable {
        let text: String
        let role: Role

        /// Creates a piece of text in a role.
        package init(_ text: String, role: Role = .text) {
            self.text = text
            self.role = role
        }
    }

    let spans: [Span]

    /// Creates a line of pieces.
    package init(_ spans: [Span]) { self.spans = spans }

    /// Creates a line in one role.
    package init(_ text: String = "", role: Role = .text) { spans = [Span(text, role: role)] }

    /// Returns the line indented by a number of columns.
    package func indented(by columns: Int) -> StyledLine {
        StyledLine([Span(String(repeating: " ", count: columns))] + spans)
    }

    /// Returns the width of the line, in columns.
    func columns(charset: Charset) -> Int {
        spans.reduce(0) { $0 + TextLayout.columns(of: $1.text, charset: charset) }
    }

    /// Draws as many lines as fit, with an ellipsis if there are more.
    ///
    /// - Parameters:
    ///   - lines: The lines to draw.
    ///   - canvas: The canvas to draw into.
    ///   - rect: The area to draw in.
    ///   - rest: The name of the key that shows the remaining lines; empty for none.
    package static func draw(_ lines: [StyledLine], into canvas: inout Canvas, in rect: Rect, rest: String = "") {
        for (offset, line) in lines.prefix(rect.rows).enumerated() {
            line.draw(into: &canvas, row: rect.row + offset, in: rect)
        }
        guard lines.count > rect.rows, !rect.isEmpty else { return }
        let used = lines[rect.rows - 1].columns(charset: canvas.glyphs.charset)
        let keyColumns = rest.isEmpty ? 0 : 1 + TextLayout.columns(of: rest, charset: canvas.glyphs.charset)
        let column = rect.column + max(0, min(used, rect.columns - 1 - keyColumns))
        canvas.write(canvas.glyphs.ellipsis, row: rect.endRow - 1, column: column, role: .dim)
        guard !rest.isEmpty else { return }
        canvas.write(" ", row: rect.endRow - 1, column: column + 1)
        canvas.write(rest, row: rect.endRow - 1, column: column + 2, role: .key, limit: rect.endColumn - column - 2)
    }

    /// Draws the line from the left edge of a rectangle's row.
    package func draw(into canvas: inout Canvas, row: Int, in rect: Rect, isSelected: Bool = false) {
        var column = rect.column
        for span in spans {
            let room = rect.endColumn - column
            guard room > 0 else { return }
            let text = TextLayout.truncated(span.text, to: room, glyphs: canvas.glyphs)
            column += canvas.write(
                text, row: row, column: column, role: span.role, limit: room, isSelected: isSelected)
        }
    }
}

/// Lines that can be scrolled.
package struct TextView: Sendable {
    private var top = 0
    private var rows = 1
    private var count = 0

    /// Creates a view that shows the first lines.
    package init() {}

    /// Scrolls; returns false if the key is not for scrolling.
    package mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .down, .character("j"): top += 1
        case .up, .character("k"): top -= 1
        case .pageDown, .character(" "): top += rows
        case .pageUp: top -= rows
        case .home, .character("g"): top = 0
        case .end, .character("G"): top = count
        default: return false
        }
        clamp()
        return true
    }

    /// Draws the visible lines, with marks at the right edge if there are more.
    package mutating func draw(_ lines: [StyledLine], into canvas: inout Canvas, in rect: Rect) {
        rows = max(1, rect.rows)
        count = lines.count
        clamp()
        for (offset, line) in lines.dropFirst(top).prefix(rect.rows).enumerated() {
            line.draw(into: &canvas, row: rect.row + offset, in: rect)
        }
        guard !rect.isEmpty else { return }
        if top > 0 { canvas.write(canvas.glyphs.up, row: rect.row, column: rect.endColumn - 1, role: .dim) }
        if top + rect.rows < lines.count {
            canvas.write(canvas.glyphs.down, row: rect.endRow - 1, column: rect.endColumn - 1, role: .dim)
        }
    }

    private mutating func clamp() {
        top = max(0, min(top, count - rows))
    }
}
