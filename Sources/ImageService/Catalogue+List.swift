import GRDB

extension Catalogue {
    /// A page of a list, and whether more images may follow it.
    struct Page: Sendable {
        let images: [StoredImage]
        let mayHaveMore: Bool
    }

    /// Returns a page of a list. The page ends before its limit if its records are so large that more would take too much memory.
    ///
    /// - Throws: `Fault` 400 if the marker is not an image that the identity can reach.
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

    /// The position of an image in a sort order: its values of the sort keys.
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
