/// The names of a folder that begin with what is typed.
struct PathMatches: Hashable, Sendable {
    /// The first matching names, in order; folders end in `/`.
    private(set) var choices: [String] = []
    /// The number of matching names.
    private(set) var count = 0
    /// The continuation that all matching names have in common.
    private(set) var suggestion = ""
    /// Whether a name is exactly what is typed, and is not a folder.
    private(set) var isComplete = false

    /// The maximum number of choices, which is more than any screen shows.
    private static let limit = 500

    /// No matches.
    init() {}

    /// The match for `~`, which is not a name in a folder.
    init(home: String) {
        guard home == "~" else { return }
        (choices, count, suggestion) = (["~/"], 1, "/")
    }

    /// Finds the names that begin with a text. Runs off the main actor: a folder may be large.
    ///
    /// - Parameters:
    ///   - beginning: the text that names must begin with.
    ///   - entries: the entries of the folder.
    ///   - endings: names with one of these suffixes are left out.
    @concurrent
    static func find(
        _ beginning: String, in entries: [FileEntry], leavingOut endings: [String] = []
    ) async -> PathMatches {
        let showsHidden = beginning.utf8.first == UInt8(ascii: ".")
        let order = FileOrder()
        let found = entries.filter {
            $0.hasTextName && (showsHidden || !$0.isHidden) && $0.name.utf8.starts(with: beginning.utf8)
                && !endings.contains(where: $0.name.hasSuffix)
        }.sorted { order.puts($0, before: $1) }
        let names = (beginning == ".." ? ["../"] : []) + found.map { $0.kind == .folder ? $0.name + "/" : $0.name }
        var matches = PathMatches()
        matches.isComplete = found.contains { $0.kind != .folder && $0.name.utf8.elementsEqual(beginning.utf8) }
        // A path that is complete and unambiguous has no choices.
        if matches.isComplete && names.count == 1 { return matches }
        matches.choices = Array(names.prefix(limit))
        matches.count = names.count
        matches.suggestion = String(common(names).dropFirst(beginning.unicodeScalars.count))
        return matches
    }

    /// Returns the longest common prefix of the names.
    private static func common(_ names: [String]) -> Substring.UnicodeScalarView {
        guard var common = names.first?.unicodeScalars[...] else { return Substring().unicodeScalars }
        for name in names {
            let scalars = name.unicodeScalars
            var (end, place) = (common.startIndex, scalars.startIndex)
            while end < common.endIndex, place < scalars.endIndex, common[end] == scalars[place] {
                common.formIndex(after: &end)
                scalars.formIndex(after: &place)
            }
            common = common[..<end]
        }
        return common
    }
}
