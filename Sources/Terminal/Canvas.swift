/// A cell of a canvas.
package struct Cell: Hashable, Sendable {
    /// The grapheme that is drawn; a space in the right half of a wide one.
    package var character: Character
    /// The meaning of the cell, which determines its colours.
    package var role: Role
    /// Whether it is part of the selection bar.
    package var isSelected: Bool
    /// Whether it is the right half of the wide grapheme to its left.
    package var isContinuation: Bool

    static let blank = Cell(character: " ", role: .text, isSelected: false, isContinuation: false)
}

/// A grid of cells that screens draw into. The terminal shows it, and a test prints it.
///
/// ```swift
/// var canvas = Canvas(size: Size(rows: 24, columns: 80), charset: .utf8)
/// canvas.write("gaze", row: 0, column: 0, role: .title)
/// ```
package struct Canvas: Hashable, Sendable {
    /// The size, in cells.
    package let size: Size
    /// The shapes to draw with.
    package let glyphs: Glyphs
    /// The position of the terminal's cursor; nil hides it.
    package var cursor: Position?
    private var cells: [Cell]
    /// The targets of clicks, the topmost last.
    var marks: [Mark] = []

    /// Creates a blank canvas.
    package init(size: Size, charset: Charset) {
        self.size = Size(rows: max(0, size.rows), columns: max(0, size.columns))
        glyphs = Glyphs(charset: charset)
        cells = Array(repeating: .blank, count: self.size.rows * self.size.columns)
    }

    /// The whole canvas.
    package var bounds: Rect { Rect(size) }

    /// The cell at a row and a column, which must be on the canvas.
    package subscript(row: Int, column: Int) -> Cell { cells[row * size.columns + column] }

    /// Writes text from a position to the right, sanitized, as far as there is room.
    ///
    /// - Parameters:
    ///   - text: The text, which may come from outside.
    ///   - row: The row to write in; nothing is written outside the canvas.
    ///   - column: The column of the first grapheme, which may be negative.
    ///   - role: The role of the cells.
    ///   - limit: The maximum number of columns; the text is cut at a grapheme.
    ///   - isSelected: Whether the cells are part of the selection bar.
    /// - Returns: The number of columns used.
    @discardableResult
    package mutating func write(
        _ text: String, row: Int, column: Int, role: Role = .text, limit: Int = .max, isSelected: Bool = false
    ) -> Int {
        guard row >= 0, row < size.rows else { return 0 }
        let end = limit < size.columns - column ? column + max(0, limit) : size.columns
        var position = column
        for grapheme in Graphemes.drawn(text, charset: glyphs.charset) {
            guard position + grapheme.columns <= end else { break }
            if position >= 0 {
                put(grapheme, row: row, column: position, role: role, isSelected: isSelected)
            } else if position + grapheme.columns > 0 {
                // Only the right half of a wide grapheme is on the canvas: show a space.
                put(.space, row: row, column: 0, role: role, isSelected: isSelected)
            }
            position += grapheme.columns
        }
        return max(0, position - column)
    }

    /// Writes a shape.
    package mutating func write(
        _ shape: Character, row: Int, column: Int, role: Role = .text, isSelected: Bool = false
    ) {
        write(String(shape), row: row, column: column, role: role, isSelected: isSelected)
    }

    /// Writes text that ends just before `endColumn`.
    package mutating func write(_ text: String, row: Int, endColumn: Int, role: Role = .text, isSelected: Bool = false)
    {
        let columns = TextLayout.columns(of: text, charset: glyphs.charset)
        write(text, row: row, column: endColumn - columns, role: role, isSelected: isSelected)
    }

    /// Fills a rectangle with one shape.
    package mutating func fill(_ rect: Rect, with shape: Character = " ", role: Role = .text, isSelected: Bool = false)
    {
        for row in max(0, rect.row)..<max(0, rect.row, min(size.rows, rect.endRow)) {
            for column in max(0, rect.column)..<max(0, rect.column, min(size.columns, rect.endColumn)) {
                let grapheme = DrawnGrapheme(character: shape, columns: 1, isStandIn: false)
                put(grapheme, row: row, column: column, role: role, isSelected: isSelected)
            }
        }
    }

    /// Draws the selection bar of a list over a whole row, with a shape at its start.
    package mutating func selectionBar(_ row: Rect) {
        fill(row, role: .selection, isSelected: true)
        write(glyphs.selectionBar, row: row.row, column: row.column, role: .selection, isSelected: true)
    }

    /// Draws a rule across a rectangle's first row.
    package mutating func rule(_ rect: Rect) {
        fill(rect.split(top: 1).top, with: glyphs.horizontal, role: .border)
    }

    /// Draws a box along a rectangle's edge.
    package mutating func box(_ rect: Rect, role: Role = .border) {
        guard rect.rows > 1, rect.columns > 1 else { return }
        let (bottom, right) = (rect.endRow - 1, rect.endColumn - 1)
        for row in [rect.row, bottom] {
            fill(
                Rect(row: row, column: rect.column, rows: 1, columns: rect.columns), with: glyphs.horizontal, role: role
            )
        }
        for column in [rect.column, right] {
            fill(
                Rect(row: rect.row + 1, column: column, rows: rect.rows - 2, columns: 1), with: glyphs.vertical,
                role: role)
        }
        for (corner, place) in zip(
            glyphs.corners, [(rect.row, rect.column), (rect.row, right), (bottom, rect.column), (bottom, right)])
        {
            write(corner, row: place.0, column: place.1, role: role)
        }
    }

    /// The rows as text without trailing spaces, for snapshot tests.
    package var lines: [String] {
        (0..<size.rows).map { row in
            var line = ""
            for column in 0..<size.columns where !self[row, column].isContinuation {
                line.append(self[row, column].character)
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    private mutating func put(
        _ grapheme: DrawnGrapheme, row: Int, column: Int, role: Role, isSelected: Bool
    ) {
        let index = row * size.columns + column
        breakWide(at: index, column: column)
        if grapheme.columns == 2 { breakWide(at: index + 1, column: column + 1) }
        let role = grapheme.isStandIn ? Role.standIn : role
        cells[index] = Cell(
            character: grapheme.character, role: role, isSelected: isSelected, isContinuation: false)
        if grapheme.columns == 2 {
            cells[index + 1] = Cell(character: " ", role: role, isSelected: isSelected, isContinuation: true)
        }
    }

    /// Blanks the other half of a wide grapheme before one half is overwritten.
    private mutating func breakWide(at index: Int, column: Int) {
        if cells[index].isContinuation, column > 0 { cells[index - 1].character = " " }
        if column + 1 < size.columns, cells[index + 1].isContinuation { cells[index + 1].isContinuation = false }
    }
}
