import Testing

@testable import Terminal

@Suite("The sanitiser")
struct GraphemesTests {
    private func drawn(_ text: String, _ charset: Charset = .utf8) -> String {
        Graphemes.drawn(text, charset: charset).map { String($0.character) }.joined(separator: "|")
    }

    private func columns(_ text: String, _ charset: Charset = .utf8) -> [Int] {
        Graphemes.drawn(text, charset: charset).map(\.columns)
    }

    private func standsIn(_ text: String, _ charset: Charset = .utf8) -> Bool {
        Graphemes.drawn(text, charset: charset).allSatisfy(\.isStandIn)
    }

    @Test(
        "ordinary text is drawn as it is",
        arguments: [
            ("", ""), ("a b~", "a| |b|~"), ("é", "é"), ("e\u{301}", "e\u{301}"), ("ß–…“", "ß|–|…|“"), ("Ω", "Ω"),
            ("שלום", "ש|ל|ו|ם"),
        ])
    func ordinary(text: String, expected: String) {
        #expect(drawn(text) == expected)
        #expect(columns(text).allSatisfy { $0 == 1 })
        #expect(Graphemes.drawn(text, charset: .utf8).allSatisfy { !$0.isStandIn })
    }

    @Test("every control character has its picture, or its caret notation", arguments: 0..<0x20)
    func controls(code: Int) throws {
        let scalar = try #require(Unicode.Scalar(UInt8(code)) as Unicode.Scalar?)
        let picture = try #require(Unicode.Scalar(0x2400 + code))
        #expect(drawn(String(scalar)) == String(picture))
        #expect(drawn(String(scalar), .ascii) == "^|" + String(Unicode.Scalar(UInt8(0x40 + code))))
        #expect(standsIn(String(scalar)))
        #expect(standsIn(String(scalar), .ascii))
    }

    @Test(
        "what a terminal would obey is shown",
        arguments: [
            ("\u{7F}", "␡", "^|?"), ("\r\n", "␍|␊", "^|M|^|J"), ("\u{1B}[2J", "␛|[|2|J", "^|[|[|2|J"),
            ("\u{9B}31m", "<|U|+|0|0|9|B|>|3|1|m", "<|U|+|0|0|9|B|>|3|1|m"), ("a\u{8}", "a|␈", "a|^|H"),
        ])
    func sequences(text: String, utf8: String, ascii: String) {
        #expect(drawn(text) == utf8)
        #expect(drawn(text, .ascii) == ascii)
    }

    /// Marks of direction; what is invisible; joiners and selectors without what they select; line breaks, private code
    /// points, and those that are not assigned.
    private static let unseen: [UInt32] = [
        0x61C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0xAD, 0x200B,
        0x200C, 0x2060, 0x2063, 0xFEFF, 0x180E, 0x115F, 0x1160, 0x3164, 0xFFA0, 0x200D, 0x34F, 0xFE00, 0xFE0F, 0x180B,
        0x17B4, 0xE0041, 0xE0100, 0x2028, 0x2029, 0xE000, 0x378, 0xFFFE, 0x10FFFF,
    ]

    @Test("code points that reorder text or that nobody sees are shown by their number", arguments: unseen)
    func hidden(value: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        let hex = String(value, radix: 16, uppercase: true)
        let number = "<U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex + ">"
        for charset in [Charset.utf8, .ascii] {
            let text = Graphemes.drawn("a\(scalar)b", charset: charset)
            #expect(String(text.map(\.character)) == "a\(number)b")
            #expect(text.map(\.columns).reduce(0, +) == number.count + 2)
            #expect(text.dropFirst().dropLast().allSatisfy { $0.isStandIn })
        }
    }

    @Test("wide characters take two columns", arguments: ["日", "한", "Ａ", "、", "😀", "\u{1112}\u{1161}\u{11AB}"])
    func wide(text: String) {
        #expect(drawn(text) == text)
        #expect(columns(text) == [2])
    }

