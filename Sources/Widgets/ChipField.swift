public import Terminal

/// A list of short texts, each in a box, and a line to type the next one: tags, or `key=value` properties.
///
/// Enter (or a separator) puts what is typed into the list; Backspace in the empty line takes the last one back for
/// editing; the arrows go to a box, where Enter edits it and Delete removes it. A paste of many lines adds many.
public struct ChipField: Hashable, Sendable {
    /// The texts in the list.
    public private(set) var chips: [String]
    /// Characters that end a text as Enter does.
    private let separators: Set<Character>
    private var input: TextField
    /// The box that the cursor is on; nil while it is in the line.
    private var selected: Int?

    /// A list with these texts.
    public init(chips: [String] = [], separators: Set<Character> = [], placeholder: String = "") {
        self.chips = chips
        self.separators = separators
        input = TextField(placeholder: placeholder)
    }

    /// The texts, the one that is being typed included.
    public var values: [String] {
        let typed = input.text.trimmingWhitespace()
        return typed.isEmpty ? chips : chips + [typed]
    }

    /// The text that the cursor is on: a box's, or what is typed.
    public var current: String { selected.map { chips[$0] } ?? input.text }

    /// What may be completed: the line, where the cursor is at its end; nil elsewhere.
    public var completable: String? { selected == nil && input.cursor == input.text.count ? input.text : nil }

    /// Puts another text in the place of what is typed.
    public mutating func complete(with text: String) { input.replace(with: text) }

    /// Puts what is typed into the list, as leaving the field does.
    public mutating func commit() {
        chips = values
        input.replace(with: "")
        selected = nil
    }

    /// Edits, or answers false where the key is not for the list (Enter in the empty line, for example).
    public mutating func handle(_ key: Key) -> Bool {
        if let index = selected { return handle(key, on: index) }
        switch key {
        case .enter where !input.text.isEmpty: commit()
        case .character(let character) where separators.contains(character): commit()
        case .paste(let text): paste(text)
        case .backspace, .control("h"):
            guard input.text.isEmpty, let last = chips.popLast() else {
                return input.handle(key)
            }
            input.replace(with: last)
        case .left where input.cursor == 0 && !chips.isEmpty, .control("b") where input.cursor == 0 && !chips.isEmpty:
            selected = chips.count - 1
        default: return input.handle(key)
        }
        return true
    }

    private mutating func handle(_ key: Key, on index: Int) -> Bool {
        switch key {
        case .left, .control("b"): selected = max(0, index - 1)
        case .right, .control("f"): selected = index + 1 < chips.count ? index + 1 : nil
        case .home, .control("a"): selected = 0
        case .end, .control("e"): selected = nil
        case .delete, .backspace, .control("d"), .control("h"):
            chips.remove(at: index)
            selected = chips.isEmpty ? nil : min(index, chips.count - 1)
        case .enter:
            let text = chips.remove(at: index)
            commit()
            input.replace(with: text)
        case .character, .paste:
            selected = nil
            return handle(key)
        default: return false
        }
        return true
    }

    private mutating func paste(_ text: String) {
        let pieces = text.split(whereSeparator: { $0.isNewline || separators.contains($0) }).map(String.init)
        guard pieces.count > 1 else {
            _ = input.handle(.paste(pieces.first ?? ""))
            return
        }
        commit()
        chips += pieces.map { $0.trimmingWhitespace() }.filter { !$0.isEmpty }
    }

    /// Draws the boxes and the line in the first row of the rectangle: the end of the list, or the part around the cursor.
    public func draw(into canvas: inout Canvas, in rect: Rect, isFocused: Bool) {
        let line = rect.split(top: 1).top
        guard !line.isEmpty else { return }
        canvas.fill(line, role: isFocused ? .fieldFocused : .field)
        let glyphs = canvas.glyphs
        guard isFocused || !chips.isEmpty else {
            input.draw(into: &canvas, in: line, isFocused: false)
            return
        }
        let typed = TextLayout.columns(of: input.text, charset: glyphs.charset)
        let inputColumns = isFocused ? min(max(12, typed + 1), max(1, line.columns / 2)) : 0
        let room = line.columns - inputColumns - (isFocused ? 1 : 0)
        var first = 0
        let last = selected.map { $0 + 1 } ?? chips.count
        while first < last - 1, width(of: chips[first..<last], hidden: first, glyphs) > room { first += 1 }
        var column = line.column
        if isFocused { canvas.cursor = Position(row: line.row, column: column) }
        if first > 0 {
            // A box in sight says more than the number of those out of sight.
            let hidden = "+\(first) "
            if hidden.count + 4 <= room { column += canvas.write(hidden, row: line.row, column: column, role: .dim) }
        }
        for index in first..<chips.count {
            let isSelected = isFocused && selected == index
            let text = TextLayout.truncated("[\(chips[index])]", to: line.column + room - column, glyphs: glyphs)
            guard !text.isEmpty else { break }
            if isSelected { canvas.cursor = Position(row: line.row, column: column) }
            column += canvas.write(
                text, row: line.row, column: column,
                role: isSelected ? .buttonFocused : isFocused ? .fieldFocused : .tag)
            column += 1
        }
        guard isFocused else { return }
        let start = min(column, line.endColumn - inputColumns)
        var cursor = canvas.cursor
        input.draw(
            into: &canvas, in: Rect(row: line.row, column: start, rows: 1, columns: line.endColumn - start),
            isFocused: true)
        if selected == nil { cursor = canvas.cursor }
        canvas.cursor = cursor
    }

    private func width(of chips: ArraySlice<String>, hidden: Int, _ glyphs: Glyphs) -> Int {
        chips.reduce(hidden > 0 ? 4 : 0) { $0 + TextLayout.columns(of: $1, charset: glyphs.charset) + 3 }
    }
}
