import CNcurses

/// A grapheme as the terminal draws it.
struct DrawnGrapheme: Hashable, Sendable {
    /// The content of the cell: a spacing code point, and the ones that combine with it.
    let character: Character
    /// The number of columns: 1 or 2.
    let columns: Int
    /// Whether it is a visible stand-in for something that must not take effect.
    let isStandIn: Bool

    static let space = DrawnGrapheme(character: " ", columns: 1, isStandIn: false)
}

/// The only way from text to cells: all text that is drawn is sanitized here.
///
/// Text from outside (names, tags, server messages, file names) may contain escape sequences, control characters and
/// bidirectional overrides. They are made visible and never take effect. Graphemes that terminals draw in different widths
/// (emoji joined by ZWJ, variation selectors, skin tones) are drawn in the simplest form, which all terminals draw alike. The
/// text itself is not changed.
enum Graphemes {
    /// Returns the graphemes to draw for a text.
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
                // A combining mark without a base is drawn on a dotted circle, as is usual in typography. Parts of Hangul
                // syllables are not combining marks.
                if "\u{25CC}\(scalar)".count == 1 {
                    drawn.append(contentsOf: "\u{25CC}\(scalar)".unicodeScalars)
                    columns = 1
                } else {
                    standIn(for: scalar, charset: charset, to: &result)
                }
            } else {
                // Vowel signs of Indic scripts and the second half of a flag get a cell of their own, as in most terminals.
                flush(&drawn, columns, charset, to: &result)
                drawn.append(scalar)
                columns = width
            }
        }
        flush(&drawn, columns, charset, to: &result)
    }

    /// The maximum number of code points in a cell: ncurses' `CCHARW_MAX`.
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

    /// Appends a stand-in for a control character: a control picture (U+2400…) if it can be shown, or else caret notation.
    private static func standIn(forControl code: UInt8, charset: Charset, to result: inout [DrawnGrapheme]) {
        if charset == .utf8, let picture = Unicode.Scalar(code == 0x7F ? 0x2421 : 0x2400 + UInt32(code)) {
            result.append(DrawnGrapheme(character: Character(picture), columns: 1, isStandIn: true))
        } else {
            spell("^" + String(Character(Unicode.Scalar(code ^ 0x40))), to: &result)
        }
    }

    /// Appends a stand-in that spells the code point's number, for example `<U+202E>`.
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

    /// Whether a code point is invisible or changes how others are shown, so that it could make one name look like another.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        default: scalar.properties.isDefaultIgnorableCodePoint
        }
    }

    /// Whether a code point is part of the emoji that its grapheme begins with, which is drawn without it: a variation
    /// selector, a skin tone, anything joined by ZWJ, or the letters of a region's flag. Elsewhere these are shown as stand-ins
    /// or drawn normally.
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

    /// Whether it is a ZWJ that requests a conjunct of an Indic script, in a position where that is valid (RFC 5892, appendix
    /// A.2).
    private static func isConjunctJoiner(at place: Int, of scalars: [Unicode.Scalar]) -> Bool {
        scalars[place] == joiner && place > 0 && scalars[place - 1].properties.canonicalCombiningClass == .virama
    }

    private static let joiner: Unicode.Scalar = "\u{200D}"

    /// Returns the number of columns of a code point according to libc, which ncurses and most terminals agree with.
    private static func columns(of scalar: Unicode.Scalar) -> Int {
        Int(curses_width(wchar_t(bitPattern: scalar.value), locale.value))
    }

    private static let locale = UTF8Locale()

    /// The locale that determines the width of code points.
    ///
    /// `@unchecked Sendable` is safe: the pointer is a constant, set once by a `static let`, and nothing frees or changes the
    /// object that `newlocale` has made (no `freelocale`, no `newlocale` with it as a base). It is only passed to `uselocale`,
    /// which sets the locale of the calling thread alone (POSIX.1-2017); `curses_width` restores the previous one before it
    /// returns.
    private struct UTF8Locale: @unchecked Sendable {
        let value = curses_utf8_locale()
    }
}
