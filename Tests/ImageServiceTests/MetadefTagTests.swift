import Foundation
import ImageModel
import NIOHTTP1
import TestSupport
import Testing

/// The tags of a namespace.
@Suite(.atMost(8, of: "services")) struct MetadefTagTests {
    @Test("a list of tags takes the place of those that are there, or is added to them")
    func lists() async throws {
        try await TestService.use { (service: TestService) async throws in
            try await service.newNamespace("A")
            let made = try await service.metadefs(
                .POST, "/A/tags", #"{"tags":[{"name":"c"},{"name":"a"},{"name":"b"}]}"#)
            #expect(made.status == 201)
            #expect(made.names("tags") == ["c", "a", "b"])
            #expect(try await service.metadefs(.GET, "/A/tags").names("tags") == ["b", "a", "c"])
            for word in ["True", "yes", "1"] {
                let reply = try await service.metadefs(
                    .POST, "/A/tags", #"{"tags":[{"name":"\#(word)"}]}"#, headers: [("X-OpenStack-Append", word)])
                #expect(reply.status == 201)
            }
            #expect(try await service.metadefs(.GET, "/A/tags").names("tags") == ["1", "yes", "True", "b", "a", "c"])
            _ = try await service.metadefs(
                .POST, "/A/tags", #"{"tags":[{"name":"z"}]}"#, headers: [("X-OpenStack-Append", "no")])
            #expect(try await service.metadefs(.GET, "/A/tags").names("tags") == ["z"])
            #expect(try await service.metadefs(.POST, "/A/tags", #"{"tags":[]}"#).status == 201)
            #expect(try await service.metadefs(.GET, "/A/tags").names("tags") == ["z"])
        }
    }

    @Test(
        "a list that may not be is refused whole",
        arguments: [
            (#"{}"#, "", 400, "'tags' is a required property"), (#"{"tags":{}}"#, "", 400, "not of type 'array'"),
            (#"{"tags":[{}]}"#, "", 400, "'name' is a required property"),
            (#"{"tags":[{"name":"n","x":1}]}"#, "", 400, "'x' was unexpected"),
            (#"{"tags":[{"name":"\#(String(repeating: "a", count: 81))"}]}"#, "", 400, "is too long"),
            (#"{"tags":[],"created_at":1}"#, "", 403, "'created_at' is read-only."),
            (#"{"tags":[{"name":"n"},{"name":"n"}]}"#, "", 409, "name=n already exists in namespace=A."),
            (#"{"tags":[{"name":"n"},{"name":"tag"}]}"#, "true", 409, "name=tag already exists in namespace=A."),
        ])
    func refused(body: String, append: String, status: Int, words: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            try await service.newNamespace("A")
            let reply = try await service.metadefs(
                .POST, "/A/tags", body, headers: [("X-OpenStack-Append", append)])
            #expect(reply.status == status)
            #expect(reply.message.contains(words), "\(reply.message)")
            #expect(try await service.metadefs(.GET, "/A/tags").names("tags") == ["tag"])
        }
    }

    @Test(
        "a list is paged and sorted as it is asked to be",
        arguments: [
            ("", ["b", "a", "c"]), ("limit=2", ["b", "a"]), ("limit=0", []), ("limit=", ["b", "a", "c"]),
            ("sort_key=name&sort_dir=asc", ["a", "b", "c"]), ("sort_key=name", ["c", "b", "a"]),
            ("sort_dir=asc", ["c", "a", "b"]), ("marker=b", ["a", "c"]), ("marker=", ["b", "a", "c"]),
            ("sort_key=name&sort_dir=asc&marker=a&limit=1", ["b"]), ("sort_key=namespace_id", ["b", "a", "c"]),
            ("unheard_of=1", ["b", "a", "c"]),
        ])
    func pages(query: String, names: [String]) async throws {
        try await TestService.use { (service: TestService) async throws in
            try await service.newNamespace("A")
            _ = try await service.metadefs(.POST, "/A/tags", #"{"tags":[{"name":"c"},{"name":"a"},{"name":"b"}]}"#)
            #expect(try await service.metadefs(.GET, "/A/tags?\(query)").names("tags") == names)
        }
    }

    @Test(
        "a query that makes no sense is refused",
        arguments: [
            ("limit=-1", 400, "must be positive"), ("limit=1.5", 400, "must be an integer"),
            ("sort_dir=ASC", 400, "Invalid sort direction: ASC"), ("sort_key=x", 400, "Invalid sort key: x"),
            ("visibility=x", 400, "Invalid visibility value: x"),
            ("marker=none", 404, "Could not find metadata tag none"),
        ])
    func badQuery(query: String, status: Int, words: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            try await service.newNamespace("A")
            let reply = try await service.metadefs(.GET, "/A/tags?\(query)")
            #expect(reply.status == status)
            #expect(reply.message.contains(words))
        }
    }

    @Test("a tag is made by its path, renamed, and deleted")
    func one() async throws {
        try await TestService.use { (service: TestService) async throws in
            try await service.newNamespace("A")
            let made = try await service.metadefs(.POST, "/A/tags/f%20g")
            #expect(made.status == 201)
            #expect(Set(made.fields.keys) == ["name", "created_at", "updated_at"])
            #expect(try await service.metadefs(.GET, "/A/tags/f%20g").fields["name"] == .string("f g"))
            #expect(try await service.metadefs(.POST, "/A/tags/tag").status == 409)
            #expect(try await service.metadefs(.POST, "/A/tags/TAG").status == 201)
            #expect(try await service.metadefs(.POST, "/A/tags/" + String(repeating: "z", count: 81)).status == 400)
            let taken = try await service.metadefs(.PUT, "/A/tags/f%20g", #"{"name":"tag"}"#)
            #expect(taken.status == 409)
            #expect(taken.message.hasSuffix("(Please note that metadata tag names are case insensitive)."))
            #expect(try await service.metadefs(.PUT, "/A/tags/f%20g", #"{"name":"h"}"#).fields["name"] == .string("h"))
            #expect(try await service.metadefs(.PUT, "/A/tags/h", #"{"name":"h","y":1}"#).status == 400)
            #expect(try await service.metadefs(.DELETE, "/A/tags/h").status == 204)
            #expect(try await service.metadefs(.DELETE, "/A/tags/h").status == 404)
            #expect(try await service.metadefs(.DELETE, "/A/tags").status == 204)
            #expect(try await service.metadefs(.GET, "/A/tags").names("tags").isEmpty)
        }
    }
}
