import Terminal

/// Keys as a person writes them: `j j enter`, `^S`, `/ status:active enter`.
struct KeySequence {
    /// The keys, in order.
    let keys: [Key]

    /// Parses a sequence of words. A word that is a key's name in the help, in any case, stands for that key; any other word is
    /// typed letter by letter.
    init(_ text: String) {
        keys = text.split(whereSeparator: \.isWhitespace).flatMap { word in
            Key(name: String(word)).map { [$0] } ?? word.map(Key.character)
        }
    }
}
