import Foundation
import ImageModel
import NIOHTTP1
import TestSupport
import Testing

/// The objects of a namespace.
@Suite(.atMost(8, of: "services")) struct MetadefObjectTests {
    @Test("a create answers what was said, and a read what was left out as well")
    func create() async throws {
        try await TestService.use { (service: TestService) async throws in
            try await service.newNamespace("A")
            let made = try await service.metadefs(.POST, "/A/objects", #"{"name":"o,p","required":["a","b,c"]}"#)
            #expect(made.status == 201)
            #expect(
                Set(made.fields.keys) == ["name", "required", "self", "schema", "created_at", "updated_at"])
            #expect(made.fields["self"] == .string("/v2/metadefs/namespaces/A/objects/o,p"))
            #expect(made.fields["schema"] == .string("/v2/schemas/metadefs/object"))
            let shown = try await service.metadefs(.GET, "/A/objects/o%2Cp", token: TestService.member)
            #expect(shown.fields["required"] == .array([.string("a"), .string("b,c")]))
            #expect(shown.fields["properties"] == .object([:]))
        }
    }

    @Test("a list has all of them by name, however a page is asked for")
    func list() async throws {
        try await TestService.use { (service: TestService) async throws in
            try await service.newNamespace("A")
            for name in ["z", "b"] { _ = try await service.metadefs(.POST, "/A/objects", #"{"name":"\#(name)"}"#) }
            for query in ["", "?limit=1", "?marker=none", "?sort_key=x&sort_dir=desc", "?visibility=shared"] {
                let reply = try await service.metadefs(.GET, "/A/objects" + query)
                #expect(reply.names("objects") == ["b", "object", "z"])
                #expect(reply.fields["schema"] == .string("v2/schemas/metadefs/objects"))
            }
            for query in ["limit=0", "limit=a", "sort_dir=x", "visibility=community"] {
                #expect(try await service.metadefs(.GET, "/A/objects?" + query).status == 400)
            }
        }
    }

    @Test("an update replaces the object, and may rename it")
    func update() async throws {
        try await TestService.use { (service: TestService) async throws in
            try await service.newNamespace("A")
            let body = #"{"name":"o","properties":{"q":{"title":"Q","type":"number"}}}"#
            let updated = try await service.metadefs(.PUT, "/A/objects/object", body)
            #expect(updated.status == 200)
            #expect(updated.fields["required"] == nil)
            #expect(try await service.metadefs(.GET, "/A/objects/object").status == 404)
            let shown = try await service.metadefs(.GET, "/A/objects/o")
            #expect(shown.fields["required"] == .array([]))
            #expect(shown.fields["properties"]?.object?.keys.sorted() == ["q"])
        }
    }

    @Test("one object is deleted, or all of them are")
    func delete() async throws {
        try await TestService.use { (service: TestService) async throws in
            try await service.newNamespace("A")
            for name in ["b", "c"] { _ = try await service.metadefs(.POST, "/A/objects", #"{"name":"\#(name)"}"#) }
            #expect(try await service.metadefs(.DELETE, "/A/objects/b").status == 204)
            let again = try await service.metadefs(.DELETE, "/A/objects/b")
            #expect(again.status == 404)
            #expect(again.message == "Could not find metadata object b")
            #expect(try await service.metadefs(.DELETE, "/A/objects").status == 204)
            #expect(try await service.metadefs(.GET, "/A/objects").names("objects").isEmpty)
            #expect(try await service.metadefs(.GET, "/A").names("tags") == ["tag"])
        }
    }

    @Test(
        "what an object may not say is refused",
        arguments: [
            (#"{}"#, 400, "schema 'object': 'name' is a required property"),
            (#"{"name":"\#(String(repeating: "a", count: 81))"}"#, 400, "is too long"),
            (#"{"name":"o","self":"x"}"#, 403, "Attribute 'self' is read-only."),
            (#"{"name":"o","description":null}"#, 400, "None is not of type 'string'"),
            (#"{"name":"o","properties":{"p":{"title":"t","type":"string","y":1}}}"#, 400, "'y' was unexpected"),
            (
                #"{"name":"o","properties":{"p":{"title":"t","type":"string","required":[]}}}"#, 400,
                "should be non-empty"
            ),
            (#"{"name":"o","properties":{"p":{"title":"t","type":"string","required":["x"]}}}"#, 400, "is for objects"),
            (#"{"name":"o","properties":{"p":{"title":"t","type":"string","enum":[1]}}}"#, 400, "have to be strings"),
            (#"{"name":"object"}"#, 409, "name=object already exists in namespace=A."),
        ])
    func refused(body: String, status: Int, words: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            try await service.newNamespace("A")
            _ = try await service.metadefs(.POST, "/A/objects", #"{"name":"other"}"#)
            for (method, path) in [(HTTPMethod.POST, "/A/objects"), (.PUT, "/A/objects/other")] {
                let reply = try await service.metadefs(method, path, body)
                #expect(reply.status == status)
                #expect(reply.message.contains(words), "\(reply.message)")
            }
            #expect(try await service.metadefs(.GET, "/A/objects").names("objects") == ["object", "other"])
        }
    }
}
