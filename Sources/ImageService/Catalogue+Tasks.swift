import Foundation
import GRDB
import ImageModel

/// The tasks, beside the images that they work on.
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

    /// What an image said before a task took over another region's record.
    static func addBefore(_ database: Database) throws {
        try database.alter(table: StoredTask.databaseTableName) { $0.add(column: "before", .text) }
    }

    /// Adds a task and marks its image in one: either both are there after a sudden end, or neither.
    ///
    /// - Parameter prepare: sees the image, and may refuse; answers nil where there is nothing to do.
    /// - Returns: the task.
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

    /// Notes that a service works on a task.
    ///
    /// - Returns: the task; nil where it is over, or there is none.
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

    /// Notes how a task ended, and what that makes of its image, in one.
    ///
    /// - Parameter change: what becomes of the image, where it is there still.
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

    /// Hands the tasks of a dead service over to another, with their images.
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

    /// Forgets the tasks that have been over for long enough.
    func forgetTasks(before moment: Date) async throws {
        try await write { database in
            try database.execute(
                sql: "DELETE FROM task WHERE expiresAt < ?",
                arguments: [Int64(moment.timeIntervalSince1970 * 1_000_000)])
        }
    }

    /// The tasks that are not to be forgotten yet.
    private static var remembered: QueryInterfaceRequest<StoredTask> {
        let now = Int64(Date().timeIntervalSince1970 * 1_000_000)
        return StoredTask.filter(Column("expiresAt") == nil || Column("expiresAt") >= now)
    }

    /// The tasks of an image, those that somebody may see.
    func tasks(of image: String, for identity: Identity) async throws -> [StoredTask] {
        try await read { database in
            let request = Self.remembered.filter(Column("image") == image).order(Column("createdAt"))
            return try request.fetchAll(database).filter { identity.isAdmin || $0.owner == identity.project }
        }
    }

    /// A page of all tasks.
    ///
    /// - Throws: `Fault` 400 where the marker is no task.
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

    /// A column of microseconds as SQL for the text that Glance's database has there: `2026-01-31 12:00:00.000001`.
    private static func moment(_ column: String) -> String {
        "strftime('%Y-%m-%d %H:%M:%S', \(column) / 1000000, 'unixepoch') || printf('.%06d', \(column) % 1000000)"
    }

    /// The task of an id.
    func task(_ id: String) async throws -> StoredTask? {
        try await read { try Self.remembered.filter(key: id).fetchOne($0) }
    }
}
