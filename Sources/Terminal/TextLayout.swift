/// Functions that fit text into columns.
package enum TextLayout {
    /// Returns the number of columns that a text takes when it is drawn.
    package static func columns(of text: String, charset: Charset = .utf8) -> Int {
        // Fast path: long texts are usually ASCII, with one column for each character.
        if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text.utf8.count }
        return Graphemes.drawn(text, charset: charset).reduce(0) { $0 + $1.columns }
    }

    /// Returns the text as it is drawn, for output without a canvas: control characters and invisible ones are replaced by
    /// visible stand-ins.
    package static func plain(_ text: String, charset: Charset = .utf8) -> String {
        String(Graphemes.drawn(text, charset: charset).map(\.character))
    }

    /// Returns the text, cut at its end to at most `columns`, with an ellipsis if something was cut.
    package static func truncated(_ text: String, to columns: Int, glyphs: Glyphs) -> String {
        guard self.columns(of: text, charset: glyphs.charset) > columns else { return text }
        guard columns > 0 else { return "" }
        return prefix(of: text, columns: columns - 1, charset: glyphs.charset) + String(glyphs.ellipsis)
    }

    /// Returns the text, cut at its beginning to at most `columns`, with an ellipsis if something was cut.
    package static func truncatedAtStart(_ text: String, to columns: Int, glyphs: Glyphs) -> String {
        guard self.columns(of: text, charset: glyphs.charset) > columns else { return text }
        guard columns > 0 else { return "" }
        var rest = text[...]
        while self.columns(of: String(rest), charset: glyphs.charset) > columns - 1 { rest = rest.dropFirst() }
        return String(glyphs.ellipsis) + rest
    }

    /// Returns the longest prefix of the text that takes at most `columns`.
    static func prefix(of text: String, columns: Int, charset: Charset) -> String {
        var used = 0
        var end = text.startIndex
        while end < text.endIndex {
            let next = text.index(after: end)
            let width = self.columns(of: String(text[end..<next]), charset: charset)
            if used + width > columns { break }
            used += width
            end = next
        }
        return String(text[..<end])
    }

    /// Returns the text wrapped to lines of at most `columns`, at spaces if possible. Line breaks and the leading spaces of
    /// paragraphs are kept. Spaces where a line is broken are dropped.
    package static func wrapped(_ text: String, columns: Int, charset: Charset = .utf8) -> [String] {
        guard columns > 0 else { return [] }
        return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .flatMap { wrapped(paragraph: $0, columns, charset) }
    }

    /// Returns the first lines of the wrapped text, without processing the rest of it.
    ///
    /// - Parameters:
    ///   - text: The text to wrap.
    ///   - columns: The maximum width of a line.
    ///   - rows: The maximum number of lines.
    ///   - charset: The characters that can be shown.
    package static func wrapped(_ text: String, columns: Int, rows: Int, charset: Charset = .utf8) -> [String] {
        guard columns > 0, rows > 0 else { return [] }
        // Every character takes at least one column. Take one line more, so that the last visible word is complete, or longer
        // than a line.
        return Array(
            wrapped(String(text.prefix((rows + 1) * columns + 1)), columns: columns, charset: charset).prefix(rows))
    }

    private static func wrapped(paragraph: Substring, _ columns: Int, _ charset: Charset) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        var hasWord = false
        var gap = 0
        for (place, word) in paragraph.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
            if place > 0 { gap += 1 }
            guard !word.isEmpty else { continue }
            let width = self.columns(of: String(word), charset: charset)
            // Leading spaces of the paragraph are kept, but spaces at a break are not.
            if hasWord, used == 0 { gap = 0 }
            if used > 0, hasWord, used + gap + width > columns {
                lines.append(line)
                (line, used) = ("", 0)
            } else {
                gap = min(gap, columns - used - 1)
                line += String(repeating: " ", count: gap)
                used += gap
            }
            (gap, hasWord) = (0, true)
            guard width > columns - used else {
                line += word
                used += width
                continue
            }
            // A word that is longer than a line is broken wherever the line is full.
            for character in word {
                let width = self.columns(of: String(character), charset: charset)
                if used > 0, used + width > columns {
                    lines.append(line)
                    (line, used) = ("", 0)
                }
                line.append(character)
                used += width
            }
        }
        if !line.isEmpty || lines.isEmpty { lines.append(line) }
        return lines
    }
}
