public import Terminal

/// Yes, no, or left alone.
public struct ToggleField: Hashable, Sendable {
    /// The value; nil while it is left alone.
    public var value: Bool?

    /// A toggle with this value.
    public init(value: Bool? = nil) { self.value = value }

    /// Changes the value, or answers false where the key is not for a toggle.
    public mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .character(" "), .left, .right: value = !(value ?? false)
        case .character("y"), .character("x"): value = true
        case .character("n"): value = false
        case .backspace, .delete: value = nil
        default: return false
        }
        return true
    }

    /// Draws a box with a cross or none, and the word, in the first row of the rectangle.
    public func draw(into canvas: inout Canvas, in rect: Rect, isFocused: Bool) {
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
