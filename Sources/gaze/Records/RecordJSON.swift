import ImageModel

/// Records as JSON: an array with one record per line, which can be read while it is written.
struct RecordJSON: RecordWriter {
    /// The requested attributes; nil for all.
    let columns: [ImageAttribute]?
    private var isFirst = true

    init(columns: [ImageAttribute]?) { self.columns = columns }

    mutating func begin(_ page: [any PrintedRecord]) -> String { "[" }

    mutating func text(of record: any PrintedRecord) -> String {
        defer { isFirst = false }
        return (isFirst ? "\n" : ",\n") + Self.object(record, columns: columns, isPretty: false)
    }

    func end() -> String { isFirst ? "]\n" : "\n]\n" }

    /// Returns a record as an object, with its names in display order.
    static func object(_ record: any PrintedRecord, columns: [ImageAttribute]?, isPretty: Bool) -> String {
        let members = record.values(of: columns).map { name, value in
            text(.string(name)) + ": " + text(value, indent: isPretty ? "  " : nil)
        }
        if members.isEmpty { return "{}" }
        return isPretty
            ? "{\n  " + members.joined(separator: ",\n  ") + "\n}" : "{" + members.joined(separator: ", ") + "}"
    }

    /// Returns a value as JSON, with control and invisible characters escaped; it decodes to the same value.
    ///
    /// - Parameter indent: the indentation of the lines after the first; nil to write one line.
    static func text(_ value: JSONValue, indent: String? = nil) -> String {
        switch value {
        case .null: return "null"
        case .bool(let flag): return flag ? "true" : "false"
        case .integer(let number): return String(number)
        // Most texts need no escapes, and a list has many texts, so this case is fast.
        case .string(let text) where text.utf8.allSatisfy(isItself): return "\"" + text + "\""
        default: break
        }
        let text = value.text(pretty: indent != nil).replacing("\n", with: "\n" + (indent ?? ""))
        guard text.unicodeScalars.contains(where: \.isUnseen) else { return text }
        // In JSON, such characters occur only inside strings.
        return text.unicodeScalars.reduce(into: "") { result, scalar in
            guard scalar.isUnseen, scalar != "\n" else { return result.unicodeScalars.append(scalar) }
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
    }

    /// Whether a byte needs no escape in a JSON string.
    private static func isItself(_ byte: UInt8) -> Bool {
        0x20..<0x7F ~= byte && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
}

extension Unicode.Scalar {
    /// Whether the scalar is not visible by itself: a control or formatting character, a line separator, or one without an
    /// assigned meaning.
    var isUnseen: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: true
        default: false
        }
    }
}
