package import Terminal

/// A text field with values to choose from below it. Typing narrows them down; a text that is none of them can be entered too.
///
/// Without values it is a text field. To enter names, let the typed text take precedence, so that a name that is part of
/// another is not mistaken for it.
package struct ComboBox: Hashable, Sendable {
    private var field: TextField
    private let values: [String]
    /// The initial value, if it is not among the values.
    private let stranger: String?
    /// Whether the typed text takes precedence over the values, until one is selected.
    private let prefersText: Bool
    /// The index of the selected row; -1 if none is.
    private var selected = 0
    private var top = 0

    /// Creates a box of values.
    ///
    /// - Parameters:
    ///   - values: The values to choose from.
    ///   - current: The current value, which is selected, or which is the text if there are no values; empty for none.
    ///   - usual: The value to select if there is no current one.
    ///   - placeholder: The text shown in the empty field.
    ///   - prefersText: Whether the typed text takes precedence over the values, until one is selected.
    package init(
        values: [String], current: String, usual: String? = nil, placeholder: String = "", prefersText: Bool = false
    ) {
        self.values = values
        self.prefersText = prefersText
        stranger = current.isEmpty || values.contains(current) ? nil : current
        // If there are values, leave the field empty: a text would narrow them down to itself.
        field = TextField(text: values.isEmpty ? current : "", placeholder: placeholder)
        selected = rows.firstIndex(of: current.isEmpty ? usual ?? "" : current) ?? first
    }

    /// The typed text.
    package var text: String { field.text }

    /// The value that Enter takes: the selected one, or the text.
    package var value: String { rows.indices.contains(selected) ? rows[selected] : field.text }

    /// The values that match the text, and the text itself if it is not one of them.
    private var rows: [String] {
        guard !values.isEmpty else { return [] }
        let typed = field.text.lowercased()
        guard !typed.isEmpty else { return values + [stranger].compactMap(\.self) }
        let beginning = values.filter { $0.lowercased().hasPrefix(typed) }
        let within = values.filter { !$0.lowercased().hasPrefix(typed) && $0.lowercased().contains(typed) }
        let own = values.contains(field.text) ? [] : [field.text]
        return prefersText ? own + beginning + within : beginning + within + own
    }

    /// The row that is selected first; -1 if the text takes precedence and is empty.
    private var first: Int { prefersText && field.text.isEmpty ? -1 : 0 }

    /// The number of rows for the field and all choices.
    package var height: Int { 1 + (values.isEmpty ? 0 : values.count + 1) }

    /// Edits the text or moves the selection; returns false if the key is for neither.
    package mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .down where !values.isEmpty: selected = min(selected + 1, rows.count - 1)
        case .up where !values.isEmpty: selected = max(selected - 1, first)
        case .pageDown where !values.isEmpty: selected = min(selected + 8, rows.count - 1)
        case .pageUp where !values.isEmpty: selected = max(selected - 8, first)
        default:
            let before = field.text
            guard field.handle(key) else { return false }
            // Select the value that equals the text, or else the first row.
            let isValue = values.contains(field.text)
            if field.text != before { selected = isValue ? rows.firstIndex(of: field.text) ?? 0 : first }
        }
        return true
    }

    /// Selects a row.
    package mutating func select(_ row: Int) { selected = max(0, min(row, rows.count - 1)) }

    /// Draws the field in the first row, and the values around the selection below it.
    ///
    /// - Parameters:
    ///   - canvas: The canvas to draw into.
    ///   - rect: The area of the box.
    ///   - role: The role of the values, such as a dialog's.
    package mutating func draw(into canvas: inout Canvas, in rect: Rect, role: Role = .text) {
        let (line, list) = rect.split(top: 1)
        guard line.columns > 2 else { return }
        canvas.write("[", row: line.row, column: line.column, role: .border)
        canvas.write("]", row: line.row, column: line.endColumn - 1, role: .border)
        field.draw(into: &canvas, in: line.inset(columns: 1), isFocused: true)
        let rows = rows
        guard !rows.isEmpty, !list.isEmpty else { return }
        top = max(0, min(top, selected, rows.count - list.rows))
        top = max(top, selected + 1 - list.rows)
        for (offset, value) in rows.dropFirst(top).prefix(list.rows).enumerated() {
            let (row, isSelected) = (list.row + offset, top + offset == selected)
            let bar = Rect(row: row, column: list.column, rows: 1, columns: list.columns)
            canvas.mark(bar, as: .item(top + offset))
            if isSelected { canvas.selectionBar(bar) }
            let isTyped = !values.contains(value)
            let text = TextLayout.truncated(value, to: list.columns - 3, glyphs: canvas.glyphs)
            let used = canvas.write(
                text, row: row, column: list.column + 2, role: isTyped ? .dim : role, isSelected: isSelected)
            if isTyped, value.count + 14 < list.columns {
                canvas.write(
                    " (as typed)", row: row, column: list.column + 2 + used, role: .dim, isSelected: isSelected)
            }
        }
        if top > 0 { canvas.write(canvas.glyphs.up, row: list.row, column: list.endColumn - 1, role: .dim) }
        if top + list.rows < rows.count {
            canvas.write(canvas.glyphs.down, row: list.endRow - 1, column: list.endColumn - 1, role: .dim)
        }
    }
}
