import CNcurses

/// Turns bytes into code points, as the locale of the process says, one byte at a time.
///
/// A network delivers bytes as it likes: the end of a character may come with a later read than its beginning. ncurses'
/// own wide-character input loses such a character, and what comes after it.
struct LocaleDecoder {
    private var state = mbstate_t()
    /// Bytes of a character that is not complete, where they are read as UTF-8 whatever the locale says.
    private var pending: [UInt8] = []
    private let isASCII: Bool

    /// What stands for bytes that are no character.
    private static let replacement: Unicode.Scalar = "\u{FFFD}"
    private static let invalid = -1
    private static let incomplete = -2

    /// A decoder of no bytes yet.
    ///
    /// - Parameter isASCII: whether the locale knows ASCII alone, as that of a login without any does. Terminals send UTF-8 then all
    ///   the same, and a command's arguments are read as that, too.
    init(isASCII: Bool = Charset.codeset == "ANSI_X3.4-1968") {
        self.isASCII = isASCII
    }

    /// The code points that are complete with this byte: none or one, or two where it ends a broken character.
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

    /// Gives up on a character that is not complete.
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
