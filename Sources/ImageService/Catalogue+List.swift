import GRDB

extension Catalogue {
    /// Images of a list, and whether there may be more after them.
    struct Page: Sendable {
        let images: [StoredImage]
        let mayHaveMore: Bool
    }

    /// A page of a list. It ends before its limit where the records are so large that more of them would take too much memory.
    ///
    /// - Throws: `Fault` 400 where its marker is no image in their reach.
    func images(_ page: PageRequest, for identity: Identity) async throws -> Page {
        try await read { database in
            let position = try page.marker.map { try Self.position(of: $0, page.sort, for: identity, database) }
            var images = try ImageList(page, for: identity, database)
                .images(page.sort, after: position, limit: page.limit)
            let mayHaveMore = images.count == page.limit
            let isWhole = try images.readDetails(database)
            return Page(images: images, mayHaveMore: mayHaveMore || !isWhole)
        }
    }

    /// Where an image stands in an order.
    static func position(
        of id: String, _ sort: ImageSort, for identity: Identity, _ database: Database
    ) throws -> [DatabaseValue] {
        let columns = sort.keys.map { "image." + $0.column.column }.joined(separator: ", ")
        let request = SQLRequest<Row>(
            literal: "SELECT \(sql: columns) FROM image WHERE image.id = \(id) AND \(identity.reach)", cached: true)
        guard let row = try request.fetchOne(database) else {
            throw Fault.badRequest("No image found with ID \(id)")
        }
        return Array(row.databaseValues)
    }
}
