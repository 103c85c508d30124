import Foundation
import GRDB
import ImageModel

/// The records, in SQLite: each change is on disk when its call returns, and several processes may share the file.
struct Catalogue: Sendable {
    let database: DatabasePool

    /// Opens the catalogue, and makes it where there is none.
    init(path: String) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(30)
        configuration.prepareDatabase { database in
            // WAL alone may lose the last commits in a power cut; a 201 promises more.
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        database = try DatabasePool(path: path, configuration: configuration)
        var migrator = DatabaseMigrator()
        migrator.registerMigration("images") { database in
            try database.create(table: StoredImage.databaseTableName) { table in
                table.primaryKey("id", .text)
                table.column("createdAt", .integer).notNull()
                table.column("updatedAt", .integer).notNull()
                table.column("isDeleted", .boolean).notNull()
                table.column("name", .text)
                table.column("status", .text).notNull()
                table.column("visibility", .text).notNull()
                table.column("owner", .text)
                table.column("diskFormat", .text)
                table.column("containerFormat", .text)
                table.column("size", .integer)
                table.column("virtualSize", .integer)
                table.column("minDisk", .integer).notNull()
                table.column("minRAM", .integer).notNull()
                table.column("isProtected", .boolean).notNull()
                table.column("isHidden", .boolean).notNull()
                table.column("checksum", .text)
                table.column("hashAlgorithm", .text)
                table.column("hashValue", .text)
                table.column("tags", .text).notNull()
                table.column("properties", .text).notNull()
                table.column("stores", .text)
                table.column("writer", .text).indexed()
            }
            try database.create(
                index: "imageInOrder", on: StoredImage.databaseTableName, columns: ["createdAt", "id"],
                condition: Column("isDeleted") == false)
        }
        migrator.registerMetadefs()
        try migrator.migrate(database)
    }

    /// Adds a record.
    ///
    /// - Throws: `Fault` 409 where the id is in use, or was.
    func insert(_ image: StoredImage) async throws {
        do {
            try await database.write { try image.insert($0) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw Fault.conflict("Image ID \(image.id) already exists!")
        }
    }

    /// The image of an id, unless it is deleted.
    func image(_ id: String) async throws -> StoredImage? {
        try await database.read { try Self.image(id, $0) }
    }

    private static func image(_ id: String, _ database: Database) throws -> StoredImage? {
        try StoredImage.filter(Column("id") == id && Column("isDeleted") == false).fetchOne(database)
    }

    /// A page of a list, the newest first.
    func images(_ page: PageRequest, visibleTo identity: Identity) async throws -> [StoredImage] {
        try await database.read { database in
            var request = StoredImage.filter(Column("isDeleted") == false)
            for condition in page.conditions(for: identity) { request = request.filter(literal: condition) }
            if let marker = page.marker {
                guard let last = try Self.image(marker, database), identity.maySee(last) else {
                    throw Fault.badRequest("No image found with ID \(marker)")
                }
                request = request.filter(
                    literal: "(createdAt, id) < (\(last.createdAt), \(last.id))")
            }
            return try request.order(Column("createdAt").desc, Column("id").desc).limit(page.limit).fetchAll(database)
        }
    }

    /// Changes an image in one transaction; the change sees the record as it is then, and may refuse.
    ///
    /// - Returns: the changed record, or nil where there is no such image.
    @discardableResult
    func update(
        _ id: String, _ change: @Sendable @escaping (inout StoredImage) throws -> Void
    ) async throws -> StoredImage? {
        try await database.write { database in
            guard var image = try Self.image(id, database) else { return nil }
            try change(&image)
            try image.update(database)
            return image
        }
    }

    /// Puts images that a service was writing back to `queued`.
    ///
    /// - Returns: their ids.
    func release(writer: String) async throws -> [String] {
        try await database.write { database in
            let images = try StoredImage.filter(Column("writer") == writer).fetchAll(database)
            for var image in images {
                image.status = ImageStatus.queued.rawValue
                image.writer = nil
                try image.update(database)
            }
            return images.map(\.id)
        }
    }

    /// Which of these ids have no record, or that of a deleted image.
    func unknown(among ids: [String]) async throws -> [String] {
        try await database.read { database in
            try ids.filter { try Self.image($0, database) == nil }
        }
    }
}
