import CNcurses
import Foundation

/// Turns what ncurses reads into keys: pastes whole, Alt by its Esc, sequences that nobody knows dropped.
@MainActor
struct KeyReader {
    /// Pasted text so far, while a paste is coming in.
    private var paste: String?
    /// Characters of a paste that are kept; what comes beyond is dropped.
    private static let pasteLimit = 1 << 20

    private static let pasteBegins: Int32 = 0o1000
    private static let pasteEnds: Int32 = 0o1001

    /// Teaches ncurses the marks around a paste.
    static func prepare() {
        define_key("\u{1B}[200~", pasteBegins)
        define_key("\u{1B}[201~", pasteEnds)
    }

    /// Whether a paste has begun and not ended.
    var isPasting: Bool { paste != nil }

    /// The next key that is there; nil when nothing more is there now.
    mutating func next() -> Key? {
        while let input = read() {
            if paste != nil {
                if let key = collect(input) { return key }
            } else if case .code(Self.pasteBegins) = input {
                paste = ""
            } else if let key = key(for: input) {
                return key
            }
        }
        return nil
    }

    /// Ends a paste whose end mark did not come.
    mutating func endPaste() -> Key? {
        guard let text = paste else { return nil }
        paste = nil
        return .paste(text)
    }

    private enum Input {
        case scalar(Unicode.Scalar)
        case code(Int32)
    }

    private func read() -> Input? {
        var value = wint_t()
        switch wget_wch(curses_stdscr(), &value) {
        case KEY_CODE_YES: return .code(Int32(bitPattern: value))
        case OK: return Unicode.Scalar(value).map(Input.scalar) ?? .code(-1)
        default: return nil
        }
    }

    private mutating func collect(_ input: Input) -> Key? {
        switch input {
        case .code(Self.pasteEnds): return endPaste()
        case .code: return nil
        case .scalar(let scalar):
            if (paste?.unicodeScalars.count ?? 0) < Self.pasteLimit {
                paste?.unicodeScalars.append(scalar == "\r" ? "\n" : scalar)
            }
            return nil
        }
    }

    private func key(for input: Input) -> Key? {
        switch input {
        case .code(let code): Self.key(forCode: code)
        case .scalar("\u{1B}"): keyAfterEscape()
        case .scalar(let scalar): Self.key(for: scalar)
        }
    }

    private func keyAfterEscape() -> Key? {
        switch read() {
        case nil: return .escape
        case .scalar("\u{1B}"): return .escape
        case .code(let code): return Self.key(forCode: code)
        case .scalar(let scalar) where scalar == "[" || scalar == "O":
            return dropSequence() ? nil : .alt(Character(scalar))
        case .scalar(let scalar):
            guard case .character(let character) = Self.key(for: scalar) else { return .escape }
            return .alt(character)
        }
    }

    /// Reads a control sequence that terminfo does not know to its final byte.
    ///
    /// - Returns: whether there was one.
    private func dropSequence() -> Bool {
        var isSequence = false
        while case .scalar(let scalar)? = read() {
            isSequence = true
            if (0x40...0x7E).contains(scalar.value) { break }
        }
        return isSequence
    }

    private static func key(for scalar: Unicode.Scalar) -> Key {
        switch scalar.value {
        case 0x0D, 0x0A: .enter
        case 0x09: .tab
        case 0x08, 0x7F: .backspace
        case 0x00: .control(" ")
        case 0x01...0x1A: .control(Character(Unicode.Scalar(UInt8(scalar.value + 0x60))))
        case 0x1B...0x1F: .control(Character(Unicode.Scalar(UInt8(scalar.value + 0x40))))
        default: .character(Character(scalar))
        }
    }

    private static func key(forCode code: Int32) -> Key? {
        if let key = named[code] { return key }
        if (KEY_F0 + 1...KEY_F0 + 12).contains(code) { return .function(Int(code - KEY_F0)) }
        // Keys with modifiers have names in terminfo's extensions, and numbers of ncurses' own choice.
        switch keyname(code).map({ String(cString: $0) }) {
        case "kRIT5", "kRIT3": return .alt("f")
        case "kLFT5", "kLFT3": return .alt("b")
        case "kDC5", "kDC3": return .alt("d")
        default: return nil
        }
    }

    private static let named: [Int32: Key] = [
        KEY_UP: .up, KEY_DOWN: .down, KEY_LEFT: .left, KEY_RIGHT: .right, KEY_HOME: .home, KEY_END: .end,
        KEY_FIND: .home, KEY_SELECT: .end, KEY_PPAGE: .pageUp, KEY_NPAGE: .pageDown, KEY_DC: .delete, KEY_IC: .insert,
        KEY_BACKSPACE: .backspace, KEY_ENTER: .enter, KEY_BTAB: .backTab,
        // The Linux console calls ^Z a key of its own.
        KEY_SUSPEND: .control("z"),
    ]
}
