import Foundation
import GRDB
import ImageModel
import NIOHTTP1
import TestSupport
import Testing

@testable import ImageService

/// `/v2/images/{id}/members`. The answers are those of Glance 33.0.0.
@Suite(.atMost(8, of: "services")) struct MemberContractTests {
    private static func offer(
        _ service: TestService, _ id: String, _ member: String, token: String = TestService.member
    )
        async throws -> TestService.Reply
    {
        try await service.send(.POST, "/v2/images/\(id)/members", token: token, json: #"{"member":"\#(member)"}"#)
    }

    private static func answer(
        _ service: TestService, _ id: String, _ status: String, token: String = TestService.stranger
    ) async throws -> TestService.Reply {
        try await service.send(
            .PUT, "/v2/images/\(id)/members/other", token: token, json: #"{"status":"\#(status)"}"#)
    }

    @Test("an image that is shared is seen by its id at once, and in lists once the offer is accepted")
    func sharing() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            let stranger = TestService.stranger
            #expect(try await service.send(.GET, "/v2/images/\(id)", token: stranger).status == 404)
            let offer = try await Self.offer(service, id, "other")
            #expect(offer.status == 200)
            #expect(offer.fields["member_id"] == .string("other"))
            #expect(offer.fields["image_id"] == .string(id))
            #expect(offer.fields["status"] == .string("pending"))
            #expect(offer.fields["schema"] == .string("/v2/schemas/member"))
            #expect(offer.fields["created_at"] == offer.fields["updated_at"])
            func lists() async throws -> [String: [String]] {
                var lists: [String: [String]] = [:]
                for query in ["", "member_status=pending", "member_status=rejected", "member_status=all"] {
                    lists[query] = try await service.ids(query, token: stranger)
                    let shared = try await service.ids(
                        "visibility=shared&owner=demo&sort=name:asc&\(query)", token: stranger)
                    #expect(shared == lists[query])
                }
                return lists.filter { !$0.value.isEmpty }
            }
            #expect(try await service.send(.GET, "/v2/images/\(id)", token: stranger).status == 200)
            #expect(try await lists() == ["member_status=pending": [id], "member_status=all": [id]])
            let accepted = try await Self.answer(service, id, "accepted")
            #expect(accepted.status == 200)
            #expect(accepted.fields["status"] == .string("accepted"))
            #expect(try await lists() == ["": [id], "member_status=all": [id]])
            #expect(try await Self.answer(service, id, "rejected").status == 200)
            #expect(try await lists() == ["member_status=rejected": [id], "member_status=all": [id]])
            #expect(try await Self.answer(service, id, "pending").status == 200)
            #expect(try await service.send(.DELETE, "/v2/images/\(id)/members/other").status == 204)
            #expect(try await service.send(.GET, "/v2/images/\(id)", token: stranger).status == 404)
            #expect(try await lists().isEmpty)
        }
    }

    @Test("what is no longer shared is no longer seen, and is again when it is shared again")
    func visibility() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            _ = try await Self.offer(service, id, "other")
            _ = try await Self.answer(service, id, "accepted")
            for (visibility, status) in [("private", 404), ("shared", 200)] {
                _ = try await service.patch(id, #"[{"op":"replace","path":"/visibility","value":"\#(visibility)"}]"#)
                #expect(try await service.send(.GET, "/v2/images/\(id)", token: TestService.stranger).status == status)
                #expect(try await service.ids("", token: TestService.stranger).isEmpty == (status == 404))
            }
        }
    }

    @Test("the owner and an admin see all the members, and a member itself")
    func list() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            for member in ["third", "other", "a fourth"] { _ = try await Self.offer(service, id, member) }
            func members(_ token: String) async throws -> [String] {
                let reply = try await service.send(.GET, "/v2/images/\(id)/members", token: token)
                #expect(reply.fields["schema"] == .string("/v2/schemas/members"))
                return (reply.fields["members"]?.array ?? []).compactMap { $0.object?["member_id"]?.string }
            }
            #expect(try await members(TestService.member) == ["third", "other", "a fourth"])
            #expect(try await members(TestService.reader) == ["third", "other", "a fourth"])
            #expect(try await members(TestService.admin) == ["third", "other", "a fourth"])
            #expect(try await members(TestService.stranger) == ["other"])
            func show(_ member: String, _ token: String) async throws -> Int {
                try await service.send(.GET, "/v2/images/\(id)/members/\(member)", token: token).status
            }
            #expect(try await show("a%20fourth", TestService.member) == 200)
            #expect(try await show("other", TestService.stranger) == 200)
            #expect(try await show("third", TestService.stranger) == 404)
            #expect(try await show("nobody", TestService.member) == 404)
        }
    }

    @Test("only the owner offers and takes back, and only the project that is offered answers")
    func policies() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            _ = try await Self.offer(service, id, "other")
            let replies = [
                ("add_member", try await Self.offer(service, id, "third", token: TestService.stranger)),
                ("modify_member", try await Self.answer(service, id, "accepted", token: TestService.member)),
                (
                    "delete_member",
                    try await service.send(.DELETE, "/v2/images/\(id)/members/other", token: TestService.stranger)
                ),
            ]
            for (action, reply) in replies {
                #expect(reply.status == 403)
                #expect(reply.message == "You are not authorized to complete \(action) action.")
            }
            #expect(try await Self.answer(service, id, "accepted", token: TestService.admin).status == 200)
        }
    }

    @Test("an answer that was given already changes nothing, not even when it was given")
    func sameAnswer() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            _ = try await Self.offer(service, id, "other")
            _ = try await Self.answer(service, id, "accepted")
            try await Catalogue(path: service.folder + "/catalogue.sqlite").write { database in
                try database.execute(sql: "UPDATE imageMember SET updatedAt = 1")
            }
            let again = try await Self.answer(service, id, "accepted")
            #expect(again.status == 200)
            #expect(again.fields["status"] == .string("accepted"))
            #expect(again.fields["updated_at"] == .string("1970-01-01T00:00:00Z"))
            let other = try await Self.answer(service, id, "rejected")
            #expect(other.fields["status"] == .string("rejected"))
            #expect(other.fields["updated_at"] != .string("1970-01-01T00:00:00Z"))
        }
    }

    @Test("only shared images have members", arguments: ["private", "community"])
    func notShared(visibility: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage(#"{"visibility":"\#(visibility)"}"#)
            let path = "/v2/images/\(id)/members"
            let offer = try await Self.offer(service, id, "x")
            #expect(offer.status == 403)
            #expect(offer.message == "Not allowed to create members for image \(id).")
            let list = try await service.send(.GET, path)
            #expect(list.status == 403)
            #expect(list.message.contains("Only shared images have members."))
            #expect(try await service.send(.GET, path + "/x").status == 404)
            #expect(try await service.send(.PUT, path + "/x", json: #"{"status":"accepted"}"#).status == 403)
            #expect(try await service.send(.DELETE, path + "/x").status == 403)
        }
    }

    @Test(
        "a body that makes no sense is 400",
        arguments: [
            ("", "Body expected"), ("{x", "Malformed JSON"), ("{}", "Member to be added not specified"),
            ("[]", "Expected a member in the form"), (#"{"member":""}"#, "Member can't be empty"),
            (#"{"member":"a\u0000"}"#, "U+0000"), (#"{"member":"😀"}"#, "Member can't contain 4 byte"),
            ("5", "Expected list/dict"),
        ])
    func badOffer(body: String, words: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            let reply = try await service.send(.POST, "/v2/images/\(id)/members", json: body)
            #expect(reply.status == 400)
            #expect(reply.message.contains(words))
        }
    }

    @Test(
        "an answer that makes no sense is 400",
        arguments: [
            ("", "Body expected"), ("{}", "Status not specified"), ("[]", "Expected a status in the form"),
            (#"{"status":"foo"}"#, "Status must be"), (#"{"status":5}"#, "Status must be"),
        ])
    func badAnswer(body: String, words: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            _ = try await Self.offer(service, id, "other")
            let reply = try await service.send(
                .PUT, "/v2/images/\(id)/members/other", token: TestService.stranger, json: body)
            #expect(reply.status == 400)
            #expect(reply.message.contains(words))
        }
    }

    @Test("a project is a member once, and 128 are enough")
    func quota() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            for index in 0..<128 { #expect(try await Self.offer(service, id, "p\(index)").status == 200) }
            #expect(try await Self.offer(service, id, "one more").status == 413)
            #expect(try await service.send(.DELETE, "/v2/images/\(id)/members/p5").status == 204)
            let twin = try await Self.offer(service, id, "p6")
            #expect(twin.status == 409)
            #expect(twin.message == "Member p6 is duplicated for image \(id)")
            #expect(try await service.send(.DELETE, "/v2/images/\(id)/members/p5").status == 404)
        }
    }

    @Test("an image is deleted with its members")
    func deleted() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            _ = try await Self.offer(service, id, "other")
            _ = try await Self.answer(service, id, "accepted")
            #expect(try await service.send(.DELETE, "/v2/images/\(id)").status == 204)
            #expect(try await service.ids("", token: TestService.stranger).isEmpty)
            #expect(try await service.send(.GET, "/v2/images/\(id)/members").status == 404)
        }
    }
}
