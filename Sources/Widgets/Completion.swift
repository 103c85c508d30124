/// The completion of a partly typed text by repeated Tab: first the candidates' common prefix, then each candidate in turn.
package struct Completion: Hashable, Sendable {
    /// The candidates that are being cycled through; empty if none are.
    private var offered: [String] = []

    /// Creates a completion that has not started.
    package init() {}

    /// Returns the next text.
    ///
    /// - Parameters:
    ///   - text: The text so far.
    ///   - candidates: Returns the texts that a text can be completed to, in the order to offer them. Each begins with the
    ///     text.
    /// - Returns: The completed text; nil if there is nothing to add.
    package mutating func next(after text: String, among candidates: (String) -> [String]) -> String? {
        if let place = offered.firstIndex(of: text) { return offered[(place + 1) % offered.count] }
        offered = []
        let found = candidates(text)
        guard let first = found.first else { return nil }
        let common = found.reduce(first) { $0.commonPrefix(with: $1) }
        if common.count > text.count { return common }
        guard found.count > 1 else { return nil }
        offered = found
        return first == text ? found[1] : first
    }
}

extension String {
    fileprivate func commonPrefix(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}
