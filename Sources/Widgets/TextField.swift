package import Terminal

/// An editor for one line of text, which works on graphemes and has readline's keys.
///
/// Line breaks in a paste become spaces. The field does not validate the text, so that typing is never blocked.
package struct TextField: Hashable, Sendable {
    /// The text.
    package private(set) var text: String
    /// The index of the grapheme after the cursor.
    package private(set) var cursor: Int
    /// The text shown in the empty field.
    package var placeholder: String
    /// A suggested continuation of the text. It is shown while the cursor is at the end, and added by `acceptSuggestion`.
    package var suggestion = ""
    /// The text last removed by Ctrl-W, Alt-Backspace, Alt-D, Ctrl-U or Ctrl-K, for Ctrl-Y.
    private var killed = ""

    /// Creates a field with a text, and the cursor at its end.
    package init(text: String = "", placeholder: String = "") {
        self.text = text
        self.placeholder = placeholder
        cursor = text.count
    }

    /// Replaces the text, and moves the cursor to its end.
    package mutating func replace(with text: String) {
        self.text = text
        cursor = text.count
    }

    /// Adds the suggestion to the text; returns false if none is visible.
    package mutating func acceptSuggestion() -> Bool {
        guard cursor == text.count, !suggestion.isEmpty else { return false }
        replace(with: text + suggestion)
        suggestion = ""
        return true
    }

    /// Edits the text; returns false if the key is not for a text field.
    package mutating func handle(_ key: Key) -> Bool {
        switch key {
        case .character(let character): insert(String(character))
        case .paste(let pasted): insert(Self.oneLine(pasted))
        case .left, .control("b"): cursor = max(0, cursor - 1)
        case .right, .control("f"): cursor = min(text.count, cursor + 1)
        case .home, .control("a"): cursor = 0
        case .end, .control("e"): cursor = text.count
        case .alt("b"): cursor = wordStart()
        case .alt("f"): cursor = wordEnd()
        case .backspace, .control("h"): remove(max(0, cursor - 1)..<cursor)
        case .delete, .control("d"): remove(cursor..<min(text.count, cursor + 1))
        case .control("w"): kill(start { !$0.isWhitespace }..<cursor)
        case .alt("\u{7F}"): kill(wordStart()..<cursor)
        case .alt("d"): kill(cursor..<wordEnd())
        case .control("u"): kill(0..<cursor)
        case .control("k"): kill(cursor..<text.count)
        case .control("y"): insert(killed)
        default: return false
        }
        return true
    }

    /// Returns pasted text as one line: line breaks and tabs become single spaces, and are dropped at the ends.
    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: { $0.isNewline || $0 == "\t" }).joined(separator: " ")
    }

    private mutating func insert(_ piece: String) {
        // A combining mark that is typed separately joins the grapheme before the cursor, so count graphemes again.
        let before = String(text.prefix(cursor)) + piece
        text = before + text.dropFirst(cursor)
        cursor = min(before.count, text.count)
    }

    private mutating func remove(_ range: Range<Int>) {
        text = String(text.prefix(range.lowerBound) + text.dropFirst(range.upperBound))
        cursor = min(range.lowerBound, text.count)
    }

    private mutating func kill(_ range: Range<Int>) {
        guard !range.isEmpty else { return }
        killed = String(text.dropFirst(range.lowerBound).prefix(range.count))
        remove(range)
    }

    private func wordStart() -> Int { start { $0.isWordCharacter } }

    /// Returns the start of the word before the cursor. For Ctrl-W, a word is anything but whitespace, as in the shell.
    private func start(ofWordOf isInWord: (Character) -> Bool) -> Int {
        let before = Array(text.prefix(cursor))
        var position = before.count
        while position > 0, !isInWord(before[position - 1]) { position -= 1 }
        while position > 0, isInWord(before[position - 1]) { position -= 1 }
        return position
    }

    private func wordEnd() -> Int {
        let all = Array(text)
        var position = cursor
        while position < all.count, !all[position].isWordCharacter { position += 1 }
        while position < all.count, all[position].isWordCharacter { position += 1 }
        return position
    }
}

extension Character {
    fileprivate var isWordCharacter: Bool { isLetter || isNumber }
}

extension TextField {
    /// Draws the text in the first row of the rectangle; if it has the focus, the part around the cursor.
    package func draw(into canvas: inout Canvas, in rect: Rect, isFocused: Bool) {
        let line = rect.split(top: 1).top
        guard !line.isEmpty else { return }
        let role = isFocused ? Role.fieldFocused : .field
        canvas.fill(line, role: role)
        if text.isEmpty {
            canvas.write(
                placeholder, row: line.row, column: line.column, role: isFocused ? role : .placeholder,
                limit: line.columns)
        }
        guard isFocused else {
            let shown = TextLayout.truncated(text, to: line.columns, glyphs: canvas.glyphs)
            canvas.write(shown, row: line.row, column: line.column, role: role)
            return
        }
        let window = window(columns: line.columns, glyphs: canvas.glyphs)
        canvas.write(window.text, row: line.row, column: line.column, role: role, limit: line.columns)
        mark(from: window.start, into: &canvas, in: line)
        if cursor == text.count {
            let rest = line.split(left: window.cursor).rest
            let shown = TextLayout.truncated(suggestion, to: rest.columns, glyphs: canvas.glyphs)
            canvas.write(shown, row: rest.row, column: rest.column, role: .suggestion)
        }
        canvas.cursor = Position(row: line.row, column: line.column + window.cursor)
    }

    /// Returns the part of the text around the cursor, the cursor's column in it, and the index of its first grapheme.
    ///
    /// The text scrolls by half the width at a time, so that it does not move with each step of the cursor.
    private func window(columns: Int, glyphs: Glyphs) -> (text: String, cursor: Int, start: Int) {
        let characters = Array(text)
        // At the end of the text, the cursor needs a cell of its own.
        let widths = characters.map { TextLayout.columns(of: String($0), charset: glyphs.charset) } + [1]
        // At the right, leave room for the grapheme at the cursor, and for an ellipsis if more follows.
        let wanted = widths[cursor] + (cursor < characters.count - 1 ? 1 : 0)
        var before = widths[..<cursor].reduce(0, +)
        var start = 0
        func ellipsis() -> Int { start > 0 && columns > 1 ? 1 : 0 }
        while start < cursor, ellipsis() + before + wanted > columns {
            var skipped = 0
            repeat {
                skipped += widths[start]
                start += 1
            } while start < cursor && skipped < columns / 2
            before -= skipped
        }
        let rest = TextLayout.truncated(
            String(characters[start...]), to: columns - ellipsis(), glyphs: glyphs)
        return ((ellipsis() > 0 ? String(glyphs.ellipsis) : "") + rest, ellipsis() + before, start)
    }

    /// Records for each cell which grapheme a click moves the cursor to; beyond the text, to its end.
    ///
    /// - Parameter start: The first visible grapheme. If there are others before it, an ellipsis stands for the last of them.
    private func mark(from start: Int, into canvas: inout Canvas, in line: Rect) {
        canvas.mark(line, as: .grapheme(text.count - cursor))
        var rest = line
        func mark(_ index: Int, columns: Int) {
            let parts = rest.split(left: columns)
            canvas.mark(parts.left, as: .grapheme(index - cursor))
            rest = parts.rest
        }
        if start > 0, line.columns > 1 { mark(start - 1, columns: 1) }
        for (index, character) in text.enumerated().dropFirst(start) {
            if rest.isEmpty { break }
            mark(index, columns: TextLayout.columns(of: String(character), charset: canvas.glyphs.charset))
        }
    }
}
