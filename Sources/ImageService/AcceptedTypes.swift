/// The media types that a request's `Accept` header asks for, as far as they concern types without parameters.
///
/// Source: RFC 9110, 12.5.1 "Accept". The most specific range that matches a type counts; a range with parameters names a
/// different type.
struct AcceptedTypes: Sendable {
    private struct Entry: Sendable {
        /// `type/subtype`, `type/*` or `*/*`, in lower case.
        let range: String
        /// From 0, not acceptable, to 1.
        let quality: Double
    }

    private let entries: [Entry]

    /// - Returns: nil if the text is not a list of media types.
    init?(_ text: String) {
        var entries: [Entry] = []
        for element in text.split(separator: ",") where element.contains(where: { !$0.isWhitespace }) {
            let parts = element.split(separator: ";").map { String($0).trimmingSpaces().lowercased() }
            guard let range = parts.first, range.wholeMatch(of: /[^\s\/"]+\/[^\s\/"]+/) != nil else { return nil }
            var quality = 1.0
            if parts.count > 1 {
                guard let weight = parts[1].wholeMatch(of: /q=([01](?:\.\d{0,3})?)/) else {
                    // A range with a parameter does not match a type without one.
                    guard parts[1].contains("=") else { return nil }
                    continue
                }
                quality = min(1, Double(weight.1) ?? 1)
            }
            entries.append(Entry(range: range, quality: quality))
        }
        self.entries = entries
    }

    /// How much a type is preferred; 0 if it is not acceptable.
    func quality(of type: String) -> Double {
        let group = type.prefix { $0 != "/" } + "/*"
        let match = [type, String(group), "*/*"].lazy.compactMap { range in entries.first { $0.range == range } }.first
        return match?.quality ?? 0
    }

    /// The most preferred type; the first one if several are equally preferred.
    ///
    /// - Returns: nil if none is acceptable.
    func best(of types: [String]) -> String? {
        let wanted = types.map { (type: $0, quality: quality(of: $0)) }
        guard let most = wanted.map(\.quality).max(), most > 0 else { return nil }
        return wanted.first { $0.quality == most }?.type
    }
}
