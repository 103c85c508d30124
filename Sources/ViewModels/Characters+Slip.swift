extension [Character] {
    /// Whether it is a word but for one letter that is another, missing or too much, or for two that are exchanged.
    public func isSlip(of word: [Character]) -> Bool {
        let common = zip(self, word).prefix { $0 == $1 }.count
        let (own, other) = (dropFirst(common), word.dropFirst(common))
        if own.dropFirst() == other || own == other.dropFirst() || own.dropFirst() == other.dropFirst() { return true }
        return own.count > 1 && own.prefix(2).reversed() == Array(other.prefix(2))
            && own.dropFirst(2) == other.dropFirst(2)
    }
}
