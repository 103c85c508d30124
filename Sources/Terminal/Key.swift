/// A key press or a paste, as received from the terminal.
package enum Key: Hashable, Sendable {
    /// A letter, digit or sign. A combining mark that is typed separately is also received separately.
    case character(Character)
    /// A lowercase letter or a sign with Control; a space for Ctrl-Space, which is the same as Ctrl-@.
    case control(Character)
    /// A character with Alt (or after Esc); U+007F for Backspace.
    case alt(Character)
    /// F1 to F12.
    case function(Int)
    /// Pasted text as a whole, including its line breaks; it is never treated as keys.
    case paste(String)
    case enter, tab, backTab, escape, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown

    /// Whether it is a letter, digit or sign, which a text field accepts.
    package var isCharacter: Bool {
        if case .character = self { return true }
        return false
    }

    /// The key's name as footers and the help show it, for example `^S`, `F1`, `esc`.
    package var name: String {
        switch self {
        case .character(" "): "space"
        case .character(let character): String(character)
        case .control(" "): "^@"
        case .control(let character): "^" + character.uppercased()
        case .alt("\u{7F}"): "alt-backspace"
        case .alt(let character): "alt-" + String(character)
        case .function(let number): "F\(number)"
        case .paste: "paste"
        case .enter: "enter"
        case .tab: "tab"
        case .backTab: "shift-tab"
        case .escape: "esc"
        case .backspace: "backspace"
        case .delete: "del"
        case .insert: "ins"
        case .up: "up"
        case .down: "down"
        case .left: "left"
        case .right: "right"
        case .home: "home"
        case .end: "end"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        }
    }
}
