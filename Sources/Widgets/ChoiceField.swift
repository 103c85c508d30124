package import Terminal

/// A choice of one value, or none.
package struct ChoiceField: Hashable, Sendable {
    /// The values, in order; nil means not set.
    package private(set) var options: [String?]
    /// The index of the chosen value in `options`.
    package private(set) var selected: Int
    /// The text shown for nil.
    package var placeholder: String

    /// Creates a choice among values or none, with `value` chosen, even if it is not among them.
    package init(options: [String], value: String? = nil, placeholder: String) {
        self.options = [nil] + options
        self.placeholder = placeholder
        selected = 0
        choose(value)
    }

    /// The chosen value; nil if it is not set.
    package var value: String? { options[selected] }

    /// Chooses a value. If it is not among the options, it is added to them, so that earlier choices are never lost.
    package mutating func choose(_ value: String?) {
        if let index = options.firstIndex(of: value) {
            selected = index
        } else {
            options.append(value)
            selected = options.count - 1
        }
    }

    /// Replaces the options, and keeps the chosen value.
    package mutating func offer(_ options: [String]) {
        let value = value
        self.options = [nil] + options
        choose(value)
    }

    /// Changes the choice; returns false if the key is not for it.
    package mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .right, .character(" "): selected = (selected + 1) % options.count
        case .left: selected = (selected + options.count - 1) % options.count
        case .home: selected = 0
        case .end: selected = options.count - 1
        case .backspace, .delete: selected = 0
        case .character(let letter): return jump(to: letter)
        case .paste(let text):
            guard let index = options.firstIndex(of: text.trimmingWhitespace()) else { return false }
            selected = index
        default: return false
        }
        return true
    }

    /// Chooses the next value that begins with a letter; returns false if there is none.
    private mutating func jump(to letter: Character) -> Bool {
        let order = (1...options.count).map { (selected + $0) % options.count }
        let wanted = letter.lowercased()
        guard let next = order.first(where: { options[$0]?.lowercased().hasPrefix(wanted) == true }) else {
            return false
        }
        selected = next
        return true
    }

    /// Draws the value between marks in the first row of the rectangle.
    package func draw(into canvas: inout Canvas, in rect: Rect, isFocused: Bool) {
        let line = rect.split(top: 1).top
        guard line.columns > 4 else { return }
        let role: Role = isFocused ? .fieldFocused : value == nil ? .placeholder : .field
        let text = TextLayout.truncated(value ?? placeholder, to: line.columns - 4, glyphs: canvas.glyphs)
        let marked = "\(canvas.glyphs.choiceLeft) \(text) \(canvas.glyphs.choiceRight)"
        canvas.write(marked, row: line.row, column: line.column, role: role, limit: line.columns)
        if isFocused { canvas.cursor = Position(row: line.row, column: line.column + 2) }
    }
}

extension String {
    func trimmingWhitespace() -> String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
