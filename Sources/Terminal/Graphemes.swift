import CNcurses

/// A grapheme as the terminal is to draw it.
struct DrawnGrapheme: Hashable, Sendable {
    /// What goes into the cell: a spacing code point, and those that combine with it.
    let character: Character
    /// Columns: 1 or 2.
    let columns: Int
    /// Whether it stands for something that is shown instead of obeyed.
    let isStandIn: Bool

    static let space = DrawnGrapheme(character: " ", columns: 1, isStandIn: false)
}

/// The one way from text to cells: every text that is drawn goes through it.
///
/// Text from outside (names, tags, server messages, file names) may hold escape sequences, control characters and
/// bidirectional overrides. They are shown, never obeyed. What terminals draw in different widths (emoji joined by
/// ZWJ, variation selectors, skin tones) is drawn in the simplest form that all of them draw alike; the text itself is
/// not changed.
enum Graphemes {
    /// The graphemes to draw for a text.
    static func drawn(_ text: String, charset: Charset) -> [DrawnGrapheme] {
        var result: [DrawnGrapheme] = []
        result.reserveCapacity(text.utf8.count)
        for character in text { append(character, charset: charset, to: &result) }
        return result
    }

    private static func append(_ character: Character, charset: Charset, to result: inout [DrawnGrapheme]) {
        if let ascii = character.asciiValue, character.unicodeScalars.count == 1 {
            if ascii >= 0x20 && ascii < 0x7F {
                result.append(DrawnGrapheme(character: character, columns: 1, isStandIn: false))
            } else {
                standIn(forControl: ascii, charset: charset, to: &result)
            }
            return
        }
        let scalars = Array(character.unicodeScalars)
        var drawn: String.UnicodeScalarView = .init()
        var columns = 0
        for (place, scalar) in scalars.enumerated() where !isEmojiPart(at: place, of: scalars) {
            let width = self.columns(of: scalar)
            if isHidden(scalar) && !isConjunctJoiner(at: place, of: scalars) || width < 0 {
                flush(&drawn, columns, charset, to: &result)
                standIn(for: scalar, charset: charset, to: &result)
            } else if width == 0, !drawn.isEmpty, drawn.count < scalarsPerCell {
                drawn.append(scalar)
            } else if width == 0 {
                flush(&drawn, columns, charset, to: &result)
                // A mark with nothing to stand on gets a dotted circle, as typographers do. Parts of Hangul syllables are
                // no marks.
                if "\u{25CC}\(scalar)".count == 1 {
                    drawn.append(contentsOf: "\u{25CC}\(scalar)".unicodeScalars)
                    columns = 1
                } else {
                    standIn(for: scalar, charset: charset, to: &result)
                }
            } else {
                // Vowel signs of Indic scripts, the second half of a flag: a cell each, as terminals do it.
                flush(&drawn, columns, charset, to: &result)
                drawn.append(scalar)
                columns = width
            }
        }
        flush(&drawn, columns, charset, to: &result)
    }

    /// ncurses' CCHARW_MAX.
    private static let scalarsPerCell = 5

    private static func flush(
        _ scalars: inout String.UnicodeScalarView, _ columns: Int, _ charset: Charset,
        to result: inout [DrawnGrapheme]
    ) {
        guard !scalars.isEmpty else { return }
        let character = Character(String(scalars))
        scalars = .init()
        switch charset {
        case .utf8: result.append(DrawnGrapheme(character: character, columns: columns, isStandIn: false))
        case .ascii:
            let sign = character.isASCII ? character : Charset.asciiSigns[character]
            result.append(DrawnGrapheme(character: sign ?? "?", columns: 1, isStandIn: sign == nil))
        }
    }

    /// Control pictures (U+2400…) where they can be shown, caret notation otherwise.
    private static func standIn(forControl code: UInt8, charset: Charset, to result: inout [DrawnGrapheme]) {
        if charset == .utf8, let picture = Unicode.Scalar(code == 0x7F ? 0x2421 : 0x2400 + UInt32(code)) {
            result.append(DrawnGrapheme(character: Character(picture), columns: 1, isStandIn: true))
        } else {
            spell("^" + String(Character(Unicode.Scalar(code ^ 0x40))), to: &result)
        }
    }

    /// `<U+202E>`: the code point by its number.
    private static func standIn(for scalar: Unicode.Scalar, charset: Charset, to result: inout [DrawnGrapheme]) {
        if scalar.value < 0x80 {
            standIn(forControl: UInt8(scalar.value), charset: charset, to: &result)
            return
        }
        let hex = String(scalar.value, radix: 16, uppercase: true)
        spell("<U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex + ">", to: &result)
    }

    private static func spell(_ text: String, to result: inout [DrawnGrapheme]) {
        for character in text { result.append(DrawnGrapheme(character: character, columns: 1, isStandIn: true)) }
    }

    /// Code points that change how others are shown, or that nobody sees: they could make a name look like another.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        default: scalar.properties.isDefaultIgnorableCodePoint
        }
    }

    /// Whether a code point belongs to the emoji that its grapheme begins with, which is drawn without it: a selector, a
    /// skin tone, what is joined by ZWJ, the letters of a region's flag. Elsewhere they are hidden or drawn like any other.
    private static func isEmojiPart(at place: Int, of scalars: [Unicode.Scalar]) -> Bool {
        guard place > 0, let base = scalars.first, base.properties.isEmoji else { return false }
        let isKeycap = scalars.last == "\u{20E3}"
        guard base.value >= 0x80 || isKeycap else { return false }
        func isJoiner(_ place: Int) -> Bool {
            scalars[place] == joiner && place + 1 < scalars.count && scalars[place + 1].properties.isEmoji
        }
        let scalar = scalars[place]
        switch scalar.value {
        case 0xFE0E, 0xFE0F: return true
        case 0xE0020...0xE007F: return base == "\u{1F3F4}" && scalars.last == "\u{E007F}"
        default: return scalar.properties.isEmojiModifier || isJoiner(place) || isJoiner(place - 1)
        }
    }

    /// Whether it is a ZWJ that asks for a conjunct of an Indic script, where it belongs (RFC 5892, appendix A.2).
    private static func isConjunctJoiner(at place: Int, of scalars: [Unicode.Scalar]) -> Bool {
        scalars[place] == joiner && place > 0 && scalars[place - 1].properties.canonicalCombiningClass == .virama
    }

    private static let joiner: Unicode.Scalar = "\u{200D}"

    /// Columns of a code point, as libc counts them, and so as ncurses and most terminals do.
    private static func columns(of scalar: Unicode.Scalar) -> Int {
        Int(curses_width(wchar_t(bitPattern: scalar.value), locale.value))
    }

    private static let locale = UTF8Locale()

    /// The locale object by which columns are counted.
    ///
    /// `@unchecked Sendable` holds: the pointer is a constant, set once by a `static let`; what it points to is made by
    /// `newlocale`, and nothing frees or changes it (no `freelocale`, no `newlocale` with it as a base). `uselocale`, the only
    /// function that it is handed to, sets the locale of the calling thread alone (POSIX.1-2017), and `curses_width` sets the
    /// former one again before it returns.
    private struct UTF8Locale: @unchecked Sendable {
        let value = curses_utf8_locale()
    }
}
