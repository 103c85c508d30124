public import Terminal

/// One of a few values, or none.
public struct ChoiceField: Hashable, Sendable {
    /// The values in order; nil is “left alone”.
    public private(set) var options: [String?]
    /// The place of the chosen value in `options`.
    public private(set) var selected: Int
    /// Shown for the value nil.
    public var placeholder: String

    /// A choice among these values and none, with `value` chosen, whether or not it is one of them.
    public init(options: [String], value: String? = nil, placeholder: String) {
        self.options = [nil] + options
        self.placeholder = placeholder
        selected = 0
        choose(value)
    }

    /// The chosen value.
    public var value: String? { options[selected] }

    /// Chooses a value; one that is not offered becomes an option, so that nothing chosen earlier is lost.
    public mutating func choose(_ value: String?) {
        if let index = options.firstIndex(of: value) {
            selected = index
        } else {
            options.append(value)
            selected = options.count - 1
        }
    }

    /// Offers other values and keeps the chosen one.
    public mutating func offer(_ options: [String]) {
        let value = value
        self.options = [nil] + options
        choose(value)
    }

    /// Chooses, or answers false where the key is not for a choice.
    public mutating func handle(_ key: Key) -> Bool {
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

    /// Chooses the next value that begins with the letter.
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
    public func draw(into canvas: inout Canvas, in rect: Rect, isFocused: Bool) {
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
