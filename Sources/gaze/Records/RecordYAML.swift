import ImageModel
import Yams

/// Records as YAML: a sequence that can be read while it is written.
struct RecordYAML: RecordWriter {
    /// The requested attributes; nil for all.
    let columns: [ImageAttribute]?
    private var isFirst = true

    init(columns: [ImageAttribute]?) { self.columns = columns }

    mutating func begin(_ page: [any PrintedRecord]) -> String { "" }

    mutating func text(of record: any PrintedRecord) throws -> String {
        isFirst = false
        return try Self.text(Node([Self.node(record, columns)], Tag(.seq), .block))
    }

    func end() -> String { isFirst ? "[]\n" : "" }

    /// Returns one record as a mapping.
    static func mapping(_ record: any PrintedRecord, columns: [ImageAttribute]?) throws -> String {
        try text(node(record, columns))
    }

    private static func text(_ node: Node) throws -> String {
        // Only a text with control or invisible characters is written in escaped ASCII; otherwise letters stay readable.
        let text = try Yams.serialize(node: node, width: -1, allowUnicode: true)
        guard text.unicodeScalars.contains(where: { $0 != "\n" && $0.isUnseen }) else { return text }
        return try Yams.serialize(node: node, width: -1, allowUnicode: false)
    }

    private static func node(_ record: any PrintedRecord, _ columns: [ImageAttribute]?) -> Node {
        Node(record.values(of: columns).map { (string($0), node($1)) }, Tag(.map), .block)
    }

    private static func node(_ value: JSONValue) -> Node {
        switch value {
        case .null: Node("null", Tag(.null))
        case .bool(let flag): Node(flag ? "true" : "false", Tag(.bool))
        case .integer(let number): Node("\(number)", Tag(.int))
        case .number(let number): Node("\(number)", Tag(.float))
        case .string(let text): string(text)
        case .array(let elements): Node(elements.map(node), Tag(.seq), elements.isEmpty ? .flow : .block)
        case .object(let members):
            Node(
                members.sorted { $0.key < $1.key }.map { (string($0), node($1)) }, Tag(.map),
                members.isEmpty ? .flow : .block)
        }
    }

    /// Returns a text node, quoted if a reader of YAML 1.1 or 1.2 would take the text for something other than a string.
    private static func string(_ text: String) -> Node {
        Node(text, Tag(.str), isPlain(text) ? .plain : .doubleQuoted)
    }

    /// Whether the text consists of plain words, none of which has another meaning in YAML 1.1. As this runs for every name in
    /// a catalogue, it does not ask Yams, which would try every kind of value.
    private static func isPlain(_ text: String) -> Bool {
        let bytes = text.utf8
        guard let first = bytes.first, let last = bytes.last, isLetter(first), last != UInt8(ascii: " ") else {
            return false
        }
        return bytes.allSatisfy { isLetter($0) || isDigit($0) || inner.contains($0) }
            && (text.utf8.count > 5 || !words.contains(text.lowercased()))
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "/")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    private static let inner = Array(" .-".utf8)
    private static let words: Set<String> = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"]
}
