import GRDB
import ImageModel

/// The records of a list, read in the list's order.
///
/// If an index has the order, a page is a single statement. No index has an order of several keys, such as `sort=status,name`;
/// then the records are read span by span, in the order of the first key. A span of few records is sorted; many records that
/// share a value of that key form a list of their own, in the order of the remaining keys. So a page costs about the same
/// however many records there are.
struct ImageList {
    private let slices: [ImageSlice]
    private let isHidden: Bool
    private let database: Database
    private var filters: [ImageFilter]
    /// A query for the rows that match a filter, if there are only a few.
    private var matches: SQL?
    /// The column whose value all records share, if this list is a part of another one.
    private var common: ImageSort.Column?

    /// The most rows that a filter may match for the list to be read through it, and the number of records of each slice in a
    /// span. If a filter matches more, reading in the list's order soon meets matching records.
    private let fewAtMost: Int

    /// The factor on `fewAtMost` up to which records that share a value are all sorted, as reading in order meets them less
    /// soon.
    private static let sortedAtMost = 8

    /// The number of spans that are searched for records that share a value. If these do not fill a page, the records are far
    /// along in the order, and it is cheaper to sort them all.
    private static let spansAtMost = 16

    init(_ page: PageRequest, for identity: Identity, _ database: Database, fewAtMost: Int = 1000) throws {
        slices = page.slices(for: identity)
        isHidden = page.isHidden
        self.database = database
        self.fewAtMost = fewAtMost
        filters = []
        for filter in page.filters { try add(filter, wayIfAtMost: fewAtMost) }
    }

    /// Returns the first records in an order, or the first ones after a position.
    ///
    /// - Parameters:
    ///   - position: a value for each key of the order; nil to start at the beginning.
    ///   - limit: the maximum number of records.
    func images(_ sort: ImageSort, after position: [DatabaseValue]? = nil, limit: Int) throws -> [StoredImage] {
        guard !slices.isEmpty else { return [] }
        let key = sort.keys[0]
        if matches != nil || sort.isIndexed(among: common) {
            return try read(sort, by: common ?? key.column, position.map(sort.after), limit)
        }
        let others = ImageSort(keys: Array(sort.keys.dropFirst()))
        var images: [StoredImage] = []
        var start: SQL?
        if let position {
            if !others.keys.isEmpty {
                images = try part(key.column, position[0])
                    .images(others, after: Array(position.dropFirst()), limit: limit)
            }
            start = key.after(position[0])
        }
        var spans = 0
        while images.count < limit {
            let left = limit - images.count
            if let common, spans == Self.spansAtMost {
                return try images + read(sort, by: common, start, left)
            }
            spans += 1
            switch try span(key, start) {
            case .toTheEnd:
                return try images + read(sort, by: key.column, start, left)
            case .before(let value):
                let end = key.before(value)
                images += try read(sort, by: key.column, start.map { "\($0) AND \(end)" } ?? end, left)
                start = key.from(value)
            case .of(let value):
                images += try part(key.column, value).images(others, limit: left)
                start = key.after(value)
            }
        }
        return images
    }

    /// The list of those records that have a value in a column.
    private func part(_ column: ImageSort.Column, _ value: DatabaseValue) throws -> ImageList {
        var part = self
        try part.add(.equal(column, value), wayIfAtMost: fewAtMost * Self.sortedAtMost)
        part.common = column
        return part
    }

    /// Adds a filter. If it matches few enough records, and no other filter does yet, the list is read through it.
    private mutating func add(_ filter: ImageFilter, wayIfAtMost limit: Int) throws {
        filters.append(filter)
        guard matches == nil, let found = filter.matches else { return }
        let count = SQLRequest<Int>(literal: "SELECT count(*) FROM (\(found) LIMIT \(limit + 1))", cached: true)
        if let count = try count.fetchOne(database), count <= limit { matches = found }
    }

