public import Terminal

/// A list of short texts, each in a box, and a line to type the next one: tags, or `key=value` properties.
///
/// Enter (or a separator) puts what is typed into the list; Backspace in the empty line takes the last one back for
/// editing; the arrows go to a box, where Enter edits it and Delete removes it. A paste of many lines adds many.
public struct ChipField: Hashable, Sendable {
    /// The texts in the list.
    public private(set) var chips: [String]
    /// Characters that end a text as Enter does; after a backslash they are part of it.
    private let separators: Set<Character>
    /// What stands between the two halves of a text; nil where a text is whole.
    private let joiner: Character?
    private var input: TextField
    /// The box that the cursor is on; nil while it is in the line.
    private var selected: Int?

    /// A list with these texts.
    ///
    /// - Parameters:
    ///   - separators: what ends a text as Enter does; after a backslash it is part of the text.
    ///   - joiner: what stands between the two halves of a text, as in `key=value`; white space around it does not count.
    public init(
        chips: [String] = [], separators: Set<Character> = [], joiner: Character? = nil, placeholder: String = ""
    ) {
        self.chips = chips
        self.separators = separators
        self.joiner = joiner
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
        add(input.text)
        input.replace(with: "")
        selected = nil
    }

    /// Puts a text that was typed into the list, without the white space around it and its halves.
    private mutating func add(_ typed: String) {
        var text = typed.trimmingWhitespace()
        if let joiner, let place = text.firstIndex(of: joiner) {
            let (left, right) = (String(text[..<place]), String(text[text.index(after: place)...]))
            text = left.trimmingWhitespace() + String(joiner) + right.trimmingWhitespace()
        }
        if !text.isEmpty { chips.append(text) }
    }

    /// Edits, or answers false where the key is not for the list (Enter in the empty line, for example).
    public mutating func handle(_ key: Key) -> Bool {
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

    /// The texts in what is pasted, between line breaks and separators.
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

    /// Takes a separator's meaning away.
    private static let escape: Character = "\\"

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
        let first = Self.firstInSight(before: selected.map { $0 + 1 } ?? chips.count, room: room) { index in
            TextLayout.columns(of: chips[index], charset: glyphs.charset) + 3
        }
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
        var next = input
        if !chips.isEmpty { next.placeholder = "" }
        next.draw(
            into: &canvas, in: Rect(row: line.row, column: start, rows: 1, columns: line.endColumn - start),
            isFocused: selected == nil)
        if selected == nil { cursor = canvas.cursor }
        canvas.cursor = cursor
    }

    /// The first of the boxes that there is room for, back from the last one in sight, which is shown in any case.
    ///
    /// - Parameters:
    ///   - end: the number of the boxes up to the last one in sight.
    ///   - columns: the columns of a box. It is asked for those in sight and one more, however many there are.
    static func firstInSight(before end: Int, room: Int, columns: (Int) -> Int) -> Int {
        var first = end
        var used = 0
        while first > 0 {
            used += columns(first - 1)
            // The number of those out of sight takes room as well.
            if first < end, used + (first > 1 ? 4 : 0) > room { break }
            first -= 1
        }
        return first
    }
}
