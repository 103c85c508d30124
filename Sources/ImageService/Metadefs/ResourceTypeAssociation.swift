import Foundation
import GRDB
import ImageModel

/// The association of a namespace with a type of resource, such as images, volumes or flavors.
struct ResourceTypeAssociation: Codable, FetchableRecord, PersistableRecord, Sendable {
    static let databaseTableName = "resourceTypeAssociation"

    var namespaceID: Int64?
    /// The resource type, by its name in Heat.
    var name: String
    /// The prefix of the properties' names on such a resource.
    var prefix: String?
    /// The set of the resource's properties that is meant.
    var propertiesTarget: String?
    /// In microseconds since 1970.
    var createdAt: Int64
    var updatedAt: Int64

    /// - Parameter purpose: the purpose of the request, as for `MetadefPart`.
    /// - Throws: `Fault` 400 or 403.
    init(_ body: [String: JSONValue], now: Date, to purpose: String?) throws {
        try body.refuse(readOnly: ["created_at", "updated_at"])
        try MetadefSchemas.resourceType.validate(body)
        try body.refuseUnstorableCharacters(to: purpose)
        self.init(
            body["name"]?.string ?? "", prefix: body["prefix"]?.string,
            propertiesTarget: body["properties_target"]?.string, now: now)
    }

    init(_ name: String, prefix: String?, propertiesTarget: String?, now: Date) {
        self.name = name
        self.prefix = prefix
        self.propertiesTarget = propertiesTarget
        createdAt = now.microseconds
        updatedAt = createdAt
    }

    static func all(in namespace: MetadefNamespace) -> QueryInterfaceRequest<Self> {
        filter(Column("namespaceID") == namespace.id).order(Column.rowID)
    }

    /// Returns the association with a resource type.
    ///
    /// - Throws: `Fault` 404.
    static func named(_ name: String, in namespace: MetadefNamespace, _ database: Database) throws -> Self {
        if let association = try all(in: namespace).filter(Column("name") == name).fetchOne(database) {
            return association
        }
        guard try ResourceType.filter(Column("name") == name).fetchCount(database) > 0 else {
            throw Fault.notFound("The metadata definition resource-type with name=\(name), was not found.")
        }
        throw Fault.notFound(
            "The metadata definition resource-type association of resource-type=\(name) to "
                + "namespace=\(namespace.name), was not found.")
    }

    /// Adds the association to a namespace, and the resource type if it does not exist yet.
    ///
    /// - Throws: `Fault` 409 if they are already associated.
    func insert(in namespace: MetadefNamespace, _ database: Database) throws {
        try ResourceType(name: name, createdAt: createdAt, updatedAt: updatedAt).insert(database, onConflict: .ignore)
        var association = self
        association.namespaceID = namespace.id
        do {
            try association.insert(database)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw Fault.conflict(
                "The metadata definition resource-type association of resource-type=\(name) to "
                    + "namespace=\(namespace.name) already exists.")
        }
    }

    /// The fields that a request has set.
    var content: [String: JSONValue] {
        var content: [String: JSONValue] = ["name": .string(name)]
        content["prefix"] = prefix.map(JSONValue.string)
        content["properties_target"] = propertiesTarget.map(JSONValue.string)
        return content
    }

    var document: JSONValue {
        .object(content.merging(["created_at": .moment(createdAt), "updated_at": .moment(updatedAt)]) { $1 })
    }
}

/// A type of resource that a namespace is, or was, associated with.
struct ResourceType: Codable, FetchableRecord, PersistableRecord, Sendable {
    static let databaseTableName = "resourceType"

    var name: String
    /// In microseconds since 1970.
    var createdAt: Int64
    var updatedAt: Int64

    var document: JSONValue {
        .object(["name": .string(name), "created_at": .moment(createdAt), "updated_at": .moment(updatedAt)])
    }
}
