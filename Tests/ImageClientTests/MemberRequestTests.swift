import Foundation
import ImageModel
import NIOHTTP1
import ScriptedServer
import Testing

@testable import ImageClient

/// What the client asks about an image's members, and what it asks to be done with an image as a whole.
@Suite struct MemberRequestTests {
    private static let member = #"{"member_id": "other", "image_id": "1", "status": "pending"}"#

    @Test("members are listed, added, answered for and removed as the API says", arguments: ["", "/image"])
    func members(_ prefix: String) async throws {
        try await TestClient.use(prefix: prefix) { request, _ in
            switch request.method {
            case .GET: .answer(200, body: #"{"members": [\#(Self.member)], "schema": "/v2/schemas/members"}"#)
            case .DELETE: .answer(204)
            default: .answer(200, body: Self.member)
            }
        } while: { client, server in
            let other = ImageMember(project: "other", status: .pending)
            try await #expect(client.members(of: TestClient.id) == [other])
            try await #expect(client.addMember("other", to: TestClient.id) == other)
            try await #expect(client.answerOffer(of: TestClient.id, to: "a/b", with: .accepted) == other)
            try await client.removeMember("é?", from: TestClient.id)
            let path = "\(prefix)/v2/images/\(TestClient.id)/members"
            let expected: [(HTTPMethod, String, String)] = [
                (.GET, path, ""), (.POST, path, #"{"member":"other"}"#),
                (.PUT, path + "/a%2Fb", #"{"status":"accepted"}"#), (.DELETE, path + "/%C3%A9%3F", ""),
            ]
            try #require(server.requests.count == expected.count)
            for (request, (method, path, body)) in zip(server.requests, expected) {
                #expect(request.method == method)
                #expect(request.path == path)
                #expect(request.text == body)
                #expect(request.token == TestClient.token)
                #expect(request.headers["Content-Type"] == (body.isEmpty ? [] : ["application/json"]))
            }
        }
    }

    @Test("an image is barred, released and taken out of a store without a body")
    func actions() async throws {
        try await TestClient.use { _, _ in
            .answer(204)
        } while: { client, server in
            try await client.deactivate(TestClient.id)
            try await client.reactivate(TestClient.id)
            try await client.deleteData(of: TestClient.id, in: "fast & cheap")
            let expected: [(HTTPMethod, String)] = [
                (.POST, "/v2/images/\(TestClient.id)/actions/deactivate"),
                (.POST, "/v2/images/\(TestClient.id)/actions/reactivate"),
                (.DELETE, "/v2/stores/fast%20%26%20cheap/\(TestClient.id)"),
            ]
            try #require(server.requests.count == expected.count)
            for (request, (method, path)) in zip(server.requests, expected) {
                #expect(request.method == method)
                #expect(request.path == path)
                #expect(request.body.isEmpty)
                #expect(request.headers["Content-Type"].isEmpty)
            }
        }
    }
}