    @Test(
        "an emoji is drawn in the simplest form",
        arguments: [
            ("👨‍👩‍👧‍👦", "👨", [2]), ("👍🏽", "👍", [2]), ("👩🏽‍🚀", "👩", [2]), ("🏃‍♂️", "🏃", [2]), ("❤️", "❤", [1]), ("❤︎", "❤", [1]),
            ("1️⃣", "1\u{20E3}", [1]), ("🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🏴", [2]), ("🇩🇪", "🇩|🇪", [1, 1]), ("🇩", "🇩", [1]), ("🏽", "🏽", [2]),
        ])
    func emoji(text: String, expected: String, columns: [Int]) {
        #expect(drawn(text) == expected)
        #expect(self.columns(text) == columns)
    }

    @Test(
        "what belongs to an emoji is not lost where there is none",
        arguments: [
            ("a🏽", "a|🏽"), ("1\u{FE0F}", "1|<|U|+|F|E|0|F|>"), ("👨\u{200D}", "👨|<|U|+|2|0|0|D|>"),
            ("🏴\u{E0067}", "🏴|<|U|+|E|0|0|6|7|>"), ("😀\u{E0067}\u{E007F}", "😀|<|U|+|E|0|0|6|7|>|<|U|+|E|0|0|7|F|>"),
        ])
    func loose(text: String, expected: String) {
        #expect(drawn(text) == expected)
    }

    @Test(
        "no letter is lost in scripts whose graphemes have several",
        arguments: [
            ("हिन्दी", 5), ("का", 2), ("क्ष", 2), ("தமிழ்", 4), ("ทำ", 2), ("ｶﾞ", 2), ("ශ්‍රී", 2),
        ])
    func scripts(text: String, expected: Int) {
        let letters = text.unicodeScalars.filter { $0 != "\u{200D}" }
        let cells = Graphemes.drawn(text, charset: .utf8)
        #expect(cells.flatMap { Array($0.character.unicodeScalars) }.filter { $0 != "\u{200D}" } == Array(letters))
        #expect(cells.map(\.columns).reduce(0, +) == expected)
    }

    @Test("a mark stands on its letter, or on a dotted circle")
    func marks() {
        #expect(drawn("\u{301}a") == "\u{25CC}\u{301}|a")
        #expect(drawn("\n\u{301}") == "␊|\u{25CC}\u{301}")
        #expect(drawn("a\u{202E}\u{301}").hasSuffix(">|\u{25CC}\u{301}"))
    }

    @Test("more marks than a cell holds go on in the next")
    func manyMarks() {
        let cells = Graphemes.drawn("a" + String(repeating: "\u{301}", count: 9), charset: .utf8)
        #expect(cells.map { $0.character.unicodeScalars.count } == [5, 5, 2])
        #expect(cells.map(\.columns) == [1, 1, 1])
        #expect(cells.flatMap { $0.character.unicodeScalars.filter { $0 == "\u{301}" } }.count == 9)
    }

    @Test(
        "where there is only ASCII, a character is a question mark, and a sign of our own words is its like",
        arguments: [
            ("é", "?", true), ("e\u{301}", "?", true), ("日本", "?|?", true), ("👨‍👩‍👧", "?", true), ("█", "?", true),
            ("“”‘’", "\"|\"|'|'", false), ("–—…×", "-|-|~|x", false), ("a~", "a|~", false),
        ])
    func ascii(text: String, expected: String, isStandIn: Bool) {
        let cells = Graphemes.drawn(text, charset: .ascii)
        #expect(drawn(text, .ascii) == expected)
        #expect(cells.allSatisfy { $0.columns == 1 && $0.isStandIn == isStandIn && $0.character.isASCII })
    }

    @Test("nothing but cells that a terminal can show comes out, whatever goes in")
    func everyScalar() {
        for value in Array(UInt32(0)...0x1_FFFF) + Array(0xE_0000...0xE_0FFF) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = String(scalar)
            for charset in [Charset.utf8, .ascii] {
                let cells = Graphemes.drawn(text, charset: charset)
                let isSound =
                    !cells.isEmpty
                    && cells.allSatisfy { cell in
                        let scalars = cell.character.unicodeScalars
                        return (1...2).contains(cell.columns) && scalars.count <= 5
                            && scalars.allSatisfy { $0.properties.generalCategory != .control }
                            && (charset == .utf8 || scalars.allSatisfy { (0x20..<0x7F).contains($0.value) })
                    }
                if !isSound { Issue.record("U+\(String(value, radix: 16)) is drawn as \(cells)") }
            }
        }
    }
}
