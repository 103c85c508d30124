extension Key {
    /// The key that a person means by a name, as footers and help show it: `^S`, `F1`, `esc`, `alt-b`, or the character itself.
    ///
    /// The names of keys without a character of their own may be in any case, and `ctrl-s` is `^S`. Nil where there is no such
    /// key, and for pastes, which are no key.
    public init?(name: String) {
        if name.count == 1, let character = name.first, !character.isWhitespace {
            self = .character(character)
            return
        }
        let lowered = name.lowercased()
        if let key = Self.named[lowered] {
            self = key
        } else if let character = Self.rest(of: lowered, after: "^") ?? Self.rest(of: lowered, after: "ctrl-") {
            guard let control = Self.withControl(character) else { return nil }
            self = control
        } else if Self.rest(of: lowered, after: "alt-") != nil, let character = name.last {
            // With Alt, capitals are keys of their own.
            self = .alt(character)
        } else if lowered.hasPrefix("f"), let number = Int(lowered.dropFirst()), 1...12 ~= number {
            self = .function(number)
        } else {
            return nil
        }
    }

    /// Whether a terminal can send it as this key: some letters with Control are other keys there, `^I` is Tab.
    public var isSent: Bool {
        switch self {
        case .control("h"), .control("i"), .control("j"), .control("m"), .control("["), .paste: false
        default: true
        }
    }

    /// The one character after a prefix.
    private static func rest(of name: String, after prefix: String) -> Character? {
        guard name.hasPrefix(prefix), name.count == prefix.count + 1 else { return nil }
        return name.last
    }

    private static func withControl(_ character: Character) -> Key? {
        switch character {
        case "@": .control(" ")
        case "a"..."z", "[", "\\", "]", "^", "_": .control(character)
        default: nil
        }
    }

    /// The keys that have names, by these in lower case.
    private static let named: [String: Key] = {
        let keys: [Key] = [
            .character(" "), .alt("\u{7F}"), .enter, .tab, .backTab, .escape, .backspace, .delete, .insert, .up, .down,
            .left, .right, .home, .end, .pageUp, .pageDown,
        ]
        return Dictionary(uniqueKeysWithValues: keys.map { ($0.name.lowercased(), $0) })
    }()
}
