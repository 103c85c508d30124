import ImageModel

extension JSONValue {
    /// The value as Glance's messages about schemas show it: in Python's notation, with an object's members sorted by name.
    var quoted: String {
        switch self {
        case .null: "None"
        case .bool(let flag): flag ? "True" : "False"
        case .integer, .number: text()
        case .string(let text): "'\(text)'"
        case .array(let elements): "[" + elements.map(\.quoted).joined(separator: ", ") + "]"
        case .object(let members):
            "{" + members.sorted { $0.key < $1.key }.map { "'\($0)': \($1.quoted)" }.joined(separator: ", ") + "}"
        }
    }
}
