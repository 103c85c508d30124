import Foundation

/// The clipboard of the user's terminal, also over SSH, by xterm's OSC 52 sequence.
///
/// A terminal does not report whether it has accepted a text. The text is sent as base64, so none of it is interpreted as
/// control sequences.
struct Clipboard {
    /// The terminal type, from `TERM`.
    let terminal: String
    /// Whether the terminal is a pane of tmux.
    let isInTmux: Bool
    /// Whether the terminal is a window of GNU screen.
    let isInScreen: Bool

    /// The maximum length of the base64 text, in bytes: what the most restrictive terminals accept.
    static let limit = 100_000
    /// The number of bytes that GNU screen passes on in one string.
    private static let screenPiece = 240
    /// Prefixes of hardware and kernel terminals. They have no clipboard, and some print unknown sequences.
    private static let without = ["linux", "vt", "ansi", "dumb", "cons25", "sun"]

    /// Creates the clipboard of the terminal that the environment describes.
    init(environment: [String: String]) {
        terminal = environment["TERM"] ?? ""
        isInTmux = environment["TMUX"]?.isEmpty == false
        isInScreen = !isInTmux && environment["STY"]?.isEmpty == false
    }

    /// Returns the bytes that copy a text to the clipboard.
    ///
    /// - Throws: `ClipboardError` if the terminal has no clipboard, or the text is too long for it.
    func sequence(copying text: String) throws(ClipboardError) -> String {
        guard !Self.without.contains(where: terminal.hasPrefix) else { throw .none(terminal: terminal) }
        let encoded = Data(text.utf8).base64EncodedString()
        guard encoded.utf8.count <= Self.limit else { throw .tooLong(limit: Self.limit / 4 * 3) }
        let plain = "\u{1B}]52;c;\(encoded)\u{7}"
        // tmux accepts the plain sequence with `set-clipboard on`, and passes the wrapped one through with `allow-passthrough
        // on`.
        if isInTmux { return plain + "\u{1B}Ptmux;\u{1B}\(plain)\u{1B}\\" }
        if isInScreen { return Self.inPieces(plain) }
        return plain
    }

    /// Returns the sequence wrapped for GNU screen to pass on: as device control strings of a length that it accepts.
    private static func inPieces(_ sequence: String) -> String {
        var rest = sequence.utf8[...]
        var result = ""
        while !rest.isEmpty {
            result += "\u{1B}P" + String(decoding: rest.prefix(screenPiece), as: UTF8.self) + "\u{1B}\\"
            rest = rest.dropFirst(screenPiece)
        }
        return result
    }
}

/// Why a text cannot be copied.
package enum ClipboardError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The terminal has no clipboard.
    case none(terminal: String)
    /// The text is longer than terminals accept; the limit is in bytes.
    case tooLong(limit: Int)

    /// What went wrong.
    package var description: String {
        switch self {
        case .none(let terminal): "Not copied: a terminal of the type \(terminal) has no clipboard."
        case .tooLong(let limit): "Not copied: terminals take \(limit) bytes at most, and this is more."
        }
    }
}
