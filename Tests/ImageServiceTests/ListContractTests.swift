import Foundation
import ImageModel
import NIOHTTP1
import TestSupport
import Testing

/// `GET /v2/images` and the rest that is read.
@Suite(.atMost(8, of: "services")) struct ListContractTests {
    @Test("pages follow each other by their next links, newest first, without a gap or a twin")
    func pages() async throws {
        try await TestService.use { (service: TestService) async throws in
            var made: [String] = []
            for index in 0..<7 { made.append(try await service.newImage(#"{"name":"image \#(index)"}"#)) }
            var path: String? = "/v2/images?limit=3"
            var seen: [String] = []
            var sizes: [Int] = []
            while let next = path {
                let fields = try await service.send(.GET, next).fields
                let ids = (fields["images"]?.array ?? []).compactMap { $0.object?["id"]?.string }
                seen += ids
                sizes.append(ids.count)
                #expect(fields["first"] == .string("/v2/images?limit=3"))
                #expect(fields["schema"] == .string("/v2/schemas/images"))
                path = fields["next"]?.string
            }
            #expect(sizes == [3, 3, 1])
            #expect(seen == made.reversed())
        }
    }

    @Test("an empty list is a list")
    func empty() async throws {
        try await TestService.use { (service: TestService) async throws in
            let reply = try await service.send(.GET, "/v2/images")
            #expect(reply.status == 200)
            #expect(reply.fields["images"] == .array([]))
            #expect(reply.fields["next"] == nil)
        }
    }

    @Test(
        "a query that makes no sense is 400",
        arguments: [
            ("limit=-1", "must be positive"), ("limit=a", "must be an integer"),
            ("marker=xyz", "No image found with ID xyz"),
            ("visibility=foo", "Invalid visibility value"), ("member_status=foo", "Invalid status: foo"),
            ("changes-since=2026-01-01", "no longer available"),
            ("protected=yes", "Valid values are 'true' or 'false'."),
            ("os_hidden=1", "Valid values are 'true' or 'false'."),
        ])
    func badQuery(query: String, words: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let reply = try await service.send(.GET, "/v2/images?\(query)")
            #expect(reply.status == 400)
            #expect(reply.message.contains(words))
        }
    }

    @Test("a protected image is not deleted, and says so")
    func protected() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage(#"{"protected":true}"#)
            let reply = try await service.send(.DELETE, "/v2/images/\(id)")
            #expect(reply.status == 403)
            #expect(reply.message == "Image \(id) is protected and cannot be deleted.")
        }
    }

    @Test("a deleted image is not found any more")
    func deleted() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            #expect(try await service.send(.DELETE, "/v2/images/\(id)").status == 204)
            #expect(try await service.send(.GET, "/v2/images/\(id)").status == 404)
            #expect(try await service.send(.DELETE, "/v2/images/\(id)").status == 404)
        }
    }

    @Test(
        "a method that a path does not take is 405, and Allow says which it takes",
        arguments: [
            ("PUT", "/v2/images", "GET, POST"), ("POST", "/v2/images/x", "GET, PATCH, DELETE"),
            ("POST", "/v2/images/x/file", "GET, PUT"), ("GET", "/v2/images/x/tags/y", "PUT, DELETE"),
            ("PATCH", "/v2/images/x/members", "GET, POST"), ("POST", "/v2/images/x/members/y", "GET, PUT, DELETE"),
            ("GET", "/v2/images/x/actions/deactivate", "POST"), ("GET", "/v2/cache/nodes", "PUT, DELETE"),
            ("LOCK", "/v2/images", "GET, POST"),
        ])
    func method(method: String, path: String, allow: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let reply = try await service.send(.init(rawValue: method), path)
            #expect(reply.status == 405)
            #expect(reply.headers.first(name: "Allow") == allow)
        }
    }

    @Test(
        "a path that is nothing is 404",
        arguments: ["/v2/nope", "/v2/images/", "/v2/images/x/y/z", "/v2/images/x/tags", "/v2.0/nope"])
    func unknownPath(path: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            #expect(try await service.send(.GET, path).status == 404)
        }
    }

    @Test(
        "a method that nothing has is no failure of the service where the path is nothing's either",
        arguments: [
            ("LOCK", "/v2/nope"), ("PROPFIND", "/v2/nope"), ("REPORT", "/v2/images/x/y"), ("TRACE", "/v2/nope"),
            ("LOCK", "/v2/images/"),
        ])
    func unknownMethod(method: String, path: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let reply = try await service.send(.init(rawValue: method), path)
            #expect(reply.status == 404)
        }
    }

    @Test("the word nodes in the place of an image is no image")
    func cachedNodes() async throws {
        try await TestService.use { (service: TestService) async throws in
            let reply = try await service.send(.PUT, "/v2/cache/nodes", token: TestService.admin)
            #expect(reply.status == 404)
            #expect(reply.message == "Image nodes not found.")
            #expect(try await service.send(.GET, "/v2/cache/nodes/x", token: TestService.admin).status == 404)
        }
    }

    @Test("the versions need no token", arguments: [("/versions", 200), ("/", 300)])
    func versions(path: String, status: Int) async throws {
        try await TestService.use { (service: TestService) async throws in
            let reply = try await service.send(.GET, path, token: nil)
            #expect(reply.status == status)
            let current = reply.fields["versions"]?.array?.first { $0.object?["status"] == .string("CURRENT") }
            #expect(current?.object?["id"] == .string("v2.17"))
        }
    }

    @Test("a question for the head of the versions tells of the body that a GET has", arguments: ["/versions", "/"])
    func headOfVersions(path: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let whole = try await service.send(.GET, path, token: nil)
            let head = try await service.send(.HEAD, path, token: nil)
            #expect(head.status == whole.status)
            #expect(head.body.isEmpty)
            for name in ["Content-Type", "Content-Length"] {
                #expect(head.headers.first(name: name) == whole.headers.first(name: name))
                #expect(head.headers.first(name: name) != nil)
            }
        }
    }

    @Test(
        "a question for what may be done is answered with the document where there is one",
        arguments: ["/versions", "/healthcheck"])
    func options(path: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let read = try await service.send(.GET, path, token: nil)
            let reply = try await service.send(.OPTIONS, path, token: nil)
            #expect(reply.status == 200)
            #expect(reply.json != nil)
            #expect(reply.json == read.json)
            #expect(try await service.send(.OPTIONS, "/v2/images", token: nil).body.isEmpty)
        }
    }

    @Test("the schema says what an image may be")
    func schema() async throws {
        try await TestService.use { (service: TestService) async throws in
            let reply = try await service.send(.GET, "/v2/schemas/image")
            let schema = try JSONDecoder().decode(ImageSchema.self, from: reply.body)
            #expect(schema[.diskFormat]?.choices?.contains("qcow2") == true)
            #expect(schema[.diskFormat]?.isNullable == true)
            #expect(schema[.name]?.maxLength == 255)
            for attribute in ImageAttribute.readOnly {
                #expect(schema[attribute]?.isReadOnly == true, "\(attribute.rawValue)")
            }
            for attribute in ImageAttribute.creatable {
                #expect(schema[attribute]?.description != nil, "\(attribute.rawValue)")
            }
            for name in ["images", "member", "members"] {
                #expect(try await service.send(.GET, "/v2/schemas/\(name)").fields["name"] == .string(name))
            }
        }
    }
}
