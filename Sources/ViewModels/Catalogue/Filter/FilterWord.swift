import ImageModel

/// A word of a filter: free text, or a key with a value.
struct FilterWord: Hashable, Sendable {
    /// A character, and whether it means itself because it is in quotation marks.
    struct Letter: Hashable, Sendable {
        let character: Character
        let isQuoted: Bool
    }

    /// How a value is compared.
    enum Comparison: String, CaseIterable, Hashable, Sendable {
        // Those of two characters first: they are looked for in this order.
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case less = "<"
        case greater = ">"
        case equal = ":"
    }

    /// The word as it was typed.
    let text: String
    /// How many characters of the filter are before it.
    let column: Int
    /// The key, in the API's spelling; nil for free text.
    let key: String?
    /// How the value is compared.
    let comparison: Comparison
    /// What follows the key, or all of it.
    let value: [Letter]

    /// The words of a text. Blanks divide them; a part in quotation marks may have any character but a quotation mark.
    ///
    /// - Throws: where a quotation mark is open at the end.
    static func words(of text: String) throws(FilterProblem) -> [FilterWord] {
        var words: [FilterWord] = []
        var letters: [Letter] = []
        var raw = ""
        var start = 0
        var isQuoted = false
        func problem(_ kind: FilterProblem.Kind) -> FilterProblem {
            FilterProblem(kind: kind, word: raw, column: start)
        }
        for (column, character) in text.enumerated() {
            if !isQuoted, character.isWhitespace {
                if !raw.isEmpty { words.append(FilterWord(raw, letters, column: start)) }
                (raw, letters) = ("", [])
                continue
            }
            if raw.isEmpty { start = column }
            raw.append(character)
            if character == "\"" {
                isQuoted.toggle()
            } else {
                letters.append(Letter(character: character, isQuoted: isQuoted))
            }
        }
        guard !isQuoted else { throw problem(.openQuote) }
        if !raw.isEmpty { words.append(FilterWord(raw, letters, column: start)) }
        return words
    }

    private init(_ text: String, _ letters: [Letter], column: Int) {
        self.text = text
        self.column = column
        let marks: Set<Character> = [":", "<", ">"]
        if let mark = letters.firstIndex(where: { !$0.isQuoted && marks.contains($0.character) }), mark > 0 {
            let rest = letters[mark...]
            func begins(_ comparison: Comparison) -> Bool {
                zip(comparison.rawValue, rest).allSatisfy { $0 == $1.character && !$1.isQuoted }
                    && rest.count >= comparison.rawValue.count
            }
            let comparison = Comparison.allCases.first(where: begins) ?? .equal
            key = Self.spelled(String(letters[..<mark].map(\.character)))
            self.comparison = comparison
            value = Array(rest.dropFirst(comparison.rawValue.count))
        } else {
            key = nil
            comparison = .equal
            value = letters
        }
    }

    /// The value as text.
    var valueText: String { String(value.map(\.character)) }

    /// The values of a list: commas divide them.
    var values: [FilterPattern] {
        value.split(separator: Letter(character: ",", isQuoted: false), omittingEmptySubsequences: false)
            .map { FilterPattern($0) }
    }

    /// Whether something is said at all; empty quotation marks say that there is nothing.
    var hasValue: Bool { !value.isEmpty || text.hasSuffix("\"\"") }

    /// Short names that people type, and the API's.
    static let aliases = [
        "disk": "disk_format", "format": "disk_format", "container": "container_format", "hidden": "os_hidden",
        "created": "created_at", "updated": "updated_at", "tags": "tag", "hash": "os_hash_value", "project": "owner",
    ]

    /// The names of what the API has itself; anything else is a property.
    static let attributes: Set<String> = Set(
        ImageAttribute.base.map(\.rawValue) + ImageAttribute.readOnly.map(\.rawValue) + ["tag", "member_status"])

    /// The key of the filter's own that another is but a slip away from; nil where none is.
    static func key(near key: String) -> String? {
        let typed = Array(key.lowercased())
        // Of two letters, every word is but one away.
        guard typed.count > 2 else { return nil }
        return (attributes.sorted() + aliases.keys.sorted()).first { typed.isSlip(of: Array($0)) }
    }

    /// A key in the API's spelling: that of the API's own in small letters, that of a property as it is.
    static func spelled(_ key: String) -> String {
        let lower = key.lowercased()
        return aliases[lower] ?? (attributes.contains(lower) ? lower : key)
    }

    /// Whether a character means something outside of quotation marks.
    static func isSpecial(_ character: Character) -> Bool {
        character.isWhitespace || ":<>,\"*?".contains(character)
    }
}
