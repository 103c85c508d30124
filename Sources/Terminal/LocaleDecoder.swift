import CNcurses

/// Decodes bytes to code points in the encoding of the process's locale, one byte at a time.
///
/// A network may split a character between two reads. ncurses' own wide-character input loses such a character, and what
/// follows it.
struct LocaleDecoder {
    private var state = mbstate_t()
    /// The bytes of an incomplete character, if input is decoded as UTF-8 in an ASCII locale.
    private var pending: [UInt8] = []
    private let isASCII: Bool

    /// The replacement for bytes that do not form a character.
    private static let replacement: Unicode.Scalar = "\u{FFFD}"
    private static let invalid = -1
    private static let incomplete = -2

    /// Creates a decoder.
    ///
    /// - Parameter isASCII: Whether the locale only knows ASCII, as for a login without a locale. Terminals usually send UTF-8
    ///   even then, so it is decoded as that, like a command's arguments.
    init(isASCII: Bool = Charset.codeset == "ANSI_X3.4-1968") {
        self.isASCII = isASCII
    }

    /// Returns the code points that this byte completes: none or one, or two if it also ends an invalid character.
    mutating func decode(_ byte: UInt8) -> [Unicode.Scalar] {
        guard !isASCII else { return decodeUTF8(byte) }
        let broken = mbsinit(&state) == 0 ? [Self.replacement] : []
        var value = wchar_t()
        var input = CChar(bitPattern: byte)
        switch mbrtowc(&value, &input, 1, &state) {
        case Self.incomplete: return []
        case Self.invalid:
            state = mbstate_t()
            return broken.isEmpty ? [Self.replacement] : broken + decode(byte)
        default:
            return [Unicode.Scalar(UInt32(bitPattern: value)) ?? Self.replacement]
        }
    }

    private mutating func decodeUTF8(_ byte: UInt8) -> [Unicode.Scalar] {
        pending.append(byte)
        if let text = String(validating: pending, as: UTF8.self) {
            pending = []
            return Array(text.unicodeScalars)
        }
        let length = (~pending[0]).leadingZeroBitCount
        let goesOn = pending.count == 1 ? (2...4).contains(length) : UTF8.isContinuation(byte)
        if goesOn, pending.count < length { return [] }
        let isFirst = pending.count == 1
        pending = []
        return [Self.replacement] + (isFirst || goesOn ? [] : decodeUTF8(byte))
    }

    /// Ends an incomplete character, which is replaced.
    mutating func finish() -> [Unicode.Scalar] {
        guard pending.isEmpty else {
            pending = []
            return [Self.replacement]
        }
        guard mbsinit(&state) == 0 else { return [] }
        state = mbstate_t()
        return [Self.replacement]
    }
}
