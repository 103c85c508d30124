import Foundation
import GRDB
import ImageModel

/// A namespace to create, with its contents; nil for contents that the request did not set.
struct NewMetadefNamespace: Sendable {
    var namespace: MetadefNamespace
    var associations: [ResourceTypeAssociation]?
    var objects: [MetadefObject]?
    var properties: [String: MetadefProperty.Definition]?
    var tags: [MetadefTag]?

    /// Parses the body of a create or an update.
    ///
    /// - Parameters:
    ///   - project: the owner if the body names none.
    ///   - purpose: the purpose of the request, as for `MetadefPart`.
    /// - Throws: `Fault` 400 or 403.
    init(_ body: [String: JSONValue], project: String, now: Date, to purpose: String?) throws {
        try body.refuse(readOnly: ["self", "schema", "created_at", "updated_at"])
        try MetadefSchemas.namespace.validate(body)
        try body.refuseUnstorableCharacters(to: purpose)
        namespace = MetadefNamespace(
            name: body["namespace"]?.string ?? "", displayName: body["display_name"]?.string,
            description: body["description"]?.string, visibility: body["visibility"]?.string ?? "private",
            isProtected: body["protected"] == .bool(true), owner: body["owner"]?.string ?? project,
            createdAt: now.microseconds, updatedAt: now.microseconds)
        // A client may send these back as it has read them, so the fields that the service sets are ignored.
        func parts(_ name: String, without names: Set<String> = []) -> [[String: JSONValue]]? {
            let names = names.union(["created_at", "updated_at"])
            return body[name]?.array?.compactMap(\.object).map { $0.filter { !names.contains($0.key) } }
        }
        associations = try parts("resource_type_associations")?.map {
            try ResourceTypeAssociation($0, now: now, to: purpose)
        }
        objects = try parts("objects", without: ["self", "schema"])?.map {
            try MetadefObject($0, now: now, to: purpose)
        }
        properties = try body["properties"]?.object?.mapValues { try MetadefProperty.Definition($0.object ?? [:]) }
        tags = try parts("tags")?.map { try MetadefTag($0, now: now, to: purpose) }
    }

    /// Stores the namespace with its contents, in the caller's transaction.
    ///
    /// - Returns: the namespace as it is stored.
    /// - Throws: `Fault` 409 if a name is already taken.
    @discardableResult
    func insert(_ database: Database) throws -> MetadefNamespace {
        var namespace = namespace
        do {
            try namespace.insert(database)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw Fault.conflict("The metadata definition namespace=\(namespace.name) already exists.")
        }
        let now = Date()
        for association in associations ?? [] { try association.insert(in: namespace, database) }
        for object in objects ?? [] { try object.insert(in: namespace, database) }
        for tag in tags ?? [] { try tag.insert(in: namespace, database) }
        for (name, definition) in properties ?? [:] {
            try MetadefProperty(name: name, definition: definition, now: now).insert(in: namespace, database)
        }
        return namespace
    }

    /// Replaces the attributes of an existing namespace; its contents are kept.
    ///
    /// - Parameter project: the owner if the body names none.
    /// - Returns: the namespace as it is stored.
    /// - Throws: `Fault` 409 if the name is already taken.
    func replace(_ other: MetadefNamespace, project: String, _ database: Database) throws -> MetadefNamespace {
        var namespace = namespace
        namespace.id = other.id
        namespace.createdAt = other.createdAt
        if namespace.owner.isEmpty { namespace.owner = project }
        do {
            try namespace.update(database)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw Fault.conflict(
                "Invalid update. It would result in a duplicate metadata definition namespace with the same name of "
                    + namespace.name)
        }
        return namespace
    }

    /// The answer to the create: what the request and the service have set.
    var document: JSONValue {
        var fields = namespace.fields
        fields["resource_type_associations"] = associations.map { .array($0.map { .object($0.content) }) }
        fields["objects"] = objects.map { .array($0.map { .object($0.content) }) }
        fields["properties"] = properties.map { .object($0.mapValues(\.document)) }
        fields["tags"] = tags.map { .array($0.map { .object($0.content) }) }
        return .object(fields)
    }
}
