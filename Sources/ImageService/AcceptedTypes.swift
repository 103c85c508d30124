/// What a request's `Accept` says, so far as it matters here: how much a media type without parameters is wanted.
///
/// Source: RFC 9110, 12.5.1 "Accept". The more a range of types says, the more it counts; what has parameters of its own is
/// another type.
struct AcceptedTypes: Sendable {
    private struct Entry: Sendable {
        /// `type/subtype`, `type/*` or `*/*`, in lower case.
        let range: String
        /// From 0, not at all, to 1.
        let quality: Double
    }

    private let entries: [Entry]

    /// - Returns: nil where the text is no list of media types.
    init?(_ text: String) {
        var entries: [Entry] = []
        for element in text.split(separator: ",") where element.contains(where: { !$0.isWhitespace }) {
            let parts = element.split(separator: ";").map { String($0).trimmingSpaces().lowercased() }
            guard let range = parts.first, range.wholeMatch(of: /[^\s\/"]+\/[^\s\/"]+/) != nil else { return nil }
            var quality = 1.0
            if parts.count > 1 {
                guard let weight = parts[1].wholeMatch(of: /q=([01](?:\.\d{0,3})?)/) else {
                    // A parameter: no type without one is meant.
                    guard parts[1].contains("=") else { return nil }
                    continue
                }
                quality = min(1, Double(weight.1) ?? 1)
            }
            entries.append(Entry(range: range, quality: quality))
        }
        self.entries = entries
    }

    /// How much a type is wanted: 0 where it is not.
    func quality(of type: String) -> Double {
        let group = type.prefix { $0 != "/" } + "/*"
        let match = [type, String(group), "*/*"].lazy.compactMap { range in entries.first { $0.range == range } }.first
        return match?.quality ?? 0
    }

    /// The type that is wanted most; of several, the first one.
    ///
    /// - Returns: nil where none is wanted.
    func best(of types: [String]) -> String? {
        let wanted = types.map { (type: $0, quality: quality(of: $0)) }
        guard let most = wanted.map(\.quality).max(), most > 0 else { return nil }
        return wanted.first { $0.quality == most }?.type
    }
}
