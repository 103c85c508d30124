import ArgumentParser
import ImageModel
import Terminal

/// The output format of records.
enum RecordFormat: String, CaseIterable, ExpressibleByArgument {
    /// For people: columns, sizes with units, and control characters made visible instead of obeyed.
    case table
    /// A list is an array with one record per line; a single record is spread over several lines.
    case json
    case yaml
    /// RFC 4180, with a header line.
    case csv

    /// Returns the writer of a list of records.
    ///
    /// - Parameters:
    ///   - columns: the requested attributes; nil for the format's default.
    ///   - room: the width of the terminal in columns; nil if the output is not a terminal.
    func listWriter(
        columns: [ImageAttribute]?, hasHeader: Bool, charset: Charset, room: Int?
    ) -> any RecordWriter {
        switch self {
        case .table:
            RecordTable(
                columns: columns ?? RecordTable.usual, isChosen: columns != nil, hasHeader: hasHeader, charset: charset,
                room: room)
        case .json: RecordJSON(columns: columns)
        case .yaml: RecordYAML(columns: columns)
        case .csv:
            RecordCSV(
                columns: columns ?? ImageAttribute.base, hasHeader: hasHeader, charset: room == nil ? nil : charset)
        }
    }

    /// Returns one record as text.
    func text(of record: any PrintedRecord, columns: [ImageAttribute]?, charset: Charset, room: Int?) throws -> String {
        switch self {
        case .table: return RecordFields(record, columns: columns, charset: charset).text
        case .json: return RecordJSON.object(record, columns: columns, isPretty: true) + "\n"
        case .yaml: return try RecordYAML.mapping(record, columns: columns)
        case .csv:
            let names = columns ?? record.fieldNames.map(ImageAttribute.init(rawValue:))
            let writer = RecordCSV(columns: names, hasHeader: true, charset: room == nil ? nil : charset)
            return writer.begin([]) + writer.text(of: record)
        }
    }
}

/// Converts a list of records to text one by one, without keeping them.
protocol RecordWriter {
    /// Returns the text before the first record.
    ///
    /// - Parameter page: the first records, which determine the widths of the columns.
    mutating func begin(_ page: [any PrintedRecord]) -> String
    /// Returns the text of a record.
    mutating func text(of record: any PrintedRecord) throws -> String
    /// Returns the text after the last record.
    func end() -> String
}

/// A value that is printed as a record: an image's record, or the result of a command on an image.
protocol PrintedRecord {
    /// The values by name.
    var fields: [String: JSONValue] { get }
    /// The names in display order.
    var fieldNames: [String] { get }
}

extension ImageRecord: PrintedRecord {}

extension PrintedRecord {
    /// The names and values of the requested columns, in order; a missing value is null.
    func values(of columns: [ImageAttribute]?) -> [(name: String, value: JSONValue)] {
        (columns?.map(\.rawValue) ?? fieldNames).map { ($0, fields[$0] ?? .null) }
    }
}
