/// A text that is looked for: as it is, or with `*` for any characters and `?` for one.
struct FilterPattern: Hashable, Sendable {
    private enum Piece: Hashable, Sendable {
        case character(Character)
        case one
        case any
    }

    /// The text, where nothing in it is a wildcard; nil where something is.
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

    /// Whether a text is the pattern's: without wildcards the same, as the service compares; with them whatever the case.
    func matches(_ text: String) -> Bool {
        if let literal { return literal == text }
        return Self.matches(pieces[...], Array(text.map(Self.folded))[...])
    }

    /// Whether a text has the pattern in it, whatever the case.
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

    /// The usual walk with one place to come back to, so that no pattern takes more than its length times the text's.
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
