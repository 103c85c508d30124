extension [Character] {
    /// Whether these characters are a word with at most one typing error: a letter replaced, missing or added, or two adjacent
    /// letters swapped.
    package func isSlip(of word: [Character]) -> Bool {
        let common = zip(self, word).prefix { $0 == $1 }.count
        let (own, other) = (dropFirst(common), word.dropFirst(common))
        if own.dropFirst() == other || own == other.dropFirst() || own.dropFirst() == other.dropFirst() { return true }
        return own.count > 1 && own.prefix(2).reversed() == Array(other.prefix(2))
            && own.dropFirst(2) == other.dropFirst(2)
    }
}
