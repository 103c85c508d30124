package import Terminal

/// A list of short texts, each in a box, followed by a line for the next one: tags, or `key=value` properties.
///
/// Enter or a separator adds the typed text to the list. Backspace in the empty line takes the last text back for editing. The
/// arrows move to the boxes, where Enter edits a text and Delete removes it. Pasting several lines adds several texts.
package struct ChipField: Hashable, Sendable {
    /// The texts in the list.
    package private(set) var chips: [String]
    /// Characters that end a text, as Enter does. After a backslash, they are part of the text.
    private let separators: Set<Character>
    /// The character between the two halves of a text; nil if texts have no halves.
    private let joiner: Character?
    private var input: TextField
    /// The index of the box with the cursor; nil while the cursor is in the line.
    private var selected: Int?

    /// Creates a list of texts.
    ///
    /// - Parameters:
    ///   - chips: The texts.
    ///   - separators: Characters that end a text, as Enter does. After a backslash, they are part of the text.
    ///   - joiner: The character between the two halves of a text, as in `key=value`; whitespace around it is dropped.
    ///   - placeholder: The text shown while the list is empty.
    package init(
        chips: [String] = [], separators: Set<Character> = [], joiner: Character? = nil, placeholder: String = ""
    ) {
        self.chips = chips
        self.separators = separators
        self.joiner = joiner
        input = TextField(placeholder: placeholder)
    }

    /// The texts, including the one being typed.
    package var values: [String] {
        let typed = input.text.trimmingWhitespace()
        return typed.isEmpty ? chips : chips + [typed]
    }

    /// The text at the cursor: that of a box, or the one being typed.
    package var current: String { selected.map { chips[$0] } ?? input.text }

    /// The typed text, if the cursor is at its end so that it can be completed; nil otherwise.
    package var completable: String? { selected == nil && input.cursor == input.text.count ? input.text : nil }

    /// Replaces the typed text.
    package mutating func complete(with text: String) { input.replace(with: text) }

    /// Adds the typed text to the list, as when the field loses the focus.
    package mutating func commit() {
        add(input.text)
        input.replace(with: "")
        selected = nil
    }

    /// Adds a typed text to the list, without whitespace around it and its halves.
    private mutating func add(_ typed: String) {
        var text = typed.trimmingWhitespace()
        if let joiner, let place = text.firstIndex(of: joiner) {
            let (left, right) = (String(text[..<place]), String(text[text.index(after: place)...]))
            text = left.trimmingWhitespace() + String(joiner) + right.trimmingWhitespace()
        }
        if !text.isEmpty { chips.append(text) }
    }

    /// Edits the list; returns false if the key is not for it, such as Enter in the empty line.
    package mutating func handle(_ key: Key) -> Bool {
        if let index = selected { return handle(key, on: index) }
        switch key {
        case .enter where !input.text.isEmpty: commit()
        case .character(let character) where separators.contains(character):
            guard input.text.prefix(input.cursor).last == Self.escape else {
                commit()
                break
            }
            _ = input.handle(.backspace)
            return input.handle(key)
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
        let pieces = pieces(of: text)
        guard pieces.count > 1 else {
            _ = input.handle(.paste(pieces.first ?? ""))
            return
        }
        commit()
        for piece in pieces { add(piece) }
    }

    /// Returns the texts in a paste, which are delimited by line breaks and separators.
    private func pieces(of text: String) -> [String] {
        var pieces = [""]
        for character in text {
            guard character.isNewline || separators.contains(character) else {
                pieces[pieces.count - 1].append(character)
                continue
            }
            if !character.isNewline, pieces[pieces.count - 1].last == Self.escape {
                pieces[pieces.count - 1].removeLast()
                pieces[pieces.count - 1].append(character)
            } else {
                pieces.append("")
            }
        }
        return pieces.filter { !$0.isEmpty }
    }

    /// The character that makes a separator part of a text.
    private static let escape: Character = "\\"

    /// Draws the boxes and the line in the first row of the rectangle: the end of the list, or the part around the cursor.
    package func draw(into canvas: inout Canvas, in rect: Rect, isFocused: Bool) {
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
        let first = Self.firstInSight(before: selected.map { $0 + 1 } ?? chips.count, room: room) { index in
            TextLayout.columns(of: chips[index], charset: glyphs.charset) + 3
        }
        var column = line.column
        if isFocused { canvas.cursor = Position(row: line.row, column: column) }
        if first > 0 {
            // If space is short, a visible box is more useful than the number of hidden ones.
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
        var next = input
        if !chips.isEmpty { next.placeholder = "" }
        next.draw(
            into: &canvas, in: Rect(row: line.row, column: start, rows: 1, columns: line.endColumn - start),
            isFocused: selected == nil)
        if selected == nil { cursor = canvas.cursor }
        canvas.cursor = cursor
    }

    /// Returns the index of the first box that fits, going back from the last visible one, which is always shown.
    ///
    /// - Parameters:
    ///   - end: The number of boxes up to and including the last visible one.
    ///   - room: The number of columns available.
    ///   - columns: Returns the width of a box. It is only called for visible boxes and one more, however many there are.
    static func firstInSight(before end: Int, room: Int, columns: (Int) -> Int) -> Int {
        var first = end
        var used = 0
        while first > 0 {
            used += columns(first - 1)
            // The number of hidden boxes needs room as well.
            if first < end, used + (first > 1 ? 4 : 0) > room { break }
            first -= 1
        }
        return first
    }
}
