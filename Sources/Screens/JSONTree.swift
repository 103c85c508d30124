import ImageModel

/// JSON as indented lines, in which objects and arrays can be folded.
struct JSONTree {
    /// A line.
    struct Row: Hashable {
        /// The path of the value: keys and indices, the outermost first.
        let path: [String]
        /// The nesting depth.
        let depth: Int
        /// The line without its indentation.
        let text: String
        /// Whether the line begins an object or an array.
        let isOpening: Bool
        /// Whether the object or array is folded.
        let isFolded: Bool
        /// The value, for copying.
        let value: JSONValue
    }

    /// The paths of the folded values.
    private var folded: Set<[String]> = []

    /// A tree with nothing folded.
    init() {}

    /// Folds the object or array that a row begins or ends, or unfolds it.
    mutating func toggle(_ row: Row) {
        guard row.value.holdsSomething else { return }
        if folded.remove(row.path) == nil { folded.insert(row.path) }
    }

    /// Unfolds everything, so that a search finds all of it.
    mutating func unfoldAll() { folded = [] }

    /// Returns the lines of a value, with keys in alphabetical order as in its text.
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
    /// Whether it is a non-empty object or array.
    fileprivate var holdsSomething: Bool { object?.isEmpty == false || array?.isEmpty == false }
}
