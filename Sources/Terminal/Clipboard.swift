import Foundation

/// The clipboard of the terminal at the far end, which works over SSH: OSC 52, as xterm has it.
///
/// A terminal does not say whether it has taken a text. The text goes out as base64, so that nothing of it is obeyed.
struct Clipboard {
    /// What `TERM` says.
    let terminal: String
    /// Whether the terminal is a pane of tmux.
    let isInTmux: Bool
    /// Whether the terminal is a window of GNU screen.
    let isInScreen: Bool

    /// Characters of base64 at most: what the terminals take that take least.
    static let limit = 100_000
    /// Bytes of a string that GNU screen passes on in one piece.
    private static let screenPiece = 240
    /// Terminals of hardware, or drawn by the kernel: they have no clipboard, and some print what they do not know.
    private static let without = ["linux", "vt", "ansi", "dumb", "cons25", "sun"]

    /// The clipboard of the terminal that the environment tells of.
    init(environment: [String: String]) {
        terminal = environment["TERM"] ?? ""
        isInTmux = environment["TMUX"]?.isEmpty == false
        isInScreen = !isInTmux && environment["STY"]?.isEmpty == false
    }

    /// The bytes that put a text into the clipboard.
    ///
    /// - Throws: `ClipboardError` where the terminal has none, or takes no text of that length.
    func sequence(copying text: String) throws(ClipboardError) -> String {
        guard !Self.without.contains(where: terminal.hasPrefix) else { throw .none(terminal: terminal) }
        let encoded = Data(text.utf8).base64EncodedString()
        guard encoded.utf8.count <= Self.limit else { throw .tooLong(limit: Self.limit / 4 * 3) }
        let plain = "\u{1B}]52;c;\(encoded)\u{7}"
        // tmux takes it with `set-clipboard on`, and hands it on as it is with `allow-passthrough on`; either will do.
        if isInTmux { return plain + "\u{1B}Ptmux;\u{1B}\(plain)\u{1B}\\" }
        if isInScreen { return Self.inPieces(plain) }
        return plain
    }

    /// What GNU screen hands on to its terminal: device control strings, of a length that it takes.
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
public enum ClipboardError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The terminal has no clipboard.
    case none(terminal: String)
    /// It has more bytes than terminals take.
    case tooLong(limit: Int)

    /// What is the matter.
    public var description: String {
        switch self {
        case .none(let terminal): "Not copied: a terminal of the type \(terminal) has no clipboard."
        case .tooLong(let limit): "Not copied: terminals take \(limit) bytes at most, and this is more."
        }
    }
}
