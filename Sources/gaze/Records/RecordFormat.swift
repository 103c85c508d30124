import ArgumentParser
import ImageModel
import Terminal

/// How records are printed.
enum RecordFormat: String, CaseIterable, ExpressibleByArgument {
    /// For people: columns, sizes with units, and nothing that a terminal would obey.
    case table
    /// A list as an array, a record a line; one record over several lines.
    case json
    case yaml
    /// RFC 4180, with a line of names.
    case csv

    /// What writes a list of records.
    ///
    /// - Parameters:
    ///   - columns: the attributes that are wanted; nil for the usual ones, or for all that a record has.
    ///   - room: the columns of the terminal; nil where it is none.
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

    /// One record as text.
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

/// Turns a list of records into text, one after the other, and keeps none of them.
protocol RecordWriter {
    /// What comes before the first record.
    ///
    /// - Parameter page: the first of the records, which the widths of columns are taken from.
    mutating func begin(_ page: [any PrintedRecord]) -> String
    /// A record.
    mutating func text(of record: any PrintedRecord) throws -> String
    /// What comes after the last one.
    func end() -> String
}

/// What is printed as a record: an image's, or what came of a command on one.
protocol PrintedRecord {
    /// The values by their names.
    var fields: [String: JSONValue] { get }
    /// The names in the order in which a person reads them.
    var fieldNames: [String] { get }
}

extension ImageRecord: PrintedRecord {}

extension PrintedRecord {
    /// The names and the values that are wanted, in their order; what a record has not is null.
    func values(of columns: [ImageAttribute]?) -> [(name: String, value: JSONValue)] {
        (columns?.map(\.rawValue) ?? fieldNames).map { ($0, fields[$0] ?? .null) }
    }
}
