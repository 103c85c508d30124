import GRDB

/// The order of a list.
struct ImageSort {
    /// The sort keys, the most significant first; the last one is unique to each record.
    let keys: [Key]

    struct Key {
        let column: Column
        let isAscending: Bool

        /// The condition that a record's value comes after the given one.
        func after(_ value: DatabaseValue) -> SQL { compared(isAscending ? ">" : "<", value) }

        /// The condition that a record's value is the given one, or comes after it.
        func from(_ value: DatabaseValue) -> SQL { compared(isAscending ? ">=" : "<=", value) }

        /// The condition that a record's value comes before the given one.
        func before(_ value: DatabaseValue) -> SQL { compared(isAscending ? "<" : ">", value) }

        private func compared(_ comparison: String, _ value: DatabaseValue) -> SQL {
            "image.\(sql: column.column) \(sql: comparison) \(value)"
        }
    }

    /// A sort key, as the API names it.
    enum Column: String, CaseIterable {
        case name, status
        case containerFormat = "container_format"
        case diskFormat = "disk_format"
        case size, id
        case createdAt = "created_at"
        case updatedAt = "updated_at"

        /// The column that stores the value.
        var stored: String {
            switch self {
            case .containerFormat: "containerFormat"
            case .diskFormat: "diskFormat"
            case .createdAt: "createdAt"
            case .updatedAt: "updatedAt"
            case .name, .status, .size, .id: rawValue
            }
        }

        /// The column by which records are ordered and compared, which is never null.
        var column: String {
            switch self {
            case .name, .containerFormat, .diskFormat, .size: stored + "Order"
            case .status, .id, .createdAt, .updatedAt: stored
            }
        }

        /// Whether no two records have the same value; the catalogue ensures this for the time of creation.
        var isUnique: Bool { self == .id || self == .createdAt }

        /// Whether there are only a few different values, each shared by many records.
        var isCommon: Bool {
            switch self {
            case .status, .diskFormat, .containerFormat: true
            case .name, .size, .id, .createdAt, .updatedAt: false
            }
        }
    }

    /// Parses `sort`, or `sort_key` and `sort_dir`; by default the newest records come first.
    ///
    /// - Throws: `Fault` 400, in Glance's words.
    init(_ query: QueryString) throws {
        var columns: [Column]
        var directions: [Bool]
        if let sort = query["sort"] {
            guard query["sort_key"] == nil, query["sort_dir"] == nil else {
                throw Fault.badRequest("Old and new sorting syntax cannot be combined")
            }
            let terms = sort.split(separator: ",", omittingEmptySubsequences: false)
                .map { $0.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init) }
            columns = try terms.map { try Self.column($0[0]) }
            directions = try terms.map { try $0.count > 1 && !$0[1].isEmpty ? Self.direction($0[1]) : false }
        } else {
            columns = try query.values("sort_key").map(Self.column)
            directions = try query.values("sort_dir").map(Self.direction)
            guard directions.count < 2 || directions.count == columns.count else {
                throw Fault.badRequest("Number of sort dirs does not match the number of sort keys")
            }
        }
        if columns.isEmpty { columns = [.createdAt] }
        if directions.isEmpty { directions = [false] }
        // A single direction applies to all keys; with several, the newest comes first among equals.
        let rest = directions.count == 1 && directions[0]
        var keys: [Key] = []
        for (index, column) in (columns + [.createdAt]).enumerated()
        where !keys.contains(where: { $0.column == column }) {
            keys.append(
                Key(
                    column: column,
                    isAscending: index < directions.count && index < columns.count ? directions[index] : rest))
            if column.isUnique { break }
        }
        self.keys = keys
    }

    init(keys: [Key]) { self.keys = keys }

    /// Whether an index has the records in this order. Among records that share a value of `common`, that column's index is
    /// meant.
    func isIndexed(among common: Column?) -> Bool {
        if common != nil { return keys[0].column == .createdAt }
        return keys.count == 1
            || keys.count == 2 && keys[1].column == .createdAt && keys[1].isAscending == keys[0].isAscending
    }

    /// The terms of `ORDER BY`, for a statement that selects the sort columns from a position on, counting from 1.
    func order(from position: Int) -> String {
        keys.enumerated().map { "\(position + $0) \($1.isAscending ? "ASC" : "DESC")" }.joined(separator: ", ")
    }

    /// The condition that a record comes after another one.
    ///
    /// - Parameter values: the other record's values, one for each key.
    func after(_ values: [DatabaseValue]) -> SQL {
        let terms = Array(zip(keys, values))
        guard keys.allSatisfy({ $0.isAscending == keys[0].isAscending }) else { return Self.after(terms[...]) }
        // Comparing rows is a single range of an index, however many records share the first key's value.
        let columns = keys.map { "image." + $0.column.column }.joined(separator: ", ")
        let row = values.map { SQL("\($0)") }.joined(separator: ", ")
        return "(\(sql: columns)) \(sql: keys[0].isAscending ? ">" : "<") (\(row))"
    }

    private static func after(_ terms: ArraySlice<(Key, DatabaseValue)>) -> SQL {
        guard let (key, value) = terms.first else { return "0" }
        let (column, comparison) = ("image." + key.column.column, key.isAscending ? ">" : "<")
        return """
            (\(sql: column) \(sql: comparison)= \(value) \
            AND (\(sql: column) \(sql: comparison) \(value) OR \(after(terms.dropFirst()))))
            """
    }

    private static func column(_ text: String) throws -> Column {
        let name = text.trimmingSpaces()
        guard let column = Column(rawValue: name) else {
            let choices = Column.allCases.map(\.rawValue).joined(separator: ", ")
            throw Fault.badRequest("Invalid sort key: \(name). It must be one of the following: \(choices).")
        }
        return column
    }

    private static func direction(_ text: String) throws -> Bool {
        let name = text.trimmingSpaces()
        guard ["asc", "desc"].contains(name) else { throw Fault.badRequest("Invalid sort direction: \(name)") }
        return name == "asc"
    }
}

extension String {
    /// Returns the text without leading and trailing white space.
    func trimmingSpaces() -> String {
        String(trimmingPrefix(while: \.isWhitespace).reversed().trimmingPrefix(while: \.isWhitespace).reversed())
    }
}
