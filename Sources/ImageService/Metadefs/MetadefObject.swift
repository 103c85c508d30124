import Foundation
import GRDB
import ImageModel

/// Properties that belong together.
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
    /// The properties that have to be there where one of them is; nil where nothing was said.
    var required: [String]?
    /// The properties by their names; nil where nothing was said.
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

    /// The object as a read answers it: with what nothing was said of.
    var complete: MetadefObject {
        var object = self
        object.required = required ?? []
        object.properties = properties ?? [:]
        return object
    }

    /// The object as a resource names its properties, which is with a prefix.
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
