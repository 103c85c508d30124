extension Key {
    /// Creates the key for a name as footers and the help show it: `^S`, `F1`, `esc`, `alt-b`, or the character itself.
    ///
    /// The names of keys other than characters are not case-sensitive, and `ctrl-s` is accepted for `^S`. Returns nil for
    /// unknown names, and for pastes, which are not keys.
    package init?(name: String) {
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
            // With Alt, uppercase letters are separate keys.
            self = .alt(character)
        } else if lowered.hasPrefix("f"), let number = Int(lowered.dropFirst()), 1...12 ~= number {
            self = .function(number)
        } else {
            return nil
        }
    }

    /// Whether a terminal can send it as this key: some letters with Control are indistinguishable from other keys, as `^I` is
    /// from Tab.
    package var isSent: Bool {
        switch self {
        case .control("h"), .control("i"), .control("j"), .control("m"), .control("["), .paste: false
        default: true
        }
    }

    /// Returns the single character after a prefix; nil if there is not exactly one.
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

    /// The keys with names, by their lowercase names.
    private static let named: [String: Key] = {
        let keys: [Key] = [
            .character(" "), .alt("\u{7F}"), .enter, .tab, .backTab, .escape, .backspace, .delete, .insert, .up, .down,
            .left, .right, .home, .end, .pageUp, .pageDown,
        ]
        return Dictionary(uniqueKeysWithValues: keys.map { ($0.name.lowercased(), $0) })
    }()
}
