import AsyncHTTPClient
import ImageModel
import NIOCore
import NIOHTTP1
import TestSupport
import Testing

@testable import ImageService

/// `X-OpenStack-Request-ID`: what a request is called in its answer and its tasks.
@Suite(.atMost(8, of: "services")) struct RequestIDTests {
    private static let path = "/v2/images?limit=0"

    private static func id(of reply: TestService.Reply) -> String? {
        reply.headers.first(name: "x-openstack-request-id")
    }

    @Test("each request has an id of its own, where its client gives it none", arguments: [nil, "", "é"])
    func own(given: String?) async throws {
        try await TestService.use { (service: TestService) async throws in
            var seen: Set<String> = []
            for _ in 0..<2 {
                let reply = try await service.send(
                    .GET, Self.path, headers: given.map { [("X-OpenStack-Request-ID", $0)] } ?? [])
                #expect(reply.status == 200)
                let id = try #require(Self.id(of: reply))
                #expect(id.wholeMatch(of: /req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/) != nil, "\(id)")
                seen.insert(id)
            }
            #expect(seen.count == 2)
        }
    }

    @Test(
        "what the client calls its request is what the answer calls it, a refusal too",
        arguments: [
            ("req-4711", "req-4711"), ("4711", "req-4711"),
            (String(repeating: "x", count: 64), "req-" + String(repeating: "x", count: 64)),
        ])
    func given(id: String, name: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            for (path, status) in [(Self.path, 200), ("/v2/images/nope", 404)] {
                let reply = try await service.send(.GET, path, headers: [("X-OpenStack-Request-ID", id)])
                #expect(reply.status == status)
                #expect(Self.id(of: reply) == name)
            }
        }
    }

    @Test("an id that is too long is refused, once it is known who asks")
    func tooLong() async throws {
        try await TestService.use { (service: TestService) async throws in
            let headers = [("X-OpenStack-Request-ID", String(repeating: "x", count: 65))]
            let reply = try await service.send(.GET, Self.path, headers: headers)
            #expect(reply.status == 400)
            #expect(reply.message == "X-OpenStack-Request-ID is longer than 64 characters.")
            #expect(try await service.send(.GET, Self.path, token: nil, headers: headers).status == 401)
        }
    }

    @Test("a task is said to be of the request that asked for it")
    func task() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            #expect(try await service.upload([1, 2, 3], to: id, as: "stage").status == 204)
            let reply = try await service.send(
                .POST, "/v2/images/\(id)/import",
                headers: [("Content-Type", "application/json"), ("X-OpenStack-Request-ID", "req-4711")],
                body: .bytes(ByteBuffer(string: #"{"method":{"name":"glance-direct"}}"#)))
            #expect(reply.status == 202)
            let tasks = try await service.send(.GET, "/v2/images/\(id)/tasks").fields["tasks"]?.array
            #expect(tasks?.first?.object?["request_id"] == .string("req-4711"))
        }
    }
}
