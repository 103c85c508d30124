import CNcurses
import Foundation

/// Turns what ncurses reads into keys and what the mouse does: pastes whole, Alt by its Esc, sequences that nobody knows
/// dropped.
@MainActor
struct KeyReader {
    /// Pasted text so far, while a paste is coming in.
    private var paste: String?
    /// Bytes of a paste that are kept; what comes beyond is dropped. It is as much as the longest value that a record may have:
    /// a line that is typed in is drawn, and kept, anew with every key.
    var pasteLimit = 1 << 16
    /// What a terminal has said of its mouse so far, while that is coming in.
    private var report: String?
    private var decoder = LocaleDecoder()
    /// What was read too early, the next one first.
    private var waiting: [Input] = []

    /// Codes far above those that ncurses gives to the keys of terminfo's extensions, which begin at KEY_MAX.
    private static let pasteBegins: Int32 = 0x4000
    private static let pasteEnds: Int32 = 0x4001

    /// Teaches ncurses the marks around a paste.
    static func prepare() {
        define_key("\u{1B}[200~", pasteBegins)
        define_key("\u{1B}[201~", pasteEnds)
    }

    /// Whether a paste has begun and not ended.
    var isPasting: Bool { paste != nil }

    /// What was done next; nil when nothing more is there now.
    mutating func next() -> Event? {
        while let input = read() {
            if paste != nil {
                if let key = collect(input) { return .key(key) }
            } else if report != nil {
                if let mouse = collect(ofReport: input) { return .mouse(mouse) }
            } else if case .code(Self.pasteBegins) = input {
                paste = ""
            } else if case .code(KEY_MOUSE) = input {
                if let mouse = beginReport() { return .mouse(mouse) }
            } else if let key = key(for: input) {
                return .key(key)
            }
        }
        return nil
    }

    /// What has come of a paste that has not ended; nil where that is nothing.
    mutating func takePaste() -> Key? {
        guard let text = paste, !text.isEmpty else { return nil }
        paste = ""
        return .paste(text)
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

    private mutating func read() -> Input? {
        while waiting.isEmpty {
            let value = wgetch(curses_stdscr())
            if value == ERR { return nil }
            if let byte = UInt8(exactly: value) {
                waiting = decoder.decode(byte).map(Input.scalar)
            } else {
                waiting = decoder.finish().map(Input.scalar) + [.code(value)]
            }
        }
        return waiting.removeFirst()
    }

    private mutating func putBack(_ input: Input) {
        waiting.insert(input, at: 0)
    }

    private mutating func collect(_ input: Input) -> Key? {
        switch input {
        case .code(Self.pasteEnds): return endPaste()
        case .code: return nil
        case .scalar(let scalar):
            if (paste?.utf8.count ?? 0) < pasteLimit {
                paste?.unicodeScalars.append(scalar == "\r" ? "\n" : scalar)
            }
            return nil
        }
    }

    private mutating func key(for input: Input) -> Key? {
        switch input {
        case .code(let code): return Self.key(forCode: code)
        case .scalar("\u{1B}"): return keyAfterEscape()
        case .scalar(let scalar): return Self.key(for: scalar)
        }
    }

    private mutating func keyAfterEscape() -> Key? {
        guard let input = read() else { return .escape }
        switch input {
        case .scalar("\u{1B}"), .code(Self.pasteBegins):
            // Esc by itself, and something else after it.
            putBack(input)
            return .escape
        case .code(let code):
            let key = Self.key(forCode: code)
            return key == .backspace ? Self.altBackspace : key
        case .scalar("[") where reportBegins():
            report = ""
            return nil
        case .scalar(let scalar) where scalar == "[" || scalar == "O":
            return dropSequence() ? nil : .alt(Character(scalar))
        case .scalar(let scalar):
            switch Self.key(for: scalar) {
            case .character(let character): return .alt(character)
            case .backspace: return Self.altBackspace
            default:
                putBack(input)
                return .escape
            }
        }
    }

    // MARK: The mouse

    /// Whether what comes next begins a report of the mouse, which is then behind it.
    ///
    /// Terminals that know xterm's mode 1006 use it once they are asked to, also where their description has the older
    /// reports alone, and ncurses takes nothing for a mouse but what it says.
    private mutating func reportBegins() -> Bool {
        guard let input = read() else { return false }
        if case .scalar("<") = input { return true }
        putBack(input)
        return false
    }

    /// Begins a report after the mark that the terminal's description has for it.
    private mutating func beginReport() -> Mouse? {
        guard Painter.capability("kmous") == "\u{1B}[M" else {
            report = ""
            return nil
        }
        // The older reports: three bytes, each 32 more than what it says, that are no characters.
        let bytes = (0..<3).map { _ in wgetch(curses_stdscr()) }
        guard bytes.allSatisfy({ $0 >= 32 }) else { return nil }
        let (code, column, row) = (Int(bytes[0]) - 32, Int(bytes[1]) - 32, Int(bytes[2]) - 32)
        return Mouse(code: code, column: column, row: row)
    }

    /// Adds to a report; its last letter ends it.
    private mutating func collect(ofReport input: Input) -> Mouse? {
        guard case .scalar(let scalar) = input, let text = report, text.count < Self.reportLimit,
            scalar == ";" || ("0"..."9").contains(scalar) || scalar == "M" || scalar == "m"
        else {
            // It has broken off; what comes is not a part of it.
            report = nil
            putBack(input)
            return nil
        }
        report = text + String(scalar)
        guard scalar == "M" || scalar == "m" else { return nil }
        report = nil
        return Mouse(report: text + String(scalar))
    }

    private static let reportLimit = 32

    private static let altBackspace = Key.alt("\u{7F}")

    /// Reads a control sequence that terminfo does not know to its final byte.
    ///
    /// - Returns: whether there was one.
    private mutating func dropSequence() -> Bool {
        var isSequence = false
        while let input = read() {
            guard case .scalar(let scalar) = input, scalar != "\u{1B}" else {
                putBack(input)
                break
            }
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
