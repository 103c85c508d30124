package import Terminal

/// A toggle of yes, no, or not set.
package struct ToggleField: Hashable, Sendable {
    /// The value; nil if it is not set.
    package var value: Bool?

    /// Creates a toggle with a value.
    package init(value: Bool? = nil) { self.value = value }

    /// Changes the value; returns false if the key is not for a toggle.
    package mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .character(" "), .left, .right: value = !(value ?? false)
        case .character("y"), .character("x"): value = true
        case .character("n"): value = false
        case .backspace, .delete: value = nil
        default: return false
        }
        return true
    }

    /// Draws a checkbox and the word for its value in the first row of the rectangle.
    package func draw(into canvas: inout Canvas, in rect: Rect, isFocused: Bool) {
        let line = rect.split(top: 1).top
        guard !line.isEmpty else { return }
        let role: Role = isFocused ? .fieldFocused : value == nil ? .placeholder : .field
        let text =
            switch value {
            case nil: "[ ]"
            case false: "[ ] no"
            case true: "[x] yes"
            }
        canvas.write(text, row: line.row, column: line.column, role: role, limit: line.columns)
        if isFocused { canvas.cursor = Position(row: line.row, column: min(line.column + 1, line.endColumn - 1)) }
    }
}
