import Foundation
import GRDB
import ImageModel

/// What the records say of the stores and of the files in them.
extension Catalogue {
    /// What the catalogue knows of an image's file in a store.
    enum FileKnowledge: Hashable, Sendable {
        /// Its record names the store.
        case named
        /// Its image was deleted.
        case deleted
        /// Its record names no store; data may be on its way to one.
        case dataless
        /// Its record names these stores, and not this one, and says how many bytes the data has.
        case elsewhere([String], size: Int64?)
        /// There is no record, and never was.
        case unknown
    }

    /// Gives the catalogue an id of its own, by which stores know it.
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

    /// What the catalogue knows of these images' files in a store, in their order.
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

    /// The images whose data a service was taking in, which no store has yet.
    func unfinished(of writer: String) async throws -> [String] {
        try await read { database in
            try String.fetchAll(
                database, sql: "SELECT id FROM image WHERE writer = ? AND status IN (?, ?) AND stores IS NULL",
                arguments: [writer, ImageStatus.saving.rawValue, ImageStatus.uploading.rawValue])
        }
    }

    /// Whether a service works on an image's data.
    static func isBeingWritten(_ id: String, _ database: Database) throws -> Bool {
        let statement = try database.cachedStatement(
            sql: "SELECT EXISTS (SELECT 1 FROM image WHERE id = ? AND writer IS NOT NULL)")
        return try Bool.fetchOne(statement, arguments: [id]) == true
    }

    /// Whether staged data of an image is nobody's any more: it was deleted, or stores have its data and no import goes on.
    func isStagedInVain(_ id: String) async throws -> Bool {
        try await read { database in
            switch try Self.knowledge(of: id, in: "", database) {
            case .deleted: true
            case .elsewhere: try !Self.isBeingWritten(id, database)
            case .named, .dataless, .unknown: false
            }
        }
    }

    /// The names of stores that records have, and how many records name each.
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
