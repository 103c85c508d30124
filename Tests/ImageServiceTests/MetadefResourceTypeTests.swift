import Foundation
import ImageModel
import NIOHTTP1
import TestSupport
import Testing

/// Resource types, and namespaces' associations with them.
@Suite(.atMost(8, of: "services")) struct MetadefResourceTypeTests {
    @Test("a type that is new is made by its first association, and outlives it")
    func associate() async throws {
        try await TestService.use { (service: TestService) async throws in
            try await service.newNamespace("A")
            let made = try await service.metadefs(.POST, "/A/resource_types", #"{"name":"OS::New","prefix":"n:"}"#)
            #expect(made.status == 201)
            #expect(Set(made.fields.keys) == ["name", "prefix", "created_at", "updated_at"])
            let list = try await service.metadefs(.GET, "/A/resource_types", token: TestService.reader)
            #expect(list.names("resource_type_associations") == ["OS::Test::Thing", "OS::New"])
            #expect(try await service.metadefs(.DELETE, "/A/resource_types/OS::New").status == 204)
            let again = try await service.metadefs(.DELETE, "/A/resource_types/OS::New")
            #expect(again.status == 404)
            #expect(again.message == "Failed to find resource type OS::New to delete")
            let types = try await service.send(.GET, "/v2/metadefs/resource_types", token: TestService.reader)
            #expect(types.names("resource_types").suffix(2) == ["OS::Test::Thing", "OS::New"])
            #expect(types.names("resource_types").contains("OS::Glance::Image"))
        }
    }

    @Test(
        "what an association may not say is refused",
        arguments: [
            (#"{}"#, 400, "schema 'resource_type_association': 'name' is a required property"),
            (#"{"name":"T","prefix":"\#(String(repeating: "p", count: 81))"}"#, 400, "is too long"),
            (#"{"name":"T","prefix":null}"#, 400, "None is not of type 'string'"),
            (#"{"name":"T","self":1}"#, 400, "'self' was unexpected"),
            (#"{"name":"T","updated_at":1}"#, 403, "'updated_at' is read-only."),
            (#"{"name":"OS::Test::Thing"}"#, 409, "resource-type=OS::Test::Thing to namespace=A already exists."),
        ])
    func refused(body: String, status: Int, words: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            try await service.newNamespace("A")
            let reply = try await service.metadefs(.POST, "/A/resource_types", body)
            #expect(reply.status == status)
            #expect(reply.message.contains(words), "\(reply.message)")
            let types = try await service.send(.GET, "/v2/metadefs/resource_types", token: TestService.admin)
            #expect(!types.names("resource_types").contains("T"))
        }
    }
}
