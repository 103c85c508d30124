import ImageModel

/// JSON as indented lines, of which objects and arrays can be folded.
struct JSONTree {
    /// A line.
    struct Row: Hashable {
        /// Where the value is: keys and places from the outermost on.
        let path: [String]
        /// How deep it is.
        let depth: Int
        /// The line without its indent.
        let text: String
        /// Whether it begins an object or an array.
        let isOpening: Bool
        /// Whether that shows nothing of what it holds.
        let isFolded: Bool
        /// The value, for copying.
        let value: JSONValue
    }

    /// What is folded.
    private var folded: Set<[String]> = []

    /// A tree with nothing folded.
    init() {}

    /// Folds what a row is a part of, or unfolds it.
    mutating func toggle(_ row: Row) {
        guard row.value.holdsSomething else { return }
        if folded.remove(row.path) == nil { folded.insert(row.path) }
    }

    /// Unfolds everything, so that all of it can be found.
    mutating func unfoldAll() { folded = [] }

    /// The lines of a value; keys are in alphabetical order, as in its text.
    func rows(of value: JSONValue) -> [Row] {
        rows(of: value, key: nil, path: [], isLast: true)
    }

    private func rows(of value: JSONValue, key: String?, path: [String], isLast: Bool) -> [Row] {
        let start = key.map { JSONValue.string($0).text() + ": " } ?? ""
        let end = isLast ? "" : ","
        func row(_ text: String, isOpening: Bool = false, isFolded: Bool = false) -> Row {
            Row(
                path: path, depth: path.count, text: text, isOpening: isOpening, isFolded: isFolded, value: value)
        }
        guard value.holdsSomething else { return [row(start + value.text() + end)] }
        let (open, close) = value.object == nil ? ("[", "]") : ("{", "}")
        if folded.contains(path) { return [row(start + open + "…" + close + end, isOpening: true, isFolded: true)] }
        let parts: [(key: String?, step: String, value: JSONValue)] =
            value.object?.sorted { $0.key < $1.key }.map { ($0.key, $0.key, $0.value) }
            ?? (value.array ?? []).enumerated().map { (nil, "\($0.offset)", $0.element) }
        let inner = parts.enumerated().flatMap { index, part in
            rows(of: part.value, key: part.key, path: path + [part.step], isLast: index == parts.count - 1)
        }
        return [row(start + open, isOpening: true)] + inner + [row(close + end)]
    }
}

extension JSONValue {
    /// Whether it is an object or an array that is not empty.
    fileprivate var holdsSomething: Bool { object?.isEmpty == false || array?.isEmpty == false }
}
