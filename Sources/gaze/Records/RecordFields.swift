import ImageModel
import Terminal
import ViewModels

/// One record for people, with one line per attribute.
struct RecordFields {
    private let values: [(name: String, value: JSONValue)]
    private let charset: Charset

    init(_ record: any PrintedRecord, columns: [ImageAttribute]?, charset: Charset) {
        values = record.values(of: columns)
        self.charset = charset
    }

    var text: String {
        let width = values.map { TextLayout.columns(of: $0.name, charset: charset) }.max() ?? 0
        return values.map { name, value in
            let name = TextLayout.plain(name, charset: charset)
            let padding = String(repeating: " ", count: max(0, width - TextLayout.columns(of: name, charset: charset)))
            return "\(name)\(padding)  \(TextLayout.plain(Self.text(name, value), charset: charset))\n"
        }.joined()
    }

    private static func text(_ name: String, _ value: JSONValue) -> String {
        switch value {
        case .null: return "-"
        case .string(let text): return text
        case .integer(let number)
        where [ImageAttribute.size.rawValue, ImageAttribute.virtualSize.rawValue].contains(name):
            return number < 1024 ? Format.bytes(number) : "\(Format.bytes(number)) (\(number))"
        case .array(let values): return values.map { $0.string ?? $0.text() }.joined(separator: ", ")
        default: return value.text()
        }
    }
}
