/// How well a few typed letters match a text. They must occur in it in order, and score higher at the start of a word and side
/// by side.
struct FuzzyMatch: Hashable, Sendable {
    /// The score; higher is better.
    let score: Int
    /// The indices of the matched characters in the text, in ascending order.
    let positions: [Int]

    /// What matches score in addition to one for each letter.
    private enum Bonus {
        static let start = 8
        static let wordStart = 6
        static let sideBySide = 7
        static let prefix = 20
        static let whole = 100
    }

    /// Matches each typed word on its own.
    ///
    /// - Returns: nil if a word does not match.
    init?(_ typed: String, in text: String) {
        let characters = text.map { $0.lowercased() }
        var score = 0
        var positions: Set<Int> = []
        for word in typed.split(whereSeparator: \.isWhitespace) {
            guard let match = Self.best(word.map { $0.lowercased() }, characters) else { return nil }
            score += match.score
            positions.formUnion(match.positions)
        }
        let (typed, text) = (typed.lowercased(), characters.joined())
        if !typed.isEmpty, text.hasPrefix(typed) { score += typed == text ? Bonus.whole : Bonus.prefix }
        self.score = score
        self.positions = positions.sorted()
    }

    /// Returns the best match of a word's letters in a text.
    private static func best(_ word: [String], _ text: [String]) -> (score: Int, positions: [Int])? {
        guard !word.isEmpty, fits(word, text) else { return nil }
        // For each letter of the word: the best score of the letters so far if this one is at a given place in the text, and
        // the place of the letter before it then.
        var rows: [[(score: Int, before: Int)?]] = []
        for (index, letter) in word.enumerated() {
            var row: [(score: Int, before: Int)?] = Array(repeating: nil, count: text.count)
            var bestBefore: (score: Int, place: Int)?
            for place in text.indices {
                defer {
                    if index > 0, let before = rows[index - 1][place], before.score > bestBefore?.score ?? .min {
                        bestBefore = (before.score, place)
                    }
                }
                guard text[place] == letter else { continue }
                let own = 1 + bonus(at: place, text)
                guard index > 0 else {
                    row[place] = (own, -1)
                    continue
                }
                var candidate = bestBefore.map { (score: $0.score + own, before: $0.place) }
                if place > 0, let beside = rows[index - 1][place - 1] {
                    let score = beside.score + own + Bonus.sideBySide
                    if score >= candidate?.score ?? .min { candidate = (score, place - 1) }
                }
                row[place] = candidate
            }
            rows.append(row)
        }
        guard let last = rows.last else { return nil }
        var end: Int?
        for place in last.indices where last[place] != nil {
            if let known = end.flatMap({ last[$0]?.score }), known >= last[place]?.score ?? .min { continue }
            end = place
        }
        guard var place = end, let score = last[place]?.score else { return nil }
        var positions = [place]
        for index in rows.indices.dropFirst().reversed() {
            guard let before = rows[index][place]?.before else { return nil }
            positions.append(before)
            place = before
        }
        return (score, positions.reversed())
    }

    private static func bonus(at place: Int, _ text: [String]) -> Int {
        if place == 0 { return Bonus.start }
        let before = text[place - 1]
        return before.allSatisfy { $0.isLetter || $0.isNumber } ? 0 : Bonus.wordStart
    }

    /// Whether the letters occur in the text in order: a cheap test that excludes most texts.
    private static func fits(_ word: [String], _ text: [String]) -> Bool {
        var rest = word[...]
        for character in text where character == rest.first { rest = rest.dropFirst() }
        return rest.isEmpty
    }
}
