import ImageModel

/// A word of a filter: free text, or a key with a value.
struct FilterWord: Hashable, Sendable {
    /// A character, and whether quotation marks make it literal.
    struct Letter: Hashable, Sendable {
        let character: Character
        let isQuoted: Bool
    }

    /// How a value is compared.
    enum Comparison: String, CaseIterable, Hashable, Sendable {
        // The operators of two characters come first, because they are tried in this order.
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case less = "<"
        case greater = ">"
        case equal = ":"
    }

    /// The word as it was typed.
    let text: String
    /// The number of characters of the filter before the word.
    let column: Int
    /// The key in the API's spelling; nil for free text.
    let key: String?
    /// How the value is compared.
    let comparison: Comparison
    /// The text after the key's operator, or the whole word if there is no key.
    let value: [Letter]

    /// Splits a text into words at unquoted whitespace. A quoted part may contain any character but a quotation mark.
    ///
    /// - Throws: A `FilterProblem` if a quotation mark is left open.
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

    /// The values of a list, which commas separate.
    var values: [FilterPattern] {
        value.split(separator: Letter(character: ",", isQuoted: false), omittingEmptySubsequences: false)
            .map { FilterPattern($0) }
    }

    /// Whether there is a value; empty quotation marks stand for the empty one.
    var hasValue: Bool { !value.isEmpty || text.hasSuffix("\"\"") }

    /// Short names that people type, with the API's names.
    static let aliases = [
        "disk": "disk_format", "format": "disk_format", "container": "container_format", "hidden": "os_hidden",
        "created": "created_at", "updated": "updated_at", "tags": "tag", "hash": "os_hash_value", "project": "owner",
    ]

    /// The keys that the API defines; any other is a property.
    static let attributes: Set<String> = Set(
        ImageAttribute.base.map(\.rawValue) + ImageAttribute.readOnly.map(\.rawValue) + ["tag", "member_status"])

    /// Returns the filter's own key that differs from another key by one typing error; nil if there is none.
    static func key(near key: String) -> String? {
        let typed = Array(key.lowercased())
        // Every word is one typing error away from some word of two letters.
        guard typed.count > 2 else { return nil }
        return (attributes.sorted() + aliases.keys.sorted()).first { typed.isSlip(of: Array($0)) }
    }

    /// Returns a key in the API's spelling: the API's own keys in lowercase, a property's as it is.
    static func spelled(_ key: String) -> String {
        let lower = key.lowercased()
        return aliases[lower] ?? (attributes.contains(lower) ? lower : key)
    }

    /// Whether a character has a meaning outside of quotation marks.
    static func isSpecial(_ character: Character) -> Bool {
        character.isWhitespace || ":<>,\"*?".contains(character)
    }
}
