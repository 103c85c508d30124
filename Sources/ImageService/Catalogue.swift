import DiskFormats
import Foundation
import GRDB
import ImageModel

/// The image records, in SQLite. Each change is on disk when its call returns, and several processes may share the file.
struct Catalogue: Sendable {
    private let database: DatabasePool
    private let commits: GroupedCommits

    /// Opens the catalogue, and creates it if it does not exist.
    ///
    /// - Throws: `POSIXError` or `DatabaseError` if it cannot be opened.
    init(path: String) throws {
        // Without the lock, two processes could both find a table missing and try to create it.
        let lock = try Self.lock(path + ".lock")
        defer { close(lock) }
        try Self.makePrivate(path)
        var configuration = Configuration()
        configuration.busyMode = .timeout(30)
        // One reader more than there are processors, as reads mostly hit memory; each reader has its own page cache.
        configuration.maximumReaderCount = min(5, ProcessInfo.processInfo.activeProcessorCount + 1)
        configuration.prepareDatabase { database in
            // The journal of a savepoint is kept in memory: a file for it would cost more than the change itself. The
            // write-ahead log is checkpointed when it has 16 MiB, by when most of its pages have been written many times.
            try database.execute(
                sql: """
                    PRAGMA temp_store = MEMORY;
                    PRAGMA wal_autocheckpoint = 4000;
                    """)
        }
        database = try DatabasePool(path: path, configuration: configuration)
        // If the log is not synced at each commit, a power cut may lose the last commits, and a 201 promises more. The pool
        // relaxes this setting when it turns the log on, so it is set afterwards.
        try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        commits = GroupedCommits(database)
        var migrator = DatabaseMigrator()
        migrator.registerMigration("images", migrate: CatalogueTables.create)
        migrator.registerMigration("tasks", migrate: Self.createTasks)
        migrator.registerMigration("tasks' originals", migrate: Self.addBefore)
        migrator.registerMetadefs()
        migrator.registerMigration("identity", migrate: Self.createIdentity)
        // This migration once created the indexes too; the next one now recreates them.
        migrator.registerMigration("orders", migrate: CatalogueTables.markRecent)
        migrator.registerMigration("orders with formats", migrate: CatalogueTables.createOrders)
        try migrator.migrate(database)
    }

    /// Makes the database readable by the service's user alone: it has all projects' records, and the addresses of their imports.
    /// SQLite gives its other files the same mode.
    private static func makePrivate(_ path: String) throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            close(descriptor)
        } else if errno != EEXIST {
            throw POSIXError.last
        }
        // By path: closing a descriptor of the file would release the locks that SQLite holds in this process.
        for file in [path, path + "-wal", path + "-shm"] where chmod(file, 0o600) != 0 && errno != ENOENT {
            throw POSIXError.last
        }
    }

    /// Takes an exclusive lock, waiting for it if needed; it is held as long as the descriptor is open.
    private static func lock(_ path: String) throws -> Int32 {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw POSIXError.last }
        while flock(descriptor, LOCK_EX) != 0 {
            let reason = errno
            if reason == EINTR { continue }
            close(descriptor)
            throw POSIXError(.init(rawValue: reason) ?? .EIO)
        }
        return descriptor
    }

    /// Reads from a consistent snapshot of the database.
    func read<Value: Sendable>(_ body: @Sendable @escaping (Database) throws -> Value) async throws -> Value {
        try await database.read(body)
    }

    /// Performs a change as a whole or not at all; it is on disk when this returns.
    func write<Value: Sendable>(_ change: @Sendable @escaping (Database) throws -> Value) async throws -> Value {
        try await commits.write(change)
    }

    /// Adds a record.
    ///
    /// - Returns: the record as it is stored.
    /// - Throws: `Fault` 409 if the id is in use, or was used before.
    func insert(_ image: StoredImage) async throws -> StoredImage {
        try await write { database in
            var image = image
            let conflict = Fault.conflict("Image ID \(image.id) already exists!")
            guard try !Self.isDeleted(image.id, database) else { throw conflict }
            do {
                try image.insert(database)
            } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE {
                throw conflict
            }
            return image
        }
    }

    /// Returns the image with an id, if the identity can reach it; the caller checks what the identity may do with it.
    ///
    /// - Parameter identity: who asks; nil for the service itself.
    func image(_ id: String, for identity: Identity? = nil) async throws -> StoredImage? {
        try await read { try Self.image(id, for: identity, $0) }
    }

    /// Returns the image with an id, if the identity can reach it; nil as the identity means the service itself.
    static func image(_ id: String, for identity: Identity?, _ database: Database) throws -> StoredImage? {
        let reach = identity?.reach ?? "1"
        let statement: SQL = "SELECT \(sql: StoredImage.selection) FROM image WHERE image.id = \(id) AND \(reach)"
        var images = try SQLRequest<StoredImage>(literal: statement, cached: true).fetchAll(database)
        try images.readDetails(database)
        return images.first
    }

    /// Changes an image in one transaction. The change sees the current record, and may throw to refuse.
    ///
    /// - Parameter identity: who changes it; nil for the service itself.
    /// - Returns: the changed record; nil if there is none that the identity can reach.
    @discardableResult
    func update(
        _ id: String, for identity: Identity? = nil, _ change: @Sendable @escaping (inout StoredImage) throws -> Void
    ) async throws -> StoredImage? {
        try await write { database in
            guard let old = try Self.image(id, for: identity, database) else { return nil }
            var image = old
            try change(&image)
            try image.update(from: old, database)
            return image
        }
    }

    /// Deletes an image. Its id stays taken forever, as in Glance; everything else is deleted.
    ///
    /// - Parameter check: sees the record, and may throw to refuse.
    /// - Returns: whether there was an image that the identity can reach.
    func delete(
        _ id: String, for identity: Identity, _ check: @Sendable @escaping (StoredImage) throws -> Void
    ) async throws -> Bool {
        try await write { database in
            guard let image = try Self.image(id, for: identity, database) else { return false }
            try check(image)
            try database.cachedStatement(sql: "DELETE FROM image WHERE number = ?").execute(arguments: [image.number])
            try database.cachedStatement(sql: "INSERT INTO deletedImage (id) VALUES (?)").execute(arguments: [image.id])
            return true
        }
    }

    /// Resets images whose data a service was receiving to `queued`.
    func release(writer: String) async throws {
        try await write { database in
            try database.execute(
                sql: "UPDATE image SET status = ?, writer = NULL WHERE writer = ? AND status IN (?, ?)",
                arguments: [
                    ImageStatus.queued.rawValue, writer, ImageStatus.saving.rawValue, ImageStatus.uploading.rawValue,
                ])
        }
    }

    private static func isDeleted(_ id: String, _ database: Database) throws -> Bool {
        let statement = try database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM deletedImage WHERE id = ?)")
        return try Bool.fetchOne(statement, arguments: [id]) == true
    }
}
