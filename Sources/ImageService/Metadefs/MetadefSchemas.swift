import ImageModel

/// The schemas of the metadata definitions, which are served below `/v2/schemas/metadefs` and used to validate bodies.
enum MetadefSchemas {
    /// The maximum length of a name, in characters (the size of Glance's columns).
    static let nameLength = 80

    static let namespace = schema("namespace", namespaceProperties, required: ["namespace"], definitions)
    static let object = schema("object", objectProperties, required: ["name"], definitions)
    static let property = schema("property", propertyProperties, required: ["type", "title", "name"], ownDefinitions)
    /// A property inside another document, which gives its name elsewhere.
    static let namelessProperty = schema("property", propertyProperties, required: ["type", "title"], ownDefinitions)
    static let tag = schema("tag", ["name": text(limit: nameLength)].merging(times("tag")) { $1 }, required: ["name"])
    static let resourceType = schema(
        "resource_type_association", resourceTypeProperties, required: ["name"])
    /// The body of `POST …/tags`.
    static let tagList = schema(
        "tags",
        [
            "tags": list(of: [
                "type": .string("object"), "properties": .object(["name": text()]),
                "required": .array([.string("name")]), "additionalProperties": .bool(false),
            ])
        ],
        required: ["tags"])

    /// The documents, by the last component of their path.
    static let documents: [String: JSONValue] = [
        "namespace": .object(namespace.document), "namespaces": collection("namespaces", of: namespace),
        "object": .object(object.document), "objects": collection("objects", of: object),
        "property": .object(property.document),
        "properties": collection("properties", of: namelessProperty, keyed: true),
        "tag": .object(tag.document), "tags": collection("tags", of: tag),
        "resource_type": .object(resourceType.document),
        "resource_types": collection("resource_type_associations", of: resourceType),
    ]

    private static func schema(
        _ name: String, _ properties: [String: JSONValue], required: [String],
        _ definitions: [String: JSONValue] = [:]
    ) -> JSONSchema {
        var document: [String: JSONValue] = [
            "name": .string(name), "properties": .object(properties), "additionalProperties": .bool(false),
            "required": .array(required.map(JSONValue.string)),
        ]
        if !definitions.isEmpty { document["definitions"] = .object(definitions) }
        return JSONSchema(name: name, document: document)
    }

    /// The schema of a list of items, or, if `keyed`, of an object whose members are the items.
    private static func collection(_ name: String, of item: JSONSchema, keyed: Bool = false) -> JSONValue {
        var inner = item.document
        let definitions = inner.removeValue(forKey: "definitions")
        let content: JSONValue =
            keyed
            ? .object(["type": .string("object"), "additionalProperties": .object(inner)]) : list(of: inner)
        var document: [String: JSONValue] = [
            "name": .string(name),
            "properties": .object([name: content, "first": text(), "next": text(), "schema": text()]),
            "links": .array(
                [("first", "first"), ("next", "next"), ("describedby", "schema")].map { relation, name in
                    .object(["rel": .string(relation), "href": .string("{\(name)}")])
                }),
        ]
        document["definitions"] = definitions
        return .object(document)
    }
}

extension MetadefSchemas {
    private static let namespaceProperties: [String: JSONValue] = [
        "namespace": text("The name; no other namespace has it", limit: nameLength),
        "display_name": text("A name for people", limit: nameLength),
        "description": text("What the definitions are about", limit: 500),
        "visibility": .object([
            "type": .string("string"), "description": .string("Who may see the namespace"),
            "enum": .array([.string("public"), .string("private")]),
        ]),
        "protected": .object([
            "type": .string("boolean"), "description": .string("Whether a delete is refused"),
        ]),
        "owner": text("The project that owns the namespace", limit: 255),
        "schema": readOnly(), "self": readOnly(),
        "resource_type_associations": list(of: [
            "type": .string("object"),
            "properties": .object(["name": text(), "prefix": text(), "properties_target": text()]),
        ]),
        "properties": reference("property"),
        "objects": list(of: [
            "type": .string("object"),
            "properties": .object([
                "name": text(), "description": text(), "required": reference("stringArray"),
                "properties": reference("property"),
            ]),
        ]),
        "tags": list(of: ["type": .string("object"), "properties": .object(["name": text()])]),
    ].merging(times("namespace")) { $1 }

