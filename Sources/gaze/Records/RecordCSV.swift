import ImageModel
import Terminal

/// Records as lines of values with commas between them, as RFC 4180 has it: what has a comma, a quotation mark or a line
/// break in it is in quotation marks, and lines end with CR LF.
struct RecordCSV: RecordWriter {
    let columns: [ImageAttribute]
    let hasHeader: Bool
    /// What the terminal that reads it can show; nil where it is none, and every text is exact.
    let charset: Charset?

    func begin(_ page: [any PrintedRecord]) -> String {
        hasHeader ? line(columns.map(\.rawValue)) : ""
    }

    func text(of record: any PrintedRecord) -> String {
        line(record.values(of: columns).map { Self.text($0.value) })
    }

    func end() -> String { "" }

    /// Texts as they are, null as nothing, and anything else as JSON.
    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .null: ""
        case .string(let text): text
        default: value.text()
        }
    }

    private func line(_ values: [String]) -> String {
        let fields = values.map { value in
            let value = charset.map { TextLayout.plain(value, charset: $0) } ?? value
            let isQuoted = value.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) }
            return isQuoted ? "\"" + value.replacing("\"", with: "\"\"") + "\"" : value
        }
        return fields.joined(separator: ",") + "\r\n"
    }
}
