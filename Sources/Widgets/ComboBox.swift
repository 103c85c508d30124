public import Terminal

/// A line of text with values to choose from below it: typing narrows them down, and what is none of them may be taken too.
///
/// Without values it is a line of text. Where a name is to be found, typing comes first: a name that is part of another is not
/// taken for it.
public struct ComboBox: Hashable, Sendable {
    private var field: TextField
    private let values: [String]
    /// The value at the start, where it is none of the values.
    private let stranger: String?
    /// Whether what is typed is meant, unless the bar is moved to a value.
    private let prefersText: Bool
    /// The row under the bar; the row after the values is the text as it is typed.
    private var selected = 0
    private var top = 0

    /// A box with these values.
    ///
    /// - Parameters:
    ///   - current: the value now: under the bar, or the text where there are no values; empty for none.
    ///   - usual: the value that is under the bar where there is none now.
    ///   - placeholder: shown while there is no text.
    ///   - prefersText: whether what is typed is meant, unless the bar is moved to a value.
    public init(
        values: [String], current: String, usual: String? = nil, placeholder: String = "", prefersText: Bool = false
    ) {
        self.values = values
        self.prefersText = prefersText
        stranger = current.isEmpty || values.contains(current) ? nil : current
        // With values to choose from, a text would leave only itself of them.
        field = TextField(text: values.isEmpty ? current : "", placeholder: placeholder)
        selected = rows.firstIndex(of: current.isEmpty ? usual ?? "" : current) ?? first
    }

    /// What is typed.
    public var text: String { field.text }

    /// What Enter takes: the value under the bar, or the text.
    public var value: String { rows.indices.contains(selected) ? rows[selected] : field.text }

    /// The values that the text leaves, and the text itself where it is none of them.
    private var rows: [String] {
        guard !values.isEmpty else { return [] }
        let typed = field.text.lowercased()
        guard !typed.isEmpty else { return values + [stranger].compactMap(\.self) }
        let beginning = values.filter { $0.lowercased().hasPrefix(typed) }
        let within = values.filter { !$0.lowercased().hasPrefix(typed) && $0.lowercased().contains(typed) }
        let own = values.contains(field.text) ? [] : [field.text]
        return prefersText ? own + beginning + within : beginning + within + own
    }

    /// The row where the bar begins: none, where nothing is typed and what is typed is meant.
    private var first: Int { prefersText && field.text.isEmpty ? -1 : 0 }

    /// Rows that it would fill: the line, and what may be chosen.
    public var height: Int { 1 + (values.isEmpty ? 0 : values.count + 1) }

    /// Edits or moves, or answers false where the key is for neither.
    public mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .down where !values.isEmpty: selected = min(selected + 1, rows.count - 1)
        case .up where !values.isEmpty: selected = max(selected - 1, first)
        case .pageDown where !values.isEmpty: selected = min(selected + 8, rows.count - 1)
        case .pageUp where !values.isEmpty: selected = max(selected - 8, first)
        default:
            let before = field.text
            guard field.handle(key) else { return false }
            // The text itself is a row too, and the last one to be meant.
            let isValue = values.contains(field.text)
            if field.text != before { selected = isValue ? rows.firstIndex(of: field.text) ?? 0 : first }
        }
        return true
    }

    /// Moves the bar to a row.
    public mutating func select(_ row: Int) { selected = max(0, min(row, rows.count - 1)) }

    /// Draws the line in the first row, and the values around the bar below it.
    ///
    /// - Parameter role: of what lies between, for example a dialog's.
    public mutating func draw(into canvas: inout Canvas, in rect: Rect, role: Role = .text) {
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