    private static let objectProperties: [String: JSONValue] = [
        "name": text(limit: nameLength), "description": text(), "required": reference("stringArray"),
        "properties": reference("property"), "schema": readOnly(), "self": readOnly(),
    ].merging(times("object")) { $1 }

    private static let resourceTypeProperties: [String: JSONValue] = [
        "name": text("The type of resource that the definitions are for, by Heat's name", limit: nameLength),
        "prefix": text(
            "What stands before each property's name on such a resource, with its separator", limit: nameLength),
        "properties_target": text(
            "Which of the resource's sets of properties is meant, where it has several", limit: nameLength),
    ].merging(times("association")) { $1 }

    private static let propertyProperties: [String: JSONValue] = {
        let types =
            ["array", "boolean", "integer", "number", "object", "string"].map(JSONValue.string) + [.null]
        let type: JSONValue = .object(["type": .string("string"), "enum": .array(types)])
        let flag: JSONValue = .object(["type": .string("boolean")])
        let anyList: JSONValue = .object(["type": .string("array")])
        let number: JSONValue = .object(["type": .string("number")])
        return [
            "name": text(limit: nameLength), "title": text(), "description": text(),
            "operators": list(of: ["type": .string("string")]), "type": type, "required": reference("stringArray"),
            "minimum": number, "maximum": number, "maxLength": reference("positiveInteger"),
            "minLength": reference("positiveIntegerDefault0"),
            "pattern": .object(["type": .string("string"), "format": .string("regex")]), "enum": anyList,
            "readonly": flag, "default": .object([:]),
            "items": .object([
                "type": .string("object"), "properties": .object(["type": type, "enum": anyList]),
            ]),
            "maxItems": reference("positiveInteger"), "minItems": reference("positiveIntegerDefault0"),
            "uniqueItems": .object(["type": .string("boolean"), "default": .bool(false)]), "additionalItems": flag,
        ]
    }()

    /// The definitions that the schemas of namespaces and objects refer to.
    private static let definitions: [String: JSONValue] = numbers.merging([
        "stringArray": .object(stringArray),
        "property": .object([
            "type": .string("object"),
            "additionalProperties": .object([
                "type": .string("object"), "properties": .object(propertyProperties),
                "required": .array([.string("title"), .string("type")]),
            ]),
        ]),
    ]) { $1 }

    /// The definitions that a property's own schema refers to, where lists must not be empty.
    private static let ownDefinitions: [String: JSONValue] = numbers.merging([
        "stringArray": .object(stringArray.merging(["minItems": .integer(1)]) { $1 })
    ]) { $1 }

    private static let numbers: [String: JSONValue] = [
        "positiveInteger": .object(["type": .string("integer"), "minimum": .integer(0)]),
        "positiveIntegerDefault0": .object([
            "allOf": .array([reference("positiveInteger"), .object(["default": .integer(0)])])
        ]),
    ]

    private static let stringArray: [String: JSONValue] = [
        "type": .string("array"), "items": text(), "uniqueItems": .bool(true),
    ]

    private static func text(_ description: String? = nil, limit: Int? = nil) -> JSONValue {
        var schema: [String: JSONValue] = ["type": .string("string")]
        if let description { schema["description"] = .string(description) }
        if let limit { schema["maxLength"] = .integer(Int64(limit)) }
        return .object(schema)
    }

    private static func readOnly() -> JSONValue {
        .object(["type": .string("string"), "readOnly": .bool(true)])
    }

    private static func times(_ noun: String) -> [String: JSONValue] {
        [("created_at", "was made"), ("updated_at", "last changed")].reduce(into: [:]) { times, entry in
            times[entry.0] = .object([
                "type": .string("string"), "format": .string("date-time"), "readOnly": .bool(true),
                "description": .string("When the \(noun) \(entry.1)"),
            ])
        }
    }

    private static func list(of items: [String: JSONValue]) -> JSONValue {
        .object(["type": .string("array"), "items": .object(items)])
    }

    private static func reference(_ name: String) -> JSONValue {
        .object(["$ref": .string("#/definitions/\(name)")])
    }
}
