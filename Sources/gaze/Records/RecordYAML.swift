import ImageModel
import Yams

/// Records as YAML: a sequence that can be read as it comes.
struct RecordYAML: RecordWriter {
    /// The attributes that are wanted; nil for all.
    let columns: [ImageAttribute]?
    private var isFirst = true

    init(columns: [ImageAttribute]?) { self.columns = columns }

    mutating func begin(_ page: [ImageRecord]) -> String { "" }

    mutating func text(of record: ImageRecord) throws -> String {
        isFirst = false
        return try Self.text(Node([Self.node(record, columns)], Tag(.seq), .block))
    }

    func end() -> String { isFirst ? "[]\n" : "" }

    /// One record.
    static func mapping(_ record: ImageRecord, columns: [ImageAttribute]?) throws -> String {
        try text(node(record, columns))
    }

    private static func text(_ node: Node) throws -> String {
        // What a terminal would obey is escaped; where there is none of it, letters stay letters.
        let text = try Yams.serialize(node: node, width: -1, allowUnicode: true)
        guard text.unicodeScalars.contains(where: { $0 != "\n" && $0.isUnseen }) else { return text }
        return try Yams.serialize(node: node, width: -1, allowUnicode: false)
    }

    private static func node(_ record: ImageRecord, _ columns: [ImageAttribute]?) -> Node {
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

    /// A text: in quotation marks where it would be taken for something else, by readers of YAML 1.1 or 1.2.
    private static func string(_ text: String) -> Node {
        let isPlain =
            Node(text).tag == Tag(.str) && text.wholeMatch(of: /[A-Za-z_\/][A-Za-z0-9_\/ .-]*[A-Za-z0-9_\/]/) != nil
        return Node(text, Tag(.str), isPlain ? .plain : .doubleQuoted)
    }
}
