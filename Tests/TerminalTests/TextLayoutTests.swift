import Testing

@testable import Terminal

@Suite("Text in columns")
struct TextLayoutTests {
    @Test(
        "the first lines are those of the whole text",
        arguments: [
            "", "a", String(repeating: "word and another ", count: 50), String(repeating: "日本語 ", count: 80),
            String(repeating: "x", count: 400), "short\n\n" + String(repeating: "long-word-that-is-cut ", count: 30),
        ])
    func firstLines(text: String) {
        let whole = TextLayout.wrapped(text, columns: 12)
        for rows in 0...6 {
            #expect(TextLayout.wrapped(text, columns: 12, rows: rows) == Array(whole.prefix(rows)))
        }
    }

    @Test(
        "text takes the columns that it is drawn in",
        arguments: [
            ("", 0, 0), ("abc", 3, 3), ("é", 1, 1), ("e\u{301}", 1, 1), ("日本語", 6, 3), ("👨‍👩‍👧", 2, 1), ("🇩🇪", 2, 2),
            ("\u{1B}", 1, 2), ("\u{202E}", 8, 8),
        ])
    func columns(text: String, utf8: Int, ascii: Int) {
        #expect(TextLayout.columns(of: text) == utf8)
        #expect(TextLayout.columns(of: text, charset: .ascii) == ascii)
    }

    @Test(
        "text that is printed is the text that is drawn",
        arguments: [
            ("", "", ""), ("a b", "a b", "a b"), ("日é", "日é", "??"), ("\u{1B}[31m", "␛[31m", "^[[31m"),
            ("a\u{202E}b\n", "a<U+202E>b␊", "a<U+202E>b^J"), ("\u{9B}2J", "<U+009B>2J", "<U+009B>2J"),
        ])
    func plain(text: String, utf8: String, ascii: String) {
        #expect(TextLayout.plain(text) == utf8)
        #expect(TextLayout.plain(text, charset: .ascii) == ascii)
    }

    @Test(
        "text that is too long ends in an ellipsis",
        arguments: [
            ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("abcd", 1, "…"), ("abcd", 0, ""), ("abcd", -1, ""), ("", 0, ""),
            ("", -1, ""), ("日本語", 6, "日本語"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("日本語", 2, "…"),
            ("a\u{202E}b", 9, "a…"),
            ("👨‍👩‍👧x", 2, "…"), ("👨‍👩‍👧xy", 3, "👨‍👩‍👧…"),
        ])
    func truncated(text: String, columns: Int, expected: String) {
        #expect(TextLayout.truncated(text, to: columns, glyphs: Glyphs(charset: .utf8)) == expected)
    }

    @Test(
        "of text that is too long, the end may be what matters",
        arguments: [
            ("abc", 3, "abc"), ("abcd", 3, "…cd"), ("abcd", 1, "…"), ("abcd", 0, ""), ("abcd", -1, ""), ("", 0, ""),
            ("日本語", 6, "日本語"), ("日本語", 5, "…本語"), ("日本語", 4, "…語"), ("日本語", 2, "…"), ("a\u{202E}b", 9, "…b"),
        ])
    func truncatedAtStart(text: String, columns: Int, expected: String) {
        #expect(TextLayout.truncatedAtStart(text, to: columns, glyphs: Glyphs(charset: .utf8)) == expected)
    }

    @Test("the ellipsis has an ASCII stand-in, and characters have the width of theirs")
    func truncatedASCII() {
        let glyphs = Glyphs(charset: .ascii)
        #expect(TextLayout.truncated("abcd", to: 3, glyphs: glyphs) == "ab~")
        #expect(TextLayout.truncated("日本語", to: 3, glyphs: glyphs) == "日本語")
        #expect(TextLayout.truncated("日本語", to: 2, glyphs: glyphs) == "日~")
        #expect(TextLayout.truncated("\u{1B}[m", to: 3, glyphs: glyphs) == "\u{1B}~")
    }

    @Test(
        "text is broken at spaces, which vanish there and only there",
        arguments: [
            ("", 5, [""]), ("abc", 5, ["abc"]), ("ab cd", 5, ["ab cd"]), ("ab cd", 4, ["ab", "cd"]),
            ("ab  cd", 2, ["ab", "cd"]), ("ab  cd", 4, ["ab", "cd"]), ("ab  cd", 6, ["ab  cd"]), ("ab ", 2, ["ab"]),
            ("ab cd ef", 5, ["ab cd", "ef"]), ("a b c d", 1, ["a", "b", "c", "d"]), ("   ", 2, [""]),
            ("  ab cd", 4, ["  ab", "cd"]), ("          a", 4, ["   a"]),
        ])
    func wrapped(text: String, columns: Int, expected: [String]) {
        #expect(TextLayout.wrapped(text, columns: columns) == expected)
    }

    @Test(
        "a word that is longer than a line is broken where the line ends",
        arguments: [
            ("abcdefgh", 3, ["abc", "def", "gh"]), ("abcdef", 3, ["abc", "def"]),
            ("ab cdefgh", 3, ["ab", "cde", "fgh"]),
            ("abcdef g", 3, ["abc", "def", "g"]), ("abcd e", 3, ["abc", "d e"]), ("  abcdef", 4, ["  ab", "cdef"]),
            ("日本語", 4, ["日本", "語"]), ("日本語", 5, ["日本", "語"]), ("a 日本", 3, ["a", "日", "本"]),
        ])
    func longWords(text: String, columns: Int, expected: [String]) {
        #expect(TextLayout.wrapped(text, columns: columns) == expected)
    }

    @Test(
        "what a text breaks itself stays broken",
        arguments: ["a\nb", "a\r\nb", "a\u{2028}b", "a\u{85}b"])
    func lineBreaks(text: String) {
        #expect(TextLayout.wrapped(text, columns: 10) == ["a", "b"])
        #expect(TextLayout.wrapped("\(text)\n", columns: 10) == ["a", "b", ""])
        #expect(TextLayout.wrapped("a\n\nb", columns: 10) == ["a", "", "b"])
    }

    @Test("no columns hold nothing; what is wider than a line gets one to itself")
    func narrow() {
        #expect(TextLayout.wrapped("abc", columns: 0).isEmpty)
        #expect(TextLayout.wrapped("abc", columns: -1).isEmpty)
        #expect(TextLayout.wrapped("日a語", columns: 1) == ["日", "a", "語"])
        #expect(TextLayout.wrapped("a\u{202E}b c", columns: 4) == ["a", "\u{202E}", "b c"])
    }

    @Test(
        "lines are never wider than asked, and no letter is lost",
        arguments: 2...12)
    func bounds(columns: Int) {
        let texts = [
            "The name must not be longer than 255 characters.", "日本語 の 名前は 255文字以下",
            "  {\n    \"name\": \"x y  z\"\n  }",
            "a " + String(repeating: "long", count: 9), "e\u{301}e\u{301} 👨‍👩‍👧👨‍👩‍👧 \u{7}\u{1B}",
        ]
        for text in texts {
            for charset in [Charset.utf8, .ascii] {
                let lines = TextLayout.wrapped(text, columns: columns, charset: charset)
                #expect(lines.allSatisfy { TextLayout.columns(of: $0, charset: charset) <= columns })
                #expect(lines.joined().filter { !$0.isWhitespace } == text.filter { !$0.isWhitespace })
            }
        }
    }
}
