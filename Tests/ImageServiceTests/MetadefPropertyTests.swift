import Foundation
import ImageModel
import NIOHTTP1
import TestSupport
import Testing

/// The properties of a namespace.
@Suite(.atMost(8, of: "services")) struct MetadefPropertyTests {
    @Test(
        "a definition is kept as Glance keeps it",
        arguments: [
            (#""default":true"#, #""default":"True""#), (#""default":1.5"#, #""default":"1.5""#),
            (#""default":7"#, #""default":"7""#), (#""default":["a"]"#, #""default":null"#),
            (#""default":null"#, #""default":null"#), (#""minimum":-3.9"#, #""minimum":-3"#),
            (#""maximum":3000000000000"#, #""maximum":3000000000000"#), (#""maxLength":2.0"#, #""maxLength":2"#),
            (#""enum":[]"#, #""enum":[]"#), (#""pattern":"(""#, #""pattern":"(""#),
            (#""operators":["<or>"]"#, #""operators":["<or>"]"#),
            (#""items":{"enum":["x"],"type":"string"}"#, #""items":{"enum":["x"],"type":"string"}"#),
            (
                #""additionalItems":true,"readonly":false,"uniqueItems":true"#,
                #""additionalItems":true,"readonly":false,"uniqueItems":true"#
            ),
        ])
    func kept(sent: String, stored: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            try await service.newNamespace("A")
            func text(_ fields: String) -> JSONValue? {
                let json = #"{"name":"p","title":"P","type":"string",\#(fields)}"#
                return try? JSONDecoder().decode(JSONValue.self, from: Data(json.utf8))
            }
            let body = #"{"name":"p","title":"P","type":"string",\#(sent)}"#
            let made = try await service.metadefs(.POST, "/A/properties", body)
            #expect(made.status == 201)
            #expect(made.json == text(stored))
            #expect(try await service.metadefs(.GET, "/A/properties/p").json == text(stored))
            let list = try await service.metadefs(.GET, "/A/properties")
            #expect(list.fields["properties"]?.object?["p"] == text(stored))
        }
    }

    @Test(
        "what a property may not say is refused",
        arguments: [
            (#"{}"#, 400, "schema 'property': 'type' is a required property"),
            (#"{"type":"string","title":"t"}"#, 400, "'name' is a required property"),
            (#"{"name":"p","title":"t","type":"text"}"#, 400, "'text' is not one of ['array', 'boolean'"),
            (#"{"name":"p","title":"t","type":null}"#, 400, "None is not of type 'string'"),
            (#"{"name":"p","title":"t","type":"string","confidential":true}"#, 400, "'confidential' was unexpected"),
            (#"{"name":"p","title":"t","type":"string","created_at":1}"#, 403, "'created_at' is read-only."),
            (#"{"name":"p","title":"t","type":"string","minItems":true}"#, 400, "True is not of type 'integer'"),
            (#"{"name":"p","title":"t","type":"string","maxLength":1.5}"#, 400, "1.5 is not of type 'integer'"),
            (#"{"name":"p","title":"t","type":"string","default":"é"}"#, 400, "ASCII"),
            (#"{"name":"p","title":"t","type":"array","items":{}}"#, 400, "'type' is a required property of 'items'"),
            (#"{"name":"p","title":"t","type":"array","items":{"type":"string","y":1}}"#, 400, "'y' is not a property"),
            (#"{"name":"p","title":"t","type":"array","items":{"type":"string","enum":[1]}}"#, 400, "to be strings"),
            (#"{"name":"colour","title":"t","type":"string"}"#, 409, "name=colour already exists in namespace=A."),
        ])
    func refused(body: String, status: Int, words: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            try await service.newNamespace("A")
            _ = try await service.metadefs(.POST, "/A/properties", #"{"name":"q","title":"t","type":"string"}"#)
            for (method, path) in [(HTTPMethod.POST, "/A/properties"), (.PUT, "/A/properties/q")] {
                let reply = try await service.metadefs(method, path, body)
                #expect(reply.status == status)
                #expect(reply.message.contains(words), "\(reply.message)")
            }
            let list = try await service.metadefs(.GET, "/A/properties")
            #expect(list.fields["properties"]?.object?.keys.sorted() == ["colour", "q"])
        }
    }

    @Test("an update replaces the property, and may rename it; deletes take one or all")
    func changes() async throws {
        try await TestService.use { (service: TestService) async throws in
            try await service.newNamespace("A")
            let body = #"{"name":"hue","title":"Hue","type":"number"}"#
            let updated = try await service.metadefs(.PUT, "/A/properties/colour", body)
            #expect(updated.status == 200)
            #expect(updated.fields["enum"] == nil)
            let gone = try await service.metadefs(.GET, "/A/properties/colour")
            #expect(gone.status == 404)
            #expect(gone.message == "Could not find property colour")
            #expect(try await service.metadefs(.PUT, "/A/properties/colour", body).status == 404)
            #expect(try await service.metadefs(.DELETE, "/A/properties/hue").status == 204)
            #expect(try await service.metadefs(.DELETE, "/A/properties/hue").status == 404)
            #expect(try await service.metadefs(.POST, "/A/properties", body).status == 201)
            #expect(try await service.metadefs(.DELETE, "/A/properties").status == 204)
            #expect(try await service.metadefs(.GET, "/A/properties").fields == ["properties": .object([:])])
        }
    }

    @Test(
        "a property is found by the name that it has on a resource",
        arguments: [
            ("test_colour?resource_type=OS::Test::Thing", 200, ""), ("colour", 200, ""),
            ("colour?resource_type=", 200, ""),
            ("colour?resource_type=OS::Test::Thing", 404, "association prefix of 'test_'."),
            ("colour?resource_type=OS::Plain", 404, "association prefix of 'None'."),
            ("colour?resource_type=OS::Nova::Flavor", 404, "association of resource-type=OS::Nova::Flavor"),
            ("colour?resource_type=none", 404, "resource-type with name=none, was not found."),
        ])
    func resourceType(path: String, status: Int, words: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            try await service.newNamespace("A")
            _ = try await service.metadefs(.POST, "/A/resource_types", #"{"name":"OS::Plain"}"#)
            let reply = try await service.metadefs(.GET, "/A/properties/\(path)")
            #expect(reply.status == status)
            #expect(reply.message.contains(words) || words.isEmpty, "\(reply.message)")
            if status == 200 { #expect(reply.fields["name"] == .string("colour")) }
        }
    }
}
