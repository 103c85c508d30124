import Foundation
import GRDB
import ImageModel

/// A named group of definitions, and who may see them.
struct MetadefNamespace: Codable, FetchableRecord, MutablePersistableRecord, Sendable {
    static let databaseTableName = "metadefNamespace"

    /// nil until the namespace is stored.
    var id: Int64?
    var name: String
    var displayName: String?
    var description: String?
    /// `public` or `private`.
    var visibility: String
    var isProtected: Bool
    var owner: String
    /// In microseconds since 1970.
    var createdAt: Int64
    var updatedAt: Int64

    mutating func didInsert(_ inserted: InsertionSuccess) {
        id = inserted.rowID
    }

    static func path(_ name: String) -> String { "/v2/metadefs/namespaces/\(name)" }

    /// The attributes of the namespace itself, without its contents.
    var fields: [String: JSONValue] {
        var fields: [String: JSONValue] = [
            "namespace": .string(name), "visibility": .string(visibility), "protected": .bool(isProtected),
            "owner": .string(owner), "created_at": .moment(createdAt), "updated_at": .moment(updatedAt),
            "self": .string(Self.path(name)), "schema": .string("/v2/schemas/metadefs/namespace"),
        ]
        fields["display_name"] = displayName.map(JSONValue.string)
        fields["description"] = description.map(JSONValue.string)
        return fields
    }

    /// Throws if a namespace is protected, so that neither it nor all its parts of a kind may be deleted.
    ///
    /// - Parameter what: the kind of parts; nil for the namespace itself.
    /// - Throws: `Fault` 403.
    func refuseIfProtected(_ what: String? = nil) throws {
        guard isProtected else { return }
        throw Fault.forbidden("Metadata definition \(what ?? "namespace \(name)") is protected and cannot be deleted.")
    }
}

extension Identity {
    /// Whether an identity can reach a namespace: its project's own and public ones, and all for an admin.
    func reaches(_ namespace: MetadefNamespace) -> Bool {
        isAdmin || namespace.owner == project || namespace.visibility == "public"
    }
}

extension Fault {
    /// There is no such namespace, or the identity may not see it; the message is the same, so that it does not reveal which.
    static func noNamespace(_ name: String) -> Fault { notFound("Namespace \(name) not found") }

    /// The same fault for requests for a namespace or its objects, for which Glance uses another sentence.
    static func noDefinitions(_ name: String) -> Fault {
        notFound("Metadata definition namespace=\(name) was not found.")
    }
}
