import Foundation
import GRDB
import ImageModel

/// The tasks, which are stored beside the images that they work on.
extension Catalogue {
    static func createTasks(_ database: Database) throws {
        try database.create(table: StoredTask.databaseTableName) { table in
            table.primaryKey("id", .text)
            table.column("image", .text).notNull().indexed()
            table.column("owner", .text).notNull()
            table.column("user", .text).notNull()
            table.column("request", .text).notNull()
            table.column("status", .text).notNull()
            table.column("body", .text).notNull()
            table.column("stores", .text).notNull()
            table.column("message", .text).notNull()
            table.column("createdAt", .integer).notNull().indexed()
            table.column("updatedAt", .integer).notNull()
            table.column("expiresAt", .integer).indexed()
            table.column("runner", .text).indexed()
        }
    }

    /// Adds a column for the image's attributes before a task copied another region's record over them.
    static func addBefore(_ database: Database) throws {
        try database.alter(table: StoredTask.databaseTableName) { $0.add(column: "before", .text) }
    }

    /// Adds a task and changes its image in one transaction: after a crash either both are there, or neither.
    ///
    /// - Parameter prepare: changes the image and returns the task; it may throw to refuse, or return nil if there is nothing
    ///   to do.
    /// - Returns: the task; nil if there is nothing to do.
    /// - Throws: `Fault` 404 if there is no such image, or the error of `prepare`.
    func begin(
        _ image: String, for identity: Identity,
        _ prepare: @Sendable @escaping (inout StoredImage) throws -> StoredTask?
    ) async throws -> StoredTask? {
        try await write { database in
            guard let old = try Self.image(image, for: identity, database) else { throw Fault.noImage(image) }
            var changed = old
            guard let task = try prepare(&changed) else { return nil }
            try changed.update(from: old, database)
            try task.insert(database)
            return task
        }
    }

    /// Records that a service is working on a task.
    ///
    /// - Returns: the task; nil if it has ended, or does not exist.
    func claim(_ id: String, by runner: String) async throws -> StoredTask? {
        try await write { database in
            guard var task = try StoredTask.fetchOne(database, key: id), task.status != .success,
                task.status != .failure
            else { return nil }
            task.status = .processing
            task.runner = runner
            try task.update(database)
            return task
        }
    }

    /// Records in one transaction how a task ended and what follows for its image.
    ///
    /// - Parameter change: changes the image, if it still exists.
    func end(
        _ id: String, _ status: StoredTask.Status, _ message: String,
        _ change: @Sendable @escaping (inout StoredImage) -> Void
    ) async throws {
        try await write { database in
            guard var task = try StoredTask.fetchOne(database, key: id) else { return }
            task.end(status, message)
            try task.update(database)
            guard let old = try Self.image(task.image, for: nil, database) else { return }
            var image = old
            change(&image)
            try image.update(from: old, database)
        }
    }

    /// Hands the tasks of a dead service and their images over to another service.
    ///
    /// - Returns: the tasks.
    func orphans(of dead: String, to living: String) async throws -> [StoredTask] {
        try await write { database in
            var tasks = try StoredTask.fetchAll(
                database,
                sql: "SELECT * FROM task WHERE runner = ? ORDER BY createdAt", arguments: [dead])
            for index in tasks.indices {
                tasks[index].runner = living
                try tasks[index].update(database)
            }
            try database.execute(sql: "UPDATE image SET writer = ? WHERE writer = ?", arguments: [living, dead])
            return tasks
        }
    }

    /// Deletes the tasks that expired before a moment.
    func forgetTasks(before moment: Date) async throws {
        try await write { database in
            try database.execute(
                sql: "DELETE FROM task WHERE expiresAt < ?",
                arguments: [moment.microseconds])
        }
    }

    /// The tasks that have not expired.
    private static var remembered: QueryInterfaceRequest<StoredTask> {
        let now = Date().microseconds
        return StoredTask.filter(Column("expiresAt") == nil || Column("expiresAt") >= now)
    }

    /// Returns the tasks of an image that the identity may see.
    func tasks(of image: String, for identity: Identity) async throws -> [StoredTask] {
        try await read { database in
            let request = Self.remembered.filter(Column("image") == image).order(Column("createdAt"))
            return try request.fetchAll(database).filter { identity.isAdmin || $0.owner == identity.project }
        }
    }

    /// Returns a page of all tasks.
    ///
    /// - Throws: `Fault` 400 if the marker is not a task.
    func tasks(_ page: TaskPage) async throws -> [StoredTask] {
        try await read { database in
            if let marker = page.marker, try Self.remembered.filter(key: marker).isEmpty(database) {
                throw Fault.badRequest("Task with the given id \(marker) was not found")
            }
            guard !page.isForNothing, page.limit > 0 else { return [] }
            let key = Column(page.sortKey)
            var request = Self.remembered.order(
                page.isAscending ? key.asc : key.desc, page.isAscending ? Column("id").asc : Column("id").desc)
            for (column, text) in page.texts { request = request.filter(Column(column) == text) }
            for (column, text) in page.moments {
                request = request.filter(sql: Self.moment(column) + " = ?", arguments: [text])
            }
            if let marker = page.marker {
                let order = page.isAscending ? ">" : "<"
                request = request.filter(
                    sql: "(ifnull(\(page.sortKey), -1), id) \(order) "
                        + "(SELECT ifnull(\(page.sortKey), -1), id FROM task WHERE id = ?)",
                    arguments: [marker])
            }
            return try request.limit(page.limit).fetchAll(database)
        }
    }

    /// A SQL expression that formats a column of microseconds as Glance's database does: `2026-01-31 12:00:00.000001`.
    private static func moment(_ column: String) -> String {
        "strftime('%Y-%m-%d %H:%M:%S', \(column) / 1000000, 'unixepoch') || printf('.%06d', \(column) % 1000000)"
    }

    /// Returns the task with an id; nil if there is none.
    func task(_ id: String) async throws -> StoredTask? {
        try await read { try Self.remembered.filter(key: id).fetchOne($0) }
    }
}
