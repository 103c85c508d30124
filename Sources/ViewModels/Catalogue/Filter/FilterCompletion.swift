/// Completes the last word of a filter.
package struct FilterCompletion: Sendable {
    /// The known values, by key.
    private var values: [String: [String]]

    /// Creates a completion from the values that the API defines and those seen on the cloud's images: tags, owners and
    /// properties.
    package init(seen: SeenValues) {
        var found = seen.values
        for key in ["tag", "disk_format", "container_format"] where found[key] == nil { found[key] = [] }
        found["owner", default: []].insert("me")
        found["status", default: []].formUnion(FilterTerm.statuses.filter { $0 != "deleted" })
        // A filter cannot express a value that contains a quotation mark.
        values = found.mapValues { $0.filter { !$0.contains("\"") }.sorted() }.filter { !$0.key.contains("\"") }
        values["visibility"] = FilterTerm.visibilities
        values["member_status"] = FilterTerm.memberStatuses
        values["hidden"] = ["yes", "no"]
        values["protected"] = ["yes", "no"]
        for (alias, key) in FilterWord.aliases where values[alias] == nil { values[alias] = values[key] }
    }

    /// Returns the possible completions of a text, each with its last word completed.
    package func candidates(for text: String) -> [String] {
        let start = Self.place(after: \.isWhitespace, in: text[...]) ?? text.startIndex
        let (before, word) = (text[..<start], text[start...])
        guard let value = Self.place(after: { $0 == ":" }, in: word, isFirst: true) else {
            return word.isEmpty ? [] : keys(beginning: word).map { before + $0 }
        }
        let last = Self.place(after: { $0 == "," }, in: word[value...]) ?? value
        let typed = word[last...]
        let key = Self.bare(word[..<word.index(before: value)])
        return (values[key] ?? values[FilterWord.spelled(key)] ?? []).filter { $0.hasPrefix(Self.bare(typed)) }
            .map { String(before + word[..<last]) + (typed.hasPrefix("\"") ? "\"\($0)\"" : ImageFilter.quoted($0)) }
    }

    /// Returns the keys with a prefix as they are typed, with the operator that follows them.
    private func keys(beginning word: Substring) -> [String] {
        let properties = values.keys.filter { !Self.keys.contains($0 + ":") && FilterWord.aliases[$0] == nil }
        return Self.keys.filter { $0.hasPrefix(word.lowercased()) }
            + properties.filter { $0.hasPrefix(Self.bare(word)) }.sorted().map { ImageFilter.quoted($0) + ":" }
    }

    /// Returns the place after the last unquoted character that satisfies a condition, or after the first one; nil if there is
    /// none.
    private static func place(
        after isWanted: (Character) -> Bool, in text: Substring, isFirst: Bool = false
    ) -> String.Index? {
        var (isQuoted, place): (Bool, String.Index?) = (false, nil)
        for index in text.indices {
            if text[index] == "\"" {
                isQuoted.toggle()
            } else if !isQuoted, isWanted(text[index]) {
                place = text.index(after: index)
                if isFirst { break }
            }
        }
        return place
    }

    /// Returns a text without its quotation marks.
    private static func bare(_ text: Substring) -> String { text.filter { $0 != "\"" } }

    private static let keys = [
        "name:", "status:", "visibility:", "tag:", "owner:", "size>", "size<", "updated<", "updated>", "created<",
        "created>", "disk_format:", "container_format:", "id:", "hidden:", "protected:", "min_disk<", "min_ram<",
        "virtual_size>", "checksum:", "member_status:",
    ]
}
