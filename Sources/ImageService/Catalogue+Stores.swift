import Foundation
import GRDB
import ImageModel

/// What the records know about the stores and the files in them.
extension Catalogue {
    /// What the catalogue knows about an image's file in a store.
    enum FileKnowledge: Hashable, Sendable {
        /// The image's record names the store.
        case named
        /// The image was deleted.
        case deleted
        /// The image's record names no store; its data may still be arriving.
        case dataless
        /// The image's record names these other stores, and gives the size of the data, in bytes.
        case elsewhere([String], size: Int64?)
        /// There is no record, and never was.
        case unknown
    }

    /// Gives the catalogue an id of its own, by which stores recognize it.
    static func createIdentity(_ database: Database) throws {
        try database.execute(sql: "CREATE TABLE identity (id TEXT NOT NULL)")
        try database.execute(
            sql: "INSERT INTO identity (id) VALUES (?)", arguments: [UUID().uuidString.lowercased()])
    }

    /// The catalogue's id.
    func identity() async throws -> String {
        try await read { database in
            guard let id = try String.fetchOne(database, sql: "SELECT id FROM identity") else {
                throw DatabaseError(message: "the catalogue has lost its id")
            }
            return id
        }
    }

    /// Returns what the catalogue knows about these images' files in a store, in the order of the ids.
    func knowledge(of ids: [String], in store: String) async throws -> [FileKnowledge] {
        try await read { database in try ids.map { try Self.knowledge(of: $0, in: store, database) } }
    }

    static func knowledge(of id: String, in store: String, _ database: Database) throws -> FileKnowledge {
        let statement = try database.cachedStatement(sql: "SELECT stores, size FROM image WHERE id = ?")
        if let row = try Row.fetchOne(statement, arguments: [id]) {
            guard let stores: String = row[0] else { return .dataless }
            let names = stores.split(separator: ",").map(String.init)
            return names.contains(store) ? .named : .elsewhere(names, size: row[1])
        }
        let deleted = try database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM deletedImage WHERE id = ?)")
        return try Bool.fetchOne(deleted, arguments: [id]) == true ? .deleted : .unknown
    }

    /// Returns the images whose data a service was receiving and no store has yet.
    func unfinished(of writer: String) async throws -> [String] {
        try await read { database in
            try String.fetchAll(
                database, sql: "SELECT id FROM image WHERE writer = ? AND status IN (?, ?) AND stores IS NULL",
                arguments: [writer, ImageStatus.saving.rawValue, ImageStatus.uploading.rawValue])
        }
    }

    /// Whether a service is working on an image's data.
    static func isBeingWritten(_ id: String, _ database: Database) throws -> Bool {
        let statement = try database.cachedStatement(
            sql: "SELECT EXISTS (SELECT 1 FROM image WHERE id = ? AND writer IS NOT NULL)")
        return try Bool.fetchOne(statement, arguments: [id]) == true
    }

    /// Whether an image's staged data is no longer needed: the image was deleted, or stores have its data and no import is in
    /// progress.
    func isStagedInVain(_ id: String) async throws -> Bool {
        try await read { database in
            switch try Self.knowledge(of: id, in: "", database) {
            case .deleted: true
            case .elsewhere: try !Self.isBeingWritten(id, database)
            case .named, .dataless, .unknown: false
            }
        }
    }

    /// Returns the names of the stores in the records, with the number of records that name each.
    func storeNames() async throws -> [String: Int] {
        try await read { database in
            let rows = try Row.fetchCursor(
                database, sql: "SELECT stores, count(*) FROM image WHERE stores IS NOT NULL GROUP BY stores")
            var counts: [String: Int] = [:]
            while let row = try rows.next() {
                let (names, count): (String, Int) = (row[0], row[1])
                for name in names.split(separator: ",") { counts[String(name), default: 0] += count }
            }
            return counts
        }
    }
}
