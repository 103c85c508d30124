/// How text fits into columns.
public enum TextLayout {
    /// Columns that the text takes when it is drawn.
    public static func columns(of text: String, charset: Charset = .utf8) -> Int {
        // Long texts are ASCII as a rule, and each of its letters takes a column.
        if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text.utf8.count }
        return Graphemes.drawn(text, charset: charset).reduce(0) { $0 + $1.columns }
    }

    /// The text as it is drawn, for what is printed without a canvas: what a terminal would obey, or nobody would see, is
    /// shown instead.
    public static func plain(_ text: String, charset: Charset = .utf8) -> String {
        String(Graphemes.drawn(text, charset: charset).map(\.character))
    }

    /// The text, cut so that it takes no more than `columns`, with an ellipsis where something was cut.
    public static func truncated(_ text: String, to columns: Int, glyphs: Glyphs) -> String {
        guard self.columns(of: text, charset: glyphs.charset) > columns else { return text }
        guard columns > 0 else { return "" }
        return prefix(of: text, columns: columns - 1, charset: glyphs.charset) + String(glyphs.ellipsis)
    }

    /// The end of the text, cut so that it takes no more than `columns`, with an ellipsis where something was cut.
    public static func truncatedAtStart(_ text: String, to columns: Int, glyphs: Glyphs) -> String {
        guard self.columns(of: text, charset: glyphs.charset) > columns else { return text }
        guard columns > 0 else { return "" }
        var rest = text[...]
        while self.columns(of: String(rest), charset: glyphs.charset) > columns - 1 { rest = rest.dropFirst() }
        return String(glyphs.ellipsis) + rest
    }

    /// The longest beginning of the text that takes no more than `columns`.
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

    /// The text broken into lines of at most `columns`, at spaces where there are any; its own line breaks are kept, and
    /// the spaces that a paragraph begins with. Spaces at which a line is broken are not shown.
    public static func wrapped(_ text: String, columns: Int, charset: Charset = .utf8) -> [String] {
        guard columns > 0 else { return [] }
        return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .flatMap { wrapped(paragraph: $0, columns, charset) }
    }

    /// The first lines of the text as it is broken, without a look at what is below them.
    ///
    /// - Parameter rows: lines at most.
    public static func wrapped(_ text: String, columns: Int, rows: Int, charset: Charset = .utf8) -> [String] {
        guard columns > 0, rows > 0 else { return [] }
        // Every character takes a column or more. One line more: the last word in sight is whole then, or longer than a line.
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
            // The spaces that a paragraph begins with are kept, those before a broken line are not.
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
            // A word that is longer than a line is cut wherever a line is full.
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
