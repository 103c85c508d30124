import Foundation
import GRDB
import ImageModel

/// A tag that a namespace suggests.
struct MetadefTag: MetadefPart {
    static let databaseTableName = "metadefTag"
    static let noun = "tag"
    /// The note about case is from Glance; whether it is true depends on the database, and for SQLite it is not.
    static func duplicate(_ name: String, in namespace: String) -> String {
        "A metadata tag with name=\(name) already exists in namespace=\(namespace). "
            + "(Please note that metadata tag names are case insensitive)."
    }

    var id: Int64?
    var namespaceID: Int64?
    var name: String
    var createdAt: Int64
    var updatedAt: Int64

    init(_ body: [String: JSONValue], now: Date, to purpose: String?) throws {
        try body.refuse(readOnly: ["created_at", "updated_at"])
        try MetadefSchemas.tag.validate(body)
        try body.refuseUnstorableCharacters(to: purpose)
        name = body["name"]?.string ?? ""
        createdAt = now.microseconds
        updatedAt = createdAt
    }

    var content: [String: JSONValue] { ["name": .string(name)] }

    func document(in namespace: String) -> JSONValue {
        .object(content.merging(["created_at": .moment(createdAt), "updated_at": .moment(updatedAt)]) { $1 })
    }
}
