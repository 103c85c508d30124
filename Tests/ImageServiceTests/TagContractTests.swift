import Foundation
import ImageModel
import NIOHTTP1
import TestSupport
import Testing

/// `PUT` and `DELETE /v2/images/{id}/tags/{tag}`.
@Suite(.atMost(8, of: "services")) struct TagContractTests {
    @Test(
        "a tag is put on and taken off",
        arguments: [("lts", "lts"), ("a%20b", "a b"), ("%E6%97%A5", "日"), ("a+b", "a+b")])
    func addAndRemove(path: String, tag: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage(#"{"tags":["zebra"]}"#)
            func tags() async throws -> [String] {
                let reply = try await service.send(.GET, "/v2/images/\(id)")
                return (reply.fields["tags"]?.array ?? []).compactMap(\.string)
            }
            for _ in 0..<2 {
                #expect(try await service.send(.PUT, "/v2/images/\(id)/tags/\(path)").status == 204)
                #expect(try await Set(tags()) == ["zebra", tag])
            }
            #expect(try await service.ids("tag=\(tag == "a+b" ? "a%2Bb" : path)") == [id])
            #expect(try await service.send(.DELETE, "/v2/images/\(id)/tags/\(path)").status == 204)
            #expect(try await tags() == ["zebra"])
            #expect(try await service.send(.DELETE, "/v2/images/\(id)/tags/\(path)").status == 404)
        }
    }

    @Test("128 tags are enough, and one of them may be put on again")
    func quota() async throws {
        try await TestService.use { (service: TestService) async throws in
            let tags = (0..<128).map { "\"\($0)\"" }.joined(separator: ",")
            let id = try await service.newImage("{\"tags\":[\(tags)]}")
            #expect(try await service.send(.PUT, "/v2/images/\(id)/tags/5").status == 204)
            let reply = try await service.send(.PUT, "/v2/images/\(id)/tags/more")
            #expect(reply.status == 413)
            #expect(reply.message.contains("Attempted: 129, Maximum: 128"))
        }
    }

    @Test("a tag that is too long is 400, and no image is 404")
    func refusals() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            let long = String(repeating: "x", count: 256)
            #expect(try await service.send(.PUT, "/v2/images/\(id)/tags/\(long)").status == 400)
            let body = try await service.send(.PUT, "/v2/images/\(id)/tags/a", json: "{}")
            #expect(body.status == 400)
            #expect(body.message == "A body is not expected with this request.")
            #expect(try await service.send(.PUT, "/v2/images/\(id)/tags/a%2Fb").status == 404)
            let reply = try await service.send(.PUT, "/v2/images/nope/tags/a")
            #expect(reply.status == 404)
            #expect(reply.message == "Image nope not found.")
        }
    }
}
