import ImageModel
import Terminal
import ViewModels

/// A row that matches the typed text, and the characters that matched.
struct PaletteMatch: Sendable {
    let entry: PaletteEntry
    /// The indices of the matched characters in the title.
    var inTitle: Set<Int> = []
    /// The indices of the matched characters in the meaning.
    var inMeaning: Set<Int> = []
    /// The typed argument, if only the command's name was matched.
    var argument = ""

    /// Returns the rows that match the typed text, the best first. Those that are not available come last.
    static func ranked(_ entries: [PaletteEntry], for typed: String) -> [PaletteMatch] {
        let typed = typed.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !typed.isEmpty else { return sorted(entries.map { (0, PaletteMatch(entry: $0)) }) }
        return sorted(
            entries.compactMap { entry in
                let other = inOthers(typed, entry)
                if let match = FuzzyMatch(typed, in: entry.title) {
                    // A name typed in full is what is meant, whatever follows it in parentheses.
                    let isMeant = entry.name.lowercased() == typed.lowercased()
                    let score = match.score + Self.titleBonus + (isMeant ? 1000 : 0)
                    return (max(score, other ?? 0), PaletteMatch(entry: entry, inTitle: Set(match.positions)))
                }
                if let other { return (other, PaletteMatch(entry: entry)) }
                return inMeaning(typed, entry).map { (0, $0) }
            })
    }

    /// Returns the commands that match the typed text. If there are none, those whose name matches its first word and that take
    /// the rest as an argument; failing that, those that a typing error may have missed.
    static func commands(_ entries: [PaletteEntry], for typed: String) -> [PaletteMatch] {
        let all = ranked(entries, for: typed)
        let words = typed.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
        guard all.isEmpty, let first = words.first else { return all }
        guard words.count > 1 else { return near(entries, first) }
        let takers = entries.filter(\.takesArgument)
        let fitting = ranked(takers, for: first)
        let found = (fitting.isEmpty ? near(takers, first) : fitting).map { match in
            var match = match
            match.argument = words[1]
            return match
        }
        return found.isEmpty ? near(entries, words.joined(separator: " ")) : found
    }

    /// Returns the commands that differ from the typed text by one letter or by two swapped ones. Those typed in full come
    /// before those of which it is the beginning.
    private static func near(_ entries: [PaletteEntry], _ typed: String) -> [PaletteMatch] {
        let typed = Array(typed.lowercased())
        // A text of two letters is within one typing error of too many words.
        guard typed.count > 2 else { return [] }
        return sorted(
            entries.compactMap { entry in
                let name = entry.name.lowercased()
                let words = [name] + name.split(separator: " ").map(String.init) + entry.others
                let scores = words.map(Array.init).compactMap { word -> Int? in
                    if typed.isSlip(of: word) { return 2 }
                    return (typed.count - 1...typed.count + 1).contains { typed.isSlip(of: Array(word.prefix($0))) }
                        ? 1 : nil
                }
                return scores.max().map { ($0, PaletteMatch(entry: entry)) }
            })
    }

    /// Returns the score of another word for a row: more than for scattered letters if typed in full, less for its beginning.
    private static func inOthers(_ typed: String, _ entry: PaletteEntry) -> Int? {
        let typed = typed.lowercased()
        if entry.others.contains(typed) { return titleBonus + 40 }
        return typed.count > 2 && entry.others.contains { $0.hasPrefix(typed) } ? titleBonus - 40 : nil
    }

    /// The additional score of a match in the title, compared with one in the meaning.
    private static let titleBonus = 100

    /// Matches the meaning by the beginnings of words: in a whole sentence, scattered letters would match nearly everything.
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
    /// Returns the themes whose names match.
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

    /// Returns the orders of the list that match: each key in its default direction, or in the direction typed after it.
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

    /// Returns the saved views whose names match.
    static func views(_ views: [SavedView], for typed: String) -> [PaletteMatch] {
        ranked(
            views.map { view in
                PaletteEntry(
                    name: view.name, title: view.name, meaning: view.filter.isEmpty ? "every image" : view.filter,
                    deed: .look(view))
            }, for: typed)
    }

    /// Returns the listed images whose names or ids match.
    static func images(_ images: [Image], for typed: String) -> [PaletteMatch] {
        let matches = ranked(
            images.map { image in
                PaletteEntry(
                    name: image.nameOrID, title: image.nameOrID, meaning: image.id == image.nameOrID ? "" : image.id,
                    deed: .open(image))
            }, for: typed)
        return Array(matches.prefix(shownImages))
    }

    /// The maximum number of images shown; nobody scrolls through more of them.
    private static let shownImages = 100
}
