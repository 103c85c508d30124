import Foundation
import ImageModel
import NIOHTTP1
import TestSupport
import Testing

/// Who sees which images.
@Suite(.atMost(8, of: "services")) struct VisibilityContractTests {
    /// The images of `demo`, one of each visibility.
    private static func fill(_ service: TestService) async throws {
        for visibility in ["private", "shared", "community"] {
            _ = try await service.newImage(#"{"name":"\#(visibility)","visibility":"\#(visibility)"}"#)
        }
        _ = try await service.newImage(
            #"{"name":"public","visibility":"public","owner":"demo"}"#, token: TestService.admin)
    }

    @Test(
        "a list has one's own images and public ones; others' community images only when asked for",
        arguments: [
            (TestService.member, "", ["public", "private", "shared", "community"]),
            (TestService.reader, "", ["public", "private", "shared", "community"]),
            (TestService.stranger, "", ["public"]),
            (TestService.stranger, "visibility=all", ["public", "community"]),
            (TestService.stranger, "visibility=community", ["community"]),
            (TestService.stranger, "visibility=private", []), (TestService.stranger, "visibility=shared", []),
            (TestService.stranger, "owner=demo", ["public"]),
            (TestService.stranger, "owner=demo&visibility=all", ["public", "community"]),
            (TestService.stranger, "owner=other", []),
            (TestService.admin, "", ["public", "private", "shared"]),
            (TestService.admin, "visibility=all", ["public", "private", "shared", "community"]),
            (TestService.admin, "visibility=private", ["private"]),
            (TestService.admin, "owner=demo&visibility=all", ["public", "private", "shared", "community"]),
            (TestService.admin, "owner=other&visibility=all", []),
        ])
    func list(token: String, query: String, expected: [String]) async throws {
        try await TestService.use { (service: TestService) async throws in
            try await Self.fill(service)
            #expect(Set(try await service.names(query, token: token)) == Set(expected))
            // By way of an index of the filter, the same is seen.
            for name in ["public", "private", "shared", "community"] {
                let found = try await service.names("name=\(name)&\(query)", token: token)
                #expect(found == (expected.contains(name) ? [name] : []))
            }
        }
    }

    @Test("what a project may not see is not found, whatever is done to it")
    func notFound() async throws {
        try await TestService.use { (service: TestService) async throws in
            for visibility in ["private", "shared"] {
                let id = try await service.newImage(
                    #"{"visibility":"\#(visibility)","disk_format":"raw","container_format":"bare"}"#)
                let stranger = TestService.stranger
                let path = "/v2/images/\(id)"
                #expect(try await service.send(.GET, path, token: stranger).status == 404)
                #expect(try await service.send(.DELETE, path, token: stranger).status == 404)
                #expect(try await service.patch(id, "[]", token: stranger).status == 404)
                #expect(try await service.send(.GET, path + "/file", token: stranger).status == 404)
                #expect(try await service.upload([1], to: id, token: stranger).status == 404)
                #expect(try await service.send(.PUT, path + "/tags/a", token: stranger).status == 404)
                #expect(try await service.send(.DELETE, path + "/tags/a", token: stranger).status == 404)
                #expect(try await service.send(.GET, path + "/members", token: stranger).status == 404)
                #expect(try await service.send(.GET, path + "/members/other", token: stranger).status == 404)
                let offer = try await service.send(
                    .POST, path + "/members", token: stranger, json: #"{"member":"other"}"#)
                #expect(offer.status == 404)
                #expect(try await service.send(.POST, path + "/actions/deactivate", token: stranger).status == 404)
                // The answer for a marker is the one for an id that nobody has.
                let marker = try await service.send(.GET, "/v2/images?marker=\(id)", token: stranger)
                #expect(marker.status == 400)
                #expect(marker.message == "No image found with ID \(id)")
                #expect(try await service.send(.GET, path).fields["tags"] == .array([]))
            }
        }
    }

    @Test("what a project sees but does not own, it may not change")
    func forbidden() async throws {
        try await TestService.use { (service: TestService) async throws in
            try await Self.fill(service)
            for id in try await service.ids("visibility=all", token: TestService.stranger) {
                let stranger = TestService.stranger
                let path = "/v2/images/\(id)"
                #expect(try await service.send(.GET, path, token: stranger).status == 200)
                let replies = [
                    ("delete_image", try await service.send(.DELETE, path, token: stranger)),
                    (
                        "modify_image",
                        try await service.patch(id, #"[{"op":"add","path":"/a","value":"b"}]"#, token: stranger)
                    ),
                    ("modify_image", try await service.send(.PUT, path + "/tags/a", token: stranger)),
                    ("modify_image", try await service.send(.DELETE, path + "/tags/a", token: stranger)),
                    ("deactivate", try await service.send(.POST, path + "/actions/deactivate", token: stranger)),
                    ("upload_image", try await service.upload([1], to: id, token: stranger)),
                ]
                for (action, reply) in replies {
                    #expect(reply.status == 403)
                    #expect(reply.message == "You are not authorized to complete \(action) action.")
                }
            }
        }
    }

    @Test("a reader sees, and changes and downloads nothing")
    func reader() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            _ = try await service.upload([1, 2], to: id)
            let reader = TestService.reader
            #expect(try await service.send(.GET, "/v2/images/\(id)", token: reader).status == 200)
            #expect(try await service.send(.DELETE, "/v2/images/\(id)", token: reader).status == 403)
            #expect(try await service.send(.PUT, "/v2/images/\(id)/tags/a", token: reader).status == 403)
            #expect(try await service.send(.GET, "/v2/images/\(id)/file", token: reader).status == 403)
            let change = try await service.patch(id, #"[{"op":"add","path":"/a","value":"b"}]"#, token: reader)
            #expect(change.status == 403)
            let offer = try await service.send(
                .POST, "/v2/images/\(id)/members", token: reader, json: #"{"member":"x"}"#)
            #expect(offer.status == 403)
            #expect(try await service.send(.GET, "/v2/images/\(id)/members", token: reader).status == 200)
        }
    }

    @Test("an image that is nobody's is an admin's to change, and everybody's to see by its id where it is shared")
    func nobodys() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage(#"{"owner":null}"#, token: TestService.admin)
            #expect(try await service.send(.GET, "/v2/images/\(id)").fields["owner"] == .null)
            #expect(try await service.ids("") == [])
            #expect(try await service.ids("", token: TestService.admin) == [id])
            #expect(try await service.send(.DELETE, "/v2/images/\(id)").status == 403)
            #expect(try await service.send(.DELETE, "/v2/images/\(id)", token: TestService.admin).status == 204)
        }
    }

    @Test("only an admin makes an image for another project")
    func owner() async throws {
        try await TestService.use { (service: TestService) async throws in
            let reply = try await service.create(#"{"owner":"demo"}"#, token: TestService.admin)
            #expect(reply.fields["owner"] == .string("demo"))
            #expect(try await service.create(#"{"owner":"demo"}"#).status == 201)
            let refused = try await service.create(#"{"owner":null}"#)
            #expect(refused.status == 403)
            #expect(refused.message == "You are not permitted to create images owned by 'None'")
        }
    }
}
