import Foundation
import GRDB

extension DatabaseMigrator {
    /// Registers the tables of the metadata definitions, and the predefined namespaces. These are added only once, so that a
    /// deleted one stays deleted.
    mutating func registerMetadefs() {
        registerMigration("metadefs") { database in
            try database.create(table: MetadefNamespace.databaseTableName) { table in
                table.autoIncrementedPrimaryKey("id")
                table.column("name", .text).notNull().unique()
                table.column("displayName", .text)
                table.column("description", .text)
                table.column("visibility", .text).notNull()
                table.column("isProtected", .boolean).notNull()
                table.column("owner", .text).notNull()
                table.times()
            }
            try database.create(table: ResourceType.databaseTableName) { table in
                table.column("name", .text).notNull().unique()
                table.times()
            }
            try database.create(table: ResourceTypeAssociation.databaseTableName) { table in
                table.inNamespace()
                table.column("name", .text).notNull().indexed()
                table.column("prefix", .text)
                table.column("propertiesTarget", .text)
                table.times()
                table.uniqueKey(["namespaceID", "name"])
            }
            try database.create(part: MetadefObject.self) { table in
                table.column("description", .text)
                table.column("required", .text)
                table.column("properties", .text)
            }
            try database.create(part: MetadefProperty.self) { $0.column("definition", .text).notNull() }
            try database.create(part: MetadefTag.self) { _ in }
            for seed in MetadefSeed.all { try seed.namespace(now: Date()).insert(database) }
        }
    }
}

extension Database {
    fileprivate func create(part: any MetadefPart.Type, _ columns: (TableDefinition) -> Void) throws {
        try create(table: part.databaseTableName) { table in
            table.autoIncrementedPrimaryKey("id")
            table.inNamespace()
            table.column("name", .text).notNull()
            table.times()
            columns(table)
            table.uniqueKey(["namespaceID", "name"])
        }
    }
}

extension TableDefinition {
    fileprivate func inNamespace() {
        column("namespaceID", .integer).notNull()
            .references(MetadefNamespace.databaseTableName, column: "id", onDelete: .cascade)
    }

    /// Adds the columns for the times of creation and change, in microseconds since 1970.
    fileprivate func times() {
        column("createdAt", .integer).notNull()
        column("updatedAt", .integer).notNull()
    }
}
