import ImageModel
import Terminal
import ViewModels

/// A row that fits what is typed, and which characters of it were.
struct PaletteMatch: Sendable {
    let entry: PaletteEntry
    /// Characters of the title, counted from its start.
    var inTitle: Set<Int> = []
    /// Characters of the meaning.
    var inMeaning: Set<Int> = []

    /// The rows that fit what is typed, the best first; those that do nothing now come after all others.
    static func ranked(_ entries: [PaletteEntry], for typed: String) -> [PaletteMatch] {
        let typed = typed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !typed.isEmpty else { return sorted(entries.map { (0, PaletteMatch(entry: $0)) }) }
        return sorted(
            entries.compactMap { entry in
                if let match = FuzzyMatch(typed, in: entry.title) {
                    // A name that is typed whole is meant, whatever else it has in brackets.
                    let isMeant = entry.name.lowercased() == typed.lowercased()
                    let score = match.score + Self.titleBonus + (isMeant ? 1000 : 0)
                    return (score, PaletteMatch(entry: entry, inTitle: Set(match.positions)))
                }
                return inMeaning(typed, entry).map { (0, $0) }
            })
    }

    /// What the title says counts for more than what is said of it.
    private static let titleBonus = 100

    /// A sentence has most letters in some order: there, each word has to begin as one that was typed.
    private static func inMeaning(_ typed: String, _ entry: PaletteEntry) -> PaletteMatch? {
        let text = Array(entry.meaning.lowercased())
        guard text.count == entry.meaning.count else { return nil }
        var positions: Set<Int> = []
        for word in typed.lowercased().split(separator: " ").map(Array.init) {
            let start = text.indices.first { index in
                (index == 0 || !(text[index - 1].isLetter || text[index - 1].isNumber))
                    && text[index...].starts(with: word)
            }
            guard let start else { return nil }
            positions.formUnion(start..<start + word.count)
        }
        return PaletteMatch(entry: entry, inMeaning: positions)
    }

    private static func sorted(_ scored: [(score: Int, match: PaletteMatch)]) -> [PaletteMatch] {
        scored.enumerated().sorted { first, second in
            let (one, other) = (first.element, second.element)
            if one.match.entry.isAvailable != other.match.entry.isAvailable { return one.match.entry.isAvailable }
            return one.score == other.score ? first.offset < second.offset : one.score > other.score
        }.map(\.element.match)
    }
}

extension PaletteMatch {
    /// The themes whose names fit.
    static func themes(_ entries: [ThemeShelf.Entry], for typed: String) -> [PaletteMatch] {
        ranked(
            entries.map { entry in
                switch entry.theme {
                case .success(let theme):
                    PaletteEntry(name: entry.name, title: entry.name, meaning: "", deed: .theme(theme))
                case .failure(let error):
                    PaletteEntry(name: entry.name, title: entry.name, meaning: "", deed: .nothing("\(error)"))
                }
            }, for: typed)
    }

    /// The orders of the list that fit: a key in its usual direction, or in one that is typed after it.
    static func orders(for typed: String) -> [PaletteMatch] {
        let orders = ImageOrder.Key.allCases.flatMap { key -> [(name: String, order: ImageOrder)] in
            let usual = [(key.rawValue, ImageOrder.usual(for: key))]
            guard typed.contains(" ") else { return usual }
            return [("asc", true), ("desc", false)].map {
                ("\(key.rawValue) \($0.0)", ImageOrder(key, isAscending: $0.1))
            } + (typed.hasSuffix(" ") ? usual : [])
        }
        return ranked(
            orders.map { name, order in
                PaletteEntry(
                    name: name, title: name, meaning: order.isAscending ? "the least first" : "the greatest first",
                    deed: .sort(order))
            }, for: typed)
    }

    /// The images of the list whose names or ids fit.
    static func images(_ images: [Image], for typed: String) -> [PaletteMatch] {
        let matches = ranked(
            images.map { image in
                PaletteEntry(
                    name: image.nameOrID, title: image.nameOrID, meaning: image.id == image.nameOrID ? "" : image.id,
                    deed: .open(image))
            }, for: typed)
        return Array(matches.prefix(shownImages))
    }

    /// Nobody goes through more of them with the bar.
    private static let shownImages = 100
}
