import Foundation
import HTTPTypes
import ImageModel
import NIOHTTP1
import TestSupport
import Testing

@testable import ImageService

/// The schemas of metadata definitions, and what they are held to.
@Suite(.atMost(8, of: "services")) struct MetadefSchemaTests {
    @Test(
        "each schema is served",
        arguments: [
            ("namespace", "namespace"), ("namespaces", "namespaces"), ("object", "object"), ("objects", "objects"),
            ("property", "property"), ("properties", "properties"), ("tag", "tag"), ("tags", "tags"),
            ("resource_type", "resource_type_association"), ("resource_types", "resource_type_associations"),
        ])
    func served(path: String, name: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let reply = try await service.send(.GET, "/v2/schemas/metadefs/\(path)")
            #expect(reply.status == 200)
            #expect(reply.fields["name"] == .string(name))
            #expect(reply.fields["properties"]?.object?.isEmpty == false)
            // Whatever is referred to is there.
            let references = reply.text.matches(of: /#\/definitions\/(\w+)/).map { String($0.1) }
            let definitions = Set(reply.fields["definitions"]?.object?.keys.map { $0 } ?? [])
            #expect(Set(references).isSubset(of: definitions))
            #expect(try await service.send(.POST, "/v2/schemas/metadefs/\(path)").status == 405)
        }
    }

    @Test("a list's schema holds that of its elements, without its definitions")
    func collections() throws {
        let list = try #require(MetadefSchemas.documents["objects"]?.object)
        let items = list["properties"]?.object?["objects"]?.object?["items"]?.object
        #expect(items?["name"] == .string("object"))
        #expect(items?["definitions"] == nil)
        #expect(list["definitions"] != nil)
        let keyed = MetadefSchemas.documents["properties"]?.object?["properties"]?.object?["properties"]?.object
        let required = keyed?["additionalProperties"]?.object?["required"]
        #expect(required == .array([.string("type"), .string("title")]))
    }

    struct Sample: Sendable {
        let properties: String
        let body: String
        /// What is said of the body; nil where nothing is wrong with it.
        var words: String?
    }

    static let samples: [Sample] = [
        Sample(properties: #"{"a":{"type":"integer"}}"#, body: #"{"a":2.0}"#),
        Sample(properties: #"{"a":{"type":"integer"}}"#, body: #"{"a":true}"#, words: "True is not of type 'integer'"),
        Sample(properties: #"{"a":{"type":"number"}}"#, body: #"{"a":1}"#),
        Sample(properties: #"{"a":{"type":"boolean"}}"#, body: #"{"a":1}"#, words: "1 is not of type 'boolean'"),
        Sample(properties: #"{"a":{"maxLength":2}}"#, body: #"{"a":"😀😀"}"#),
        Sample(properties: #"{"a":{"maxLength":2}}"#, body: #"{"a":"abc"}"#, words: "'abc' is too long"),
        Sample(properties: #"{"a":{"maxLength":2}}"#, body: #"{"a":12345}"#),
        Sample(properties: #"{"a":{"minimum":0}}"#, body: #"{"a":-0.5}"#, words: "-0.5 is less than the minimum of 0"),
        Sample(properties: #"{"a":{"minItems":2}}"#, body: #"{"a":[1]}"#, words: "[1] is too short"),
        Sample(properties: #"{"a":{"uniqueItems":true}}"#, body: #"{"a":[1,1]}"#, words: "[1, 1] has non-unique"),
        Sample(
            properties: #"{"a":{"items":{"type":"string"}}}"#, body: #"{"a":["x",{"y":null}]}"#,
            words: "{'y': None} is not of type 'string'\n\nOn instance['a'][1]:"),
        Sample(
            properties: ##"{"a":{"allOf":[{"$ref":"#/definitions/d"}]}}"##, body: #"{"a":1}"#,
            words: "On instance['a']"),
        Sample(properties: ##"{"a":{"$ref":"#/definitions/d"}}"##, body: #"{"a":"x"}"#),
        Sample(
            properties: #"{"a":{"additionalProperties":{"type":"array"}}}"#, body: #"{"a":{"b":1}}"#,
            words: "On instance['a']['b']"),
        Sample(properties: #"{"a":{"enum":["x",null]}}"#, body: #"{"a":null}"#),
        Sample(properties: #"{"a":{}}"#, body: #"{"a":[{}]}"#),
    ]

    @Test("a value is held to each word of the language", arguments: samples)
    func language(_ sample: Sample) throws {
        func object(_ text: String) throws -> [String: JSONValue] {
            try JSONDecoder().decode([String: JSONValue].self, from: Data(text.utf8))
        }
        let definitions: JSONValue = .object(["d": .object(["type": .string("string")])])
        let properties = JSONValue.object(try object(sample.properties))
        let schema = JSONSchema(name: "test", document: ["properties": properties, "definitions": definitions])
        let body = try object(sample.body)
        if let words = sample.words {
            let fault = #expect(throws: Fault.self) { try schema.validate(body) }
            #expect(fault?.status == .badRequest)
            #expect(fault?.message.contains(words) == true, "\(fault?.message ?? "")")
        } else {
            try schema.validate(body)
        }
    }
}
