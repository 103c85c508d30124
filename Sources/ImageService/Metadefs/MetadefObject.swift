import Foundation
import GRDB
import ImageModel

/// A group of properties that belong together.
struct MetadefObject: MetadefPart {
    static let databaseTableName = "metadefObject"
    static let noun = "object"
    static func absence(_ namespace: String) -> Fault { .noDefinitions(namespace) }

    var id: Int64?
    var namespaceID: Int64?
    var name: String
    var createdAt: Int64
    var updatedAt: Int64
    var description: String?
    /// The properties that are required if any of them is set; nil if the request did not set this.
    var required: [String]?
    /// The properties by name; nil if the request did not set them.
    var properties: [String: MetadefProperty.Definition]?

    init(_ body: [String: JSONValue], now: Date, to purpose: String?) throws {
        try body.refuse(readOnly: ["self", "schema", "created_at", "updated_at"])
        try MetadefSchemas.object.validate(body)
        try body.refuseUnstorableCharacters(to: purpose)
        name = body["name"]?.string ?? ""
        description = body["description"]?.string
        required = body["required"]?.array?.compactMap(\.string)
        properties = try body["properties"]?.object?.mapValues { try MetadefProperty.Definition($0.object ?? [:]) }
        createdAt = now.microseconds
        updatedAt = createdAt
    }

    /// The object as a read shows it, with empty values for what was not set.
    var complete: MetadefObject {
        var object = self
        object.required = required ?? []
        object.properties = properties ?? [:]
        return object
    }

    /// Returns the object with the prefix that the names of its properties have on a resource.
    func prefixed(_ prefix: String) -> MetadefObject {
        var object = self
        object.required = required?.map { prefix + $0 }
        object.properties = properties?.prefixed(prefix)
        return object
    }

    var content: [String: JSONValue] {
        var content: [String: JSONValue] = ["name": .string(name)]
        content["description"] = description.map(JSONValue.string)
        content["required"] = required.map { .array($0.map(JSONValue.string)) }
        content["properties"] = properties.map { .object($0.mapValues(\.document)) }
        return content
    }

    func document(in namespace: String) -> JSONValue {
        .object(
            content.merging([
                "self": .string("\(MetadefNamespace.path(namespace))/objects/\(name)"),
                "schema": .string("/v2/schemas/metadefs/object"),
                "created_at": .moment(createdAt), "updated_at": .moment(updatedAt),
            ]) { $1 })
    }
}

extension [String: MetadefProperty.Definition] {
    func prefixed(_ prefix: String) -> Self {
        Dictionary(map { (prefix + $0, $1) }, uniquingKeysWith: { first, _ in first })
    }
}
