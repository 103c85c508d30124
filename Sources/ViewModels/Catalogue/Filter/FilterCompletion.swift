public import ImageModel

/// What a half-typed word of a filter may become.
public struct FilterCompletion: Sendable {
    /// The values that there are, by the keys that they are of.
    private var values: [String: [String]]

    /// Completion from what the API has, and from what images of the list have: tags, owners and properties.
    public init(images: some Sequence<Image>) {
        var found: [String: Set<String>] = [
            "tag": [], "owner": ["me"], "status": [], "disk_format": [], "container_format": [],
        ]
        for image in images.prefix(Self.looked) {
            found["tag"]?.formUnion(image.tags)
            if let owner = image.owner { found["owner"]?.insert(owner) }
            found["status"]?.insert(image.status.rawValue)
            if let format = image.diskFormat { found["disk_format"]?.insert(format) }
            if let format = image.containerFormat { found["container_format"]?.insert(format) }
            for (key, value) in image.additional {
                guard let text = value.string else { continue }
                found[key, default: []].insert(text)
            }
        }
        for status in Self.statuses { found["status"]?.insert(status) }
        values = found.mapValues { $0.filter { !$0.contains(where: Self.needsQuotes) }.sorted() }
        values["visibility"] = FilterTerm.visibilities
        values["member_status"] = FilterTerm.memberStatuses
        values["hidden"] = ["yes", "no"]
        values["protected"] = ["yes", "no"]
        for (alias, key) in FilterWord.aliases where values[alias] == nil { values[alias] = values[key] }
    }

    /// Texts that a text may become, each with its last word completed; the text itself is a part of each.
    public func candidates(for text: String) -> [String] {
        let start = text.lastIndex(where: \.isWhitespace).map(text.index(after:)) ?? text.startIndex
        let (before, word) = (text[..<start], text[start...])
        guard let colon = word.firstIndex(of: ":") else {
            guard !word.isEmpty else { return [] }
            return keys.filter { $0.hasPrefix(word) }.map { before + $0 }
        }
        let list = word.index(after: colon)
        let last = word[list...].lastIndex(of: ",").map(word.index(after:)) ?? list
        let typed = word[last...]
        return (values[String(word[..<colon])] ?? []).filter { $0.hasPrefix(typed) }
            .map { before + word[..<last] + $0 }
    }

    /// The keys, as they are typed: with what follows them.
    private var keys: [String] {
        let properties = values.keys.filter { !Self.keys.contains($0 + ":") && FilterWord.aliases[$0] == nil }
        return Self.keys + properties.filter { !$0.contains(where: Self.needsQuotes) }.sorted().map { $0 + ":" }
    }

    private static let keys = [
        "name:", "status:", "visibility:", "tag:", "owner:", "size>", "size<", "updated<", "updated>", "created<",
        "created>", "disk_format:", "container_format:", "id:", "hidden:", "protected:", "min_disk<", "min_ram<",
        "virtual_size>", "checksum:", "member_status:",
    ]
    private static let statuses = [
        "queued", "saving", "uploading", "importing", "active", "deactivated", "killed", "pending_delete",
    ]
    /// Images that are looked at: enough to know what there is, and no matter for a key.
    private static let looked = 500

    private static func needsQuotes(_ character: Character) -> Bool {
        character.isWhitespace || ":<>,\"*?".contains(character)
    }
}
