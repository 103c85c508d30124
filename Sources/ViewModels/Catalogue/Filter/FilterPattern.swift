/// A text to search for, literally or with the wildcards `*` for any characters and `?` for one.
struct FilterPattern: Hashable, Sendable {
    private enum Piece: Hashable, Sendable {
        case character(Character)
        case one
        case any
    }

    /// The text, if it contains no wildcard; nil otherwise.
    let literal: String?
    private let pieces: [Piece]

    init(_ letters: some Sequence<FilterWord.Letter>) {
        let pieces = letters.map { letter -> Piece in
            switch (letter.character, letter.isQuoted) {
            case ("*", false): .any
            case ("?", false): .one
            case (let character, _): .character(character)
            }
        }
        self.pieces = pieces.map { piece in
            guard case .character(let character) = piece else { return piece }
            return .character(Self.folded(character))
        }
        let characters = pieces.compactMap { piece -> Character? in
            if case .character(let character) = piece { character } else { nil }
        }
        literal = characters.count == pieces.count ? String(characters) : nil
    }

    /// Whether the pattern matches a whole text: exactly, as the service compares, if there is no wildcard; regardless of case
    /// if there is one.
    func matches(_ text: String) -> Bool {
        if let literal { return literal == text }
        return Self.matches(pieces[...], Array(text.map(Self.folded))[...])
    }

    /// Whether a text contains the pattern, regardless of case.
    func isIn(_ text: String) -> Bool {
        let folded = Array(text.map(Self.folded))
        if literal != nil {
            let wanted = pieces.compactMap { if case .character(let character) = $0 { character } else { nil } }
            return wanted.isEmpty || folded.indices.contains { folded[$0...].starts(with: wanted) }
        }
        return Self.matches([.any] + pieces[...] + [.any], folded[...])
    }

    private static func folded(_ character: Character) -> Character {
        let lower = character.lowercased()
        return lower.count == 1 ? Character(lower) : character
    }

    /// Matches wildcards with a single point to backtrack to, so that the time is at most proportional to the pattern's length
    /// times the text's.
    private static func matches(_ pieces: ArraySlice<Piece>, _ text: ArraySlice<Character>) -> Bool {
        var (piece, place) = (pieces.startIndex, text.startIndex)
        var back: (piece: Int, place: Int)?
        while place < text.endIndex {
            if piece < pieces.endIndex, pieces[piece] == .any {
                piece += 1
                back = (piece, place)
            } else if piece < pieces.endIndex, pieces[piece] == .one || pieces[piece] == .character(text[place]) {
                piece += 1
                place += 1
            } else if let last = back {
                back = (last.piece, last.place + 1)
                (piece, place) = (last.piece, last.place + 1)
            } else {
                return false
            }
        }
        return pieces[piece...].allSatisfy { $0 == .any }
    }
}
