import Terminal

/// Keys as a person writes them down: `j j enter`, `^S`, `/ status:active enter`.
struct KeySequence {
    /// The keys, in their order.
    let keys: [Key]

    /// Reads words: names of keys as the help has them, in any case; any other word is typed, letter by letter.
    init(_ text: String) {
        keys = text.split(whereSeparator: \.isWhitespace).flatMap { word in
            Key(name: String(word)).map { [$0] } ?? word.map(Key.character)
        }
    }
}
