import Terminal

/// Keys as a person writes them down: `j j enter`, `^S`, `/ status:active enter`.
struct KeySequence {
    /// The keys, in their order.
    let keys: [Key]

    /// Reads words: names of keys as the help has them, in any case; any other word is typed, letter by letter.
    init(_ text: String) {
        keys = text.split(whereSeparator: \.isWhitespace).flatMap { word in
            Self.key(named: word).map { [$0] } ?? word.map(Key.character)
        }
    }

    private static func key(named word: Substring) -> Key? {
        if word.count == 1, let character = word.first { return .character(character) }
        let name = word.lowercased()
        if let key = named[name] { return key }
        if name.count == 2, name.hasPrefix("^"), let letter = name.last { return .control(letter) }
        if name.hasPrefix("alt-"), name.count == 5, let letter = word.last { return .alt(letter) }
        if name.hasPrefix("f"), let number = Int(name.dropFirst()), 1...12 ~= number { return .function(number) }
        return nil
    }

    private static let named: [String: Key] = {
        let keys: [Key] = [
            .character(" "), .enter, .tab, .backTab, .escape, .backspace, .delete, .insert, .up, .down, .left, .right,
            .home, .end, .pageUp, .pageDown,
        ]
        return Dictionary(keys.map { ($0.name.lowercased(), $0) }) { first, _ in first }
    }()
}
