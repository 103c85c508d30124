import CNcurses

/// Turns bytes into code points, as the locale of the process says, one byte at a time.
///
/// A network delivers bytes as it likes: the end of a character may come with a later read than its beginning. ncurses'
/// own wide-character input loses such a character, and what comes after it.
struct LocaleDecoder {
    private var state = mbstate_t()

    /// What stands for bytes that are no character.
    private static let replacement: Unicode.Scalar = "\u{FFFD}"
    private static let invalid = -1
    private static let incomplete = -2

    /// The code points that are complete with this byte: none or one, or two where it ends a broken character.
    mutating func decode(_ byte: UInt8) -> [Unicode.Scalar] {
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

    /// Gives up on a character that is not complete.
    mutating func finish() -> [Unicode.Scalar] {
        guard mbsinit(&state) == 0 else { return [] }
        state = mbstate_t()
        return [Self.replacement]
    }
}
