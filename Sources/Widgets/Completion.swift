/// What a half-typed text becomes, one Tab after the other: first all that its candidates have in common, then each of
/// them in turn.
public struct Completion: Hashable, Sendable {
    /// The candidates that are gone through; empty while none are.
    private var offered: [String] = []

    /// A completion that has not begun.
    public init() {}

    /// The next text.
    ///
    /// - Parameter candidates: what a text may become, in the order to offer; each begins with it.
    /// - Returns: nil where there is nothing to add.
    public mutating func next(after text: String, among candidates: (String) -> [String]) -> String? {
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
