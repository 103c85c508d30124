import GRDB
import ImageModel

extension Catalogue {
    /// A page of a list.
    ///
    /// - Throws: `Fault` 400 where its marker is no image that they may see.
    func images(_ page: PageRequest, for identity: Identity) async throws -> [StoredImage] {
        try await read { database in
            guard let statement = try Self.statement(page, for: identity, database) else { return [] }
            var images = try SQLRequest<StoredImage>(literal: statement, cached: true).fetchAll(database)
            try images.readDetails(database)
            return images
        }
    }

    /// The statement that reads a page; nil where nobody's images are asked for.
    static func statement(_ page: PageRequest, for identity: Identity, _ database: Database) throws -> SQL? {
        let slices = page.slices(for: identity)
        guard !slices.isEmpty else { return nil }
        var conditions: [SQL] = ["image.isHidden = \(page.isHidden)"] + page.filters.map(\.condition)
        if let marker = page.marker {
            conditions.append(page.sort.after(try position(of: marker, page.sort, for: identity, database)))
        }
        let wanted = conditions.joined(separator: " AND ")
        // The order's columns are selected beside the record's, as a merge orders by what it selects.
        let selection = ([StoredImage.selection] + page.sort.keys.map { "image." + $0.column.column })
            .joined(separator: ", ")
        let rows: SQL
        if let few = try fewMatches(page.filters, database) {
            let visible = slices.map { "(\($0.condition))" as SQL }.joined(separator: " OR ")
            rows = """
                SELECT \(sql: selection) FROM image NOT INDEXED \
                WHERE image.number IN (\(few)) AND (\(visible)) AND \(wanted)
                """
        } else {
            rows = slices.map { slice -> SQL in
                "SELECT \(sql: selection) \(slice.rows(orderedBy: page.sort.keys[0].column)) AND \(wanted)"
            }.joined(separator: " UNION ALL ")
        }
        return "\(rows) ORDER BY \(sql: page.sort.order(from: StoredImage.columns.count + 1)) LIMIT \(page.limit)"
    }

    /// What a filter's index finds at most, for the filter to be the way to the records. Where it finds more, records
    /// that match are met soon enough in the order of the list.
    private static let fewAtMost = 1000

    /// The rows that a filter leaves, where one leaves only a few.
    private static func fewMatches(_ filters: [ImageFilter], _ database: Database) throws -> SQL? {
        for matches in filters.compactMap(\.matches) {
            let count = SQLRequest<Int>(
                literal: "SELECT count(*) FROM (\(matches) LIMIT \(fewAtMost + 1))", cached: true)
            if let count = try count.fetchOne(database), count <= fewAtMost { return matches }
        }
        return nil
    }

    /// Where an image stands in an order.
    private static func position(
        of id: String, _ sort: ImageSort, for identity: Identity, _ database: Database
    ) throws -> [DatabaseValue] {
        let columns = sort.keys.map { "image." + $0.column.column }.joined(separator: ", ")
        let request = SQLRequest<Row>(
            literal: "SELECT \(sql: columns) FROM image WHERE image.id = \(id) AND \(identity.sight)", cached: true)
        guard let row = try request.fetchOne(database) else {
            throw Fault.badRequest("No image found with ID \(id)")
        }
        return Array(row.databaseValues)
    }
}
