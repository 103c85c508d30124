import CNcurses
import Foundation

/// Converts the input from ncurses into keys and mouse events. Pastes are collected, Alt is recognized by its Esc, and unknown
/// sequences are discarded.
@MainActor
struct KeyReader {
    /// The text of a paste that is being received.
    private var paste: String?
    /// The maximum size of a paste, in bytes; anything beyond is discarded. It is the size of the longest value that a record may
    /// have: a line of text is drawn, and saved, anew with every key.
    var pasteLimit = 1 << 16
    /// The part of a mouse report that has been received so far.
    private var report: String?
    private var decoder = LocaleDecoder()
    /// Input that has been put back or not been used yet, in order.
    private var waiting: [Input] = []

    /// Key codes for the marks around a paste, far above those that ncurses assigns to terminfo's extended keys from `KEY_MAX`
    /// on.
    private static let pasteBegins: Int32 = 0x4000
    private static let pasteEnds: Int32 = 0x4001

    /// Registers the marks around a paste with ncurses.
    static func prepare() {
        define_key("\u{1B}[200~", pasteBegins)
        define_key("\u{1B}[201~", pasteEnds)
    }

    /// Whether a paste is being received.
    var isPasting: Bool { paste != nil }

    /// Returns the next event; nil if no more input is available.
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

    /// Takes what has been received of a paste that has not ended; nil if that is nothing.
    mutating func takePaste() -> Key? {
        guard let text = paste, !text.isEmpty else { return nil }
        paste = ""
        return .paste(text)
    }

    /// Ends a paste whose end mark has not arrived.
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
            // A separate Esc, followed by something else.
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

    /// Whether the next input begins a mouse report; if so, it is consumed.
    ///
    /// Terminals that know xterm's mode 1006 use it on request, even if their terminfo entry only describes the older reports;
    /// ncurses recognizes only what the entry describes.
    private mutating func reportBegins() -> Bool {
        guard let input = read() else { return false }
        if case .scalar("<") = input { return true }
        putBack(input)
        return false
    }

    /// Begins a report after the mark from the terminfo entry.
    private mutating func beginReport() -> Mouse? {
        guard Painter.capability("kmous") == "\u{1B}[M" else {
            report = ""
            return nil
        }
        // An older report: three bytes with an offset of 32, which are not characters.
        let bytes = (0..<3).map { _ in wgetch(curses_stdscr()) }
        guard bytes.allSatisfy({ $0 >= 32 }) else { return nil }
        let (code, column, row) = (Int(bytes[0]) - 32, Int(bytes[1]) - 32, Int(bytes[2]) - 32)
        return Mouse(code: code, column: column, row: row)
    }

    /// Appends to a report, which ends with a letter.
    private mutating func collect(ofReport input: Input) -> Mouse? {
        guard case .scalar(let scalar) = input, let text = report, text.count < Self.reportLimit,
            scalar == ";" || ("0"..."9").contains(scalar) || scalar == "M" || scalar == "m"
        else {
            // The report is incomplete, and this input is not part of it.
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

    /// Discards a control sequence that terminfo does not know, up to its final byte.
    ///
    /// - Returns: Whether there was one.
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
        // Keys with modifiers have names from terminfo's extensions, but numbers that ncurses assigns at run time.
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
        // On the Linux console, ^Z is a key of its own.
        KEY_SUSPEND: .control("z"),
    ]
}