    /// The next records to read in an order that no index has.
    private enum Span {
        case toTheEnd
        case before(DatabaseValue)
        /// The records with this value, which are many.
        case of(DatabaseValue)
    }

    private func span(_ key: ImageSort.Key, _ start: SQL?) throws -> Span {
        let (column, direction) = (key.column.column, key.isAscending ? "ASC" : "DESC")
        let nearest = key.isAscending ? "min" : "max"
        let indexed = slices.filter(\.isIndexed)
        // The records that other projects share are few, and are sorted together with any span.
        var ends = indexed.map { slice -> SQL in
            var values: SQL = """
                SELECT image.\(sql: column) \(slice.rows(orderedBy: key.column)) AND image.isHidden = \(isHidden)
                """
            if let start { values += " AND \(start)" }
            values += " ORDER BY image.\(sql: column) \(sql: direction) LIMIT 1 OFFSET "
            return "SELECT (\(values) 0) AS first, (\(values) \(fewAtMost)) AS last"
        }
        guard !ends.isEmpty else { return .toTheEnd }
        // A recent record may come before all of those.
        var recent: SQL = """
            SELECT \(sql: nearest)(image.\(sql: column)) AS first, NULL AS last \
            \(ImageSlice.recent) AND \(Self.anyOf(indexed)) AND image.isHidden = \(isHidden)
            """
        if let start { recent += " AND \(start)" }
        ends.append(recent)
        let statement: SQL = """
            SELECT \(sql: nearest)(first), \(sql: nearest)(last) FROM (\(ends.joined(separator: " UNION ALL ")))
            """
        let row = try SQLRequest<Row>(literal: statement, cached: true).fetchOne(database)
        guard let first: DatabaseValue = row?[0], let last: DatabaseValue = row?[1], !last.isNull else {
            return .toTheEnd
        }
        return last == first ? .of(last) : .before(last)
    }

    private func read(
        _ sort: ImageSort, by index: ImageSort.Column, _ condition: SQL?, _ limit: Int
    ) throws -> [StoredImage] {
        try SQLRequest<StoredImage>(literal: statement(sort, by: index, condition, limit), cached: true)
            .fetchAll(database)
    }

    /// The statement that reads records.
    ///
    /// - Parameters:
    ///   - index: the key whose index is used, unless the list is read through a filter.
    ///   - condition: a condition in addition to the filters.
    func statement(_ sort: ImageSort, by index: ImageSort.Column, _ condition: SQL?, _ limit: Int) -> SQL {
        var conditions: [SQL] = ["image.isHidden = \(isHidden)"] + filters.map(\.condition)
        if let condition { conditions.append(condition) }
        let wanted = conditions.joined(separator: " AND ")
        // The sort columns are selected too, as a compound select can only be ordered by columns that it selects.
        let selection = ([StoredImage.selection] + sort.keys.map { "image." + $0.column.column })
            .joined(separator: ", ")
        let sources: [SQL]
        if let matches {
            sources = ["FROM image NOT INDEXED WHERE image.number IN (\(matches)) AND \(Self.anyOf(slices))"]
        } else {
            let indexed = slices.filter(\.isIndexed)
            sources =
                slices.map { $0.rows(orderedBy: index) }
                + (indexed.isEmpty ? [] : ["\(ImageSlice.recent) AND \(Self.anyOf(indexed))"])
        }
        let rows = sources.map { "SELECT \(sql: selection) \($0) AND \(wanted)" as SQL }
            .joined(separator: " UNION ALL ")
        return "\(rows) ORDER BY \(sql: sort.order(from: StoredImage.columns.count + 1)) LIMIT \(limit)"
    }

    /// The condition that a record is in any of the slices.
    private static func anyOf(_ slices: [ImageSlice]) -> SQL {
        "(\(slices.map { "(\($0.condition))" as SQL }.joined(separator: " OR ")))"
    }
}
