package import Terminal

/// A question or a message in a box over the screen.
///
/// The first button must be the safe one: it has the focus initially, and Esc presses it.
package struct Dialog: Sendable {
    /// A button of a dialog.
    package struct Button: Sendable {
        let label: String
        let letter: Character

        /// Creates a button that can also be pressed by a letter.
        package init(_ label: String, letter: Character) {
            self.label = label
            self.letter = letter
        }
    }

    private let title: String
    /// The text, wrapped into lines. The screen wraps it again if the width changes.
    package var lines: [StyledLine]
    private let buttons: [Button]
    private var focus = 0
    private var view = TextView()

    /// Creates a dialog with at least one button.
    package init(title: String, text: [StyledLine], buttons: [Button]) {
        self.title = title
        lines = text
        self.buttons = buttons
    }

    /// Handles a key.
    ///
    /// - Returns: The index of the pressed button; nil if none was pressed.
    package mutating func handle(_ key: Key) -> Int? {
        switch key {
        case .escape, .control("c"): return 0
        case .enter: return focus
        case .left, .backTab: focus = (focus + buttons.count - 1) % buttons.count
        case .right, .tab: focus = (focus + 1) % buttons.count
        case .character(let letter):
            if let index = buttons.firstIndex(where: { String($0.letter) == letter.lowercased() }) { return index }
            _ = view.handle(key)
        default: _ = view.handle(key)
        }
        return nil
    }

    /// Returns the maximum width of a dialog's text on a canvas.
    package static func textColumns(on canvas: Canvas) -> Int { max(10, min(66, canvas.size.columns - 8)) }

    /// Returns the positions of the buttons, relative to the first one. They are in several rows if one has not enough room.
    private func places(columns room: Int, _ charset: Charset) -> [(row: Int, column: Int, columns: Int)] {
        var (row, column) = (0, 0)
        return buttons.map { button in
            let width = TextLayout.columns(of: button.label, charset: charset) + 4
            if column > 0, column + width > room { (row, column) = (row + 1, 0) }
            defer { column += width + 2 }
            return (row, column, width)
        }
    }

    /// Draws the dialog in the middle of a rectangle, as wide as its text. A long text scrolls.
    package mutating func draw(into canvas: inout Canvas, in rect: Rect) {
        let charset = canvas.glyphs.charset
        func columns(_ text: String) -> Int { TextLayout.columns(of: text, charset: charset) }
        let places = places(columns: rect.columns - 4, charset)
        let buttonColumns = places.map { $0.column + $0.columns }.max() ?? 0
        let buttonRows = (places.last?.row ?? 0) + 1
        let textColumns = lines.map { $0.columns(charset: charset) }.max() ?? 0
        let outer = rect.centred(
            rows: lines.count + 4 + buttonRows, columns: max(textColumns, buttonColumns, columns(title) + 2) + 4)
        canvas.fill(outer, role: .dialog)
        canvas.box(outer)
        let heading = TextLayout.truncated(title, to: outer.columns - 6, glyphs: canvas.glyphs)
        canvas.write(" \(heading) ", row: outer.row, column: outer.column + 2, role: .title, limit: outer.columns - 4)
        let inside = outer.inset(rows: 2, columns: 2)
        let shownRows = max(1, min(buttonRows, outer.rows - 3))
        // Use one column more than the text, for the marks that tell of lines above and below.
        view.draw(
            lines, into: &canvas,
            in: Rect(
                row: outer.row + 2, column: inside.column, rows: outer.rows - 4 - shownRows, columns: inside.columns + 1
            ))
        for (index, (button, place)) in zip(buttons, places).enumerated() where place.row < shownRows {
            let (row, column) = (outer.endRow - 1 - shownRows + place.row, inside.column + place.column)
            let role: Role = index == focus ? .buttonFocused : .button
            let width = canvas.write(
                "[ \(button.label) ]", row: row, column: column, role: role, limit: inside.endColumn - column)
            if index != focus, button.label.first == button.letter {
                canvas.write(
                    String(button.letter), row: row, column: column + 2, role: .key,
                    limit: inside.endColumn - column - 2)
            }
            canvas.mark(Rect(row: row, column: column, rows: 1, columns: width), as: .item(index))
        }
        canvas.cursor = nil
    }
}
