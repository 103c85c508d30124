import ImageModel
import Terminal

/// Records as comma-separated values (RFC 4180): a value with a comma, a quotation mark or a line break is quoted, and lines
/// end with CR LF.
struct RecordCSV: RecordWriter {
    let columns: [ImageAttribute]
    let hasHeader: Bool
    /// The characters that the terminal can show; nil if the output is not a terminal, in which case every text is exact.
    let charset: Charset?

    func begin(_ page: [any PrintedRecord]) -> String {
        hasHeader ? line(columns.map(\.rawValue)) : ""
    }

    func text(of record: any PrintedRecord) -> String {
        line(record.values(of: columns).map { Self.text($0.value) })
    }

    func end() -> String { "" }

    /// Returns a text as it is, null as an empty field, and anything else as JSON.
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
