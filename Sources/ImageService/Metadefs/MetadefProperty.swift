import Foundation
import GRDB
import ImageModel

/// A property that a resource may have, and the values that it may take.
struct MetadefProperty: MetadefPart {
    static let databaseTableName = "metadefProperty"
    static let noun = "property"
    static let removal = "remove_metadef_property"
    static let missing = "Could not find property"

    var id: Int64?
    var namespaceID: Int64?
    var name: String
    var createdAt: Int64
    var updatedAt: Int64
    var definition: Definition

    init(_ body: [String: JSONValue], now: Date, to purpose: String?) throws {
        try body.refuse(readOnly: ["created_at", "updated_at"])
        try MetadefSchemas.property.validate(body)
        self.init(name: body["name"]?.string ?? "", definition: try Definition(body), now: now)
        try content.refuseUnstorableCharacters(to: purpose)
    }

    /// Creates a property whose name is given outside its definition.
    init(name: String, definition: Definition, now: Date) {
        self.name = name
        self.definition = definition
        createdAt = now.microseconds
        updatedAt = createdAt
    }

    var content: [String: JSONValue] { definition.fields }

    func document(in namespace: String) -> JSONValue {
        .object(content.merging(["name": .string(name)]) { $1 })
    }
}

extension MetadefProperty {
    /// The definition of a property: a small JSON Schema.
    struct Definition: Codable, Sendable {
        let fields: [String: JSONValue]

        /// Parses a definition as Glance does: numbers lose their fraction, and a default becomes text.
        ///
        /// - Throws: `Fault` 400.
        init(_ fields: [String: JSONValue]) throws {
            try MetadefSchemas.namelessProperty.validate(fields)
            // The schema allows this field, but Glance then fails on it.
            guard fields["required"] == nil else { throw Self.refusal("'required' is for objects, not properties") }
            try Self.checkTexts(fields["enum"], "enum")
            if let items = fields["items"]?.object {
                guard items["type"] != nil else { throw Self.refusal("'type' is a required property of 'items'") }
                if let other = items.keys.sorted().first(where: { !["type", "enum"].contains($0) }) {
                    throw Self.refusal("'\(other)' is not a property of 'items'")
                }
                try Self.checkTexts(items["enum"], "items")
            }
            var fields = fields
            for name in Self.wholeNumbers { fields[name] = fields[name].map(Self.whole) }
            fields["default"] = try fields["default"].map(Self.text)
            self.fields = fields
        }

        init(from decoder: any Decoder) throws {
            fields = try [String: JSONValue](from: decoder)
        }

        func encode(to encoder: any Encoder) throws {
            try fields.encode(to: encoder)
        }

        var document: JSONValue { .object(fields) }

        private static let wholeNumbers = ["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"]

        private static func whole(_ value: JSONValue) -> JSONValue {
            guard case .number(let number) = value else { return value }
            return Int64(exactly: number.rounded(.towardZero)).map(JSONValue.integer) ?? value
        }

        private static func text(_ value: JSONValue) throws -> JSONValue {
            switch value {
            case .bool(let flag): return .string(flag ? "True" : "False")
            case .integer, .number: return .string(value.text())
            case .null, .array, .object: return .null
            case .string(let text):
                guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
                    throw refusal("'default' may hold ASCII characters only")
                }
                return value
            }
        }

        private static func checkTexts(_ value: JSONValue?, _ name: String) throws {
            guard value?.array?.allSatisfy({ $0.string != nil || $0 == .null }) != false else {
                throw refusal("the values of '\(name)' have to be strings")
            }
        }

        private static func refusal(_ reason: String) -> Fault {
            .badRequest("Provided object does not match schema 'property': \(reason)")
        }
    }
}
