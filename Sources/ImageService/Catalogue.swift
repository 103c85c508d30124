import DiskFormats
import Foundation
import GRDB
import ImageModel

/// The records, in SQLite: each change is on disk when its call returns, and several processes may share the file.
struct Catalogue: Sendable {
    private let database: DatabasePool
    private let commits: GroupedCommits

    /// Opens the catalogue, and makes it where there is none.
    ///
    /// - Throws: `POSIXError` or `DatabaseError` where that cannot be done.
    init(path: String) throws {
        // Each process would first look which tables there are, and then make those that are not.
        let lock = try Self.lock(path + ".lock")
        defer { close(lock) }
        try Self.makePrivate(path)
        var configuration = Configuration()
        configuration.busyMode = .timeout(30)
        // A reader more than there are processors: what is read is in memory mostly. Each keeps pages of its own.
        configuration.maximumReaderCount = min(5, ProcessInfo.processInfo.activeProcessorCount + 1)
        configuration.prepareDatabase { database in
            // What a savepoint would need to take a change back is kept in memory: a file for it would cost more than the
            // change. The log is brought into the database when it has 16 MiB, by which most of its pages have been written
            // many times.
            try database.execute(
                sql: """
                    PRAGMA temp_store = MEMORY;
                    PRAGMA wal_autocheckpoint = 4000;
                    """)
        }
        database = try DatabasePool(path: path, configuration: configuration)
        // A log that is not brought to the disk at each commit may lose the last ones in a power cut; a 201 promises more. The
        // pool has chosen that as it turned the log on, so it is said afterwards.
        try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        commits = GroupedCommits(database)
        var migrator = DatabaseMigrator()
        migrator.registerMigration("images", migrate: CatalogueTables.create)
        migrator.registerMigration("tasks", migrate: Self.createTasks)
        migrator.registerMigration("tasks' originals", migrate: Self.addBefore)
        migrator.registerMetadefs()
        migrator.registerMigration("identity", migrate: Self.createIdentity)
        // Once, this made the indexes, too, which the next one makes anew.
        migrator.registerMigration("orders", migrate: CatalogueTables.markRecent)
        migrator.registerMigration("orders with formats", migrate: CatalogueTables.createOrders)
        try migrator.migrate(database)
    }

    /// Sees to it that nobody but the service's user may read the database: it has all projects' records, and the addresses of their
    /// imports. SQLite makes the files beside it as that one is.
    private static func makePrivate(_ path: String) throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            close(descriptor)
        } else if errno != EEXIST {
            throw POSIXError.last
        }
        // By its path: to close a descriptor of it would take away the locks that SQLite has in this process.
        for file in [path, path + "-wal", path + "-shm"] where chmod(file, 0o600) != 0 && errno != ENOENT {
            throw POSIXError.last
        }
    }

    /// A lock that others wait for, for as long as its descriptor is open.
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

    /// Reads what one moment's commits have left.
    func read<Value: Sendable>(_ body: @Sendable @escaping (Database) throws -> Value) async throws -> Value {
        try await database.read(body)
    }

    /// Makes a change, whole or not at all; it is on the disk when this returns.
    func write<Value: Sendable>(_ change: @Sendable @escaping (Database) throws -> Value) async throws -> Value {
        try await commits.write(change)
    }

    /// Adds a record.
    ///
    /// - Returns: the record as it is kept.
    /// - Throws: `Fault` 409 where the id is in use, or was.
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

    /// The image of an id, where there is one in somebody's reach; what they may do with it is for the caller to ask.
    ///
    /// - Parameter identity: who asks; nil for the service itself.
    func image(_ id: String, for identity: Identity? = nil) async throws -> StoredImage? {
        try await read { try Self.image(id, for: identity, $0) }
    }

    /// The image of an id, where there is one in somebody's reach; nil as somebody stands for the service itself.
    static func image(_ id: String, for identity: Identity?, _ database: Database) throws -> StoredImage? {
        let reach = identity?.reach ?? "1"
        let statement: SQL = "SELECT \(sql: StoredImage.selection) FROM image WHERE image.id = \(id) AND \(reach)"
        var images = try SQLRequest<StoredImage>(literal: statement, cached: true).fetchAll(database)
        try images.readDetails(database)
        return images.first
    }

    /// Changes an image in one transaction; the change sees the record as it is then, and may refuse.
    ///
    /// - Parameter identity: who changes it; nil for the service itself.
    /// - Returns: the changed record, or nil where there is none in their reach.
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

    /// Deletes an image; its id stays taken for ever, as Glance keeps it, and the rest is forgotten.
    ///
    /// - Parameter check: sees the record, and may refuse.
    /// - Returns: whether there was one in their reach.
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

    /// Puts images whose data a service was taking in back to `queued`.
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
