import ImageModel

/// Records as JSON: an array, a record a line, that can be read as it comes.
struct RecordJSON: RecordWriter {
    /// The attributes that are wanted; nil for all.
    let columns: [ImageAttribute]?
    private var isFirst = true

    init(columns: [ImageAttribute]?) { self.columns = columns }

    mutating func begin(_ page: [any PrintedRecord]) -> String { "[" }

    mutating func text(of record: any PrintedRecord) -> String {
        defer { isFirst = false }
        return (isFirst ? "\n" : ",\n") + Self.object(record, columns: columns, isPretty: false)
    }

    func end() -> String { isFirst ? "]\n" : "\n]\n" }

    /// A record as an object, its names in the order in which a person reads them.
    static func object(_ record: any PrintedRecord, columns: [ImageAttribute]?, isPretty: Bool) -> String {
        let members = record.values(of: columns).map { name, value in
            text(.string(name)) + ": " + text(value, indent: isPretty ? "  " : nil)
        }
        if members.isEmpty { return "{}" }
        return isPretty
            ? "{\n  " + members.joined(separator: ",\n  ") + "\n}" : "{" + members.joined(separator: ", ") + "}"
    }

    /// A value, with what a terminal would obey or nobody would see escaped: the value is the same.
    ///
    /// - Parameter indent: what its lines after the first begin with; nil for one line.
    static func text(_ value: JSONValue, indent: String? = nil) -> String {
        switch value {
        case .null: return "null"
        case .bool(let flag): return flag ? "true" : "false"
        case .integer(let number): return String(number)
        // Most texts need no escapes, and a list has many of them.
        case .string(let text) where text.utf8.allSatisfy(isItself): return "\"" + text + "\""
        default: break
        }
        let text = value.text(pretty: indent != nil).replacing("\n", with: "\n" + (indent ?? ""))
        guard text.unicodeScalars.contains(where: \.isUnseen) else { return text }
        // JSON has such characters in texts only.
        return text.unicodeScalars.reduce(into: "") { result, scalar in
            guard scalar.isUnseen, scalar != "\n" else { return result.unicodeScalars.append(scalar) }
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
    }

    /// Whether a byte stands for itself in a text of JSON.
    private static func isItself(_ byte: UInt8) -> Bool {
        0x20..<0x7F ~= byte && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
}

extension Unicode.Scalar {
    /// Whether it is a control character, or one that only says how others are laid out.
    var isUnseen: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: true
        default: false
        }
    }
}
