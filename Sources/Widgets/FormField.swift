import Terminal

/// The widget of a form's field.
package enum FormField: Hashable, Sendable {
    case text(TextField)
    case choice(ChoiceField)
    case toggle(ToggleField)
    case chips(ChipField)
    /// A value that cannot be changed. It can have the focus like any other, so that a guide can explain why.
    case fixed(String)

    mutating func handle(_ key: Key) -> Bool {
        switch self {
        case .text(var field):
            defer { self = .text(field) }
            return field.handle(key)
        case .choice(var field):
            defer { self = .choice(field) }
            return field.handle(key)
        case .toggle(var field):
            defer { self = .toggle(field) }
            return field.handle(key)
        case .chips(var field):
            defer { self = .chips(field) }
            return field.handle(key)
        case .fixed: return false
        }
    }

    mutating func commit() {
        guard case .chips(var field) = self else { return }
        field.commit()
        self = .chips(field)
    }

    func draw(into canvas: inout Canvas, in rect: Rect, isFocused: Bool) {
        switch self {
        case .text(let field):
            // Brackets show where text can be typed, even without colours.
            guard rect.columns > 2 else { return }
            canvas.write("[", row: rect.row, column: rect.column, role: .border)
            canvas.write("]", row: rect.row, column: rect.endColumn - 1, role: .border)
            field.draw(into: &canvas, in: rect.inset(columns: 1), isFocused: isFocused)
        case .choice(let field): field.draw(into: &canvas, in: rect, isFocused: isFocused)
        case .toggle(let field): field.draw(into: &canvas, in: rect, isFocused: isFocused)
        case .chips(let field): field.draw(into: &canvas, in: rect, isFocused: isFocused)
        case .fixed(let text):
            let shown = TextLayout.truncated(text, to: rect.columns, glyphs: canvas.glyphs)
            canvas.write(shown, row: rect.row, column: rect.column, role: isFocused ? .fieldFocused : .placeholder)
        }
    }
}
