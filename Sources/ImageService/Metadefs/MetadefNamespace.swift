import Foundation
import GRDB
import ImageModel

/// A name under which definitions stand together, and who may see them.
struct MetadefNamespace: Codable, FetchableRecord, MutablePersistableRecord, Sendable {
    static let databaseTableName = "metadefNamespace"

    /// Nil until it is stored.
    var id: Int64?
    var name: String
    var displayName: String?
    var description: String?
    /// `public` or `private`.
    var visibility: String
    var isProtected: Bool
    var owner: String
    /// Microseconds since 1970.
    var createdAt: Int64
    var updatedAt: Int64

    mutating func didInsert(_ inserted: InsertionSuccess) {
        id = inserted.rowID
    }

    static func path(_ name: String) -> String { "/v2/metadefs/namespaces/\(name)" }

    /// What is said of the namespace itself.
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

    /// Refuses to delete a namespace, or everything of a kind in it, while it is protected.
    ///
    /// - Throws: `Fault` 403.
    func refuseIfProtected(_ what: String? = nil) throws {
        guard isProtected else { return }
        throw Fault.forbidden("Metadata definition \(what ?? "namespace \(name)") is protected and cannot be deleted.")
    }
}

extension Identity {
    /// Whether there is a namespace for a project: its own, and public ones; for an admin, all.
    func reaches(_ namespace: MetadefNamespace) -> Bool {
        isAdmin || namespace.owner == project || namespace.visibility == "public"
    }
}

extension Fault {
    /// There is no such namespace, or somebody may not see it: the same words, so that they do not tell which.
    static func noNamespace(_ name: String) -> Fault { notFound("Namespace \(name) not found") }

    /// The same where a namespace or its objects are asked for; Glance has two sentences.
    static func noDefinitions(_ name: String) -> Fault {
        notFound("Metadata definition namespace=\(name) was not found.")
    }
}
