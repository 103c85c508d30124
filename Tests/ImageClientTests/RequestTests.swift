import Foundation
import ImageModel
import NIOHTTP1
import ScriptedServer
import Testing

@testable import ImageClient

/// What the client asks, and what it makes of a good answer.
@Suite struct RequestTests {
    private func expect(
        _ request: ScriptedServer.Request, _ method: HTTPMethod, _ path: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(request.method == method, sourceLocation: sourceLocation)
        #expect(request.path == path, sourceLocation: sourceLocation)
        #expect(request.token == TestClient.token, sourceLocation: sourceLocation)
        #expect(request.headers["Accept"] == ["application/json"], sourceLocation: sourceLocation)
        #expect(request.headers["User-Agent"] == ["gaze"], sourceLocation: sourceLocation)
        #expect(request.headers["Connection"] == ["close"], sourceLocation: sourceLocation)
    }

    @Test("a create sends the record as JSON, and reads the answer with its headers", arguments: ["", "/image"])
    func create(_ prefix: String) async throws {
        let headers = [
            ("Location", "http://glance/v2/images/1"),
            ("OpenStack-image-import-methods", "glance-direct, web-download"),
            ("OpenStack-image-store-ids", "fast,cheap"), ("x-openstack-request-id", "req-1"),
        ]
        try await TestClient.use(prefix: prefix) { _, _ in
            .answer(201, headers: headers, body: TestClient.record)
        } while: { client, server in
            var new = NewImage()
            new.name = "älpine \"3\"\n"
            new.minDisk = 5
            new.tags = ["a"]
            let record = try await client.create(new)
            #expect(record.image.id == TestClient.id)
            #expect(record.image.visibility == .private)
            #expect(record.fields["name"] == .string("alpine"))
            #expect(
                record.headers
                    == ImageHeaders(
                        location: "http://glance/v2/images/1", importMethods: ["glance-direct", "web-download"],
                        storeIDs: ["fast", "cheap"], requestID: "req-1"))
            let request = try #require(server.requests.first)
            expect(request, .POST, prefix + "/v2/images")
            #expect(request.headers["Content-Type"] == ["application/json"])
            let body = try JSONDecoder().decode(JSONValue.self, from: Data(request.body))
            #expect(
                body
                    == .object([
                        "name": .string("älpine \"3\"\n"), "min_disk": .integer(5), "tags": .array([.string("a")]),
                    ]))
        }
    }

    @Test("show, delete, schema and list ask what the API says", arguments: ["", "/image"])
    func others(_ prefix: String) async throws {
        try await TestClient.use(prefix: prefix) { request, _ in
            switch (request.method, request.path.dropFirst(prefix.count)) {
            case (.DELETE, _): .answer(204)
            case (_, "/v2/schemas/image"): .answer(200, body: #"{"name": "image", "properties": {}}"#)
            case (_, let path) where path.hasPrefix("/v2/images/"): .answer(200, body: TestClient.record)
            default: .answer(200, body: #"{"images": [\#(TestClient.record)], "first": "/v2/images"}"#)
            }
        } while: { client, server in
            _ = try await client.imageSchema()
            try await #expect(client.image(TestClient.id).image.name == "alpine")
            _ = try await client.image("../é ?#/")
            try await client.delete(TestClient.id)
            let page = try await client.images(ImageQuery())
            #expect(page.images.map(\.id) == [TestClient.id])
            #expect(page.next == nil)
            _ = try await client.images(ImageQuery(limit: 25, marker: "a b&c"))
            let expected: [(HTTPMethod, String)] = [
                (.GET, "/v2/schemas/image"), (.GET, "/v2/images/" + TestClient.id),
                (.GET, "/v2/images/%2E%2E%2F%C3%A9%20%3F%23%2F"), (.DELETE, "/v2/images/" + TestClient.id),
                (.GET, "/v2/images"), (.GET, "/v2/images?limit=25&marker=a%20b%26c"),
            ]
            try #require(server.requests.count == expected.count)
            for (request, (method, path)) in zip(server.requests, expected) { expect(request, method, prefix + path) }
        }
    }

    @Test("the quotas of a project are read; a cloud without such an address limits nothing")
    func usage() async throws {
        try await TestClient.use { _, number in
            number == 0
                ? .answer(200, body: #"{"usage": {"image_count_total": {"usage": 2, "limit": 10}}}"#)
                : number == 1 ? .answer(404) : .answer(403)
        } while: { client, server in
            try await #expect(client.usage() == ImageUsage(count: .init(usage: 2, limit: 10)))
            try await #expect(client.usage() == ImageUsage())
            let error = await #expect(throws: APIError.self) { try await client.usage() }
            #expect(error?.kind == .forbidden)
            for request in server.requests { expect(request, .GET, "/v2/info/usage") }
        }
    }

    @Test("a server that closes each connection without saying so is no trouble")
    func unannouncedClose() async throws {
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: \(TestClient.record.utf8.count)\r\n\r\n\(TestClient.record)"
        try await TestClient.use { _, _ in
            .raw(answer)
        } while: { client, server in
            for _ in 0..<100 { _ = try await client.create(NewImage()) }
            #expect(server.requests.count == 100)
        }
    }

    @Test(
        "a link to the next page is followed on the same service, whatever host it names",
        arguments: [
            ("/v2/images?marker=1&limit=2", "/v2/images?marker=1&limit=2"),
            ("/image/v2/images?marker=1", "/v2/images?marker=1"),
            ("http://elsewhere.invalid/v2/images?marker=1", "/v2/images?marker=1"),
            ("https://elsewhere.invalid:1/image/v2/images?marker=1", "/v2/images?marker=1"),
            ("//elsewhere.invalid/v2/images", "/v2/images"),
            ("/v2/images?name=/v2/images&marker=1", "/v2/images?name=/v2/images&marker=1"),
        ])
    func next(_ link: String, _ path: String) async throws {
        for prefix in ["", "/image"] {
            try await TestClient.use(prefix: prefix) { _, number in
                .answer(200, body: number == 0 ? #"{"images": [], "next": "\#(link)"}"# : #"{"images": []}"#)
            } while: { client, server in
                let first = try await client.images(ImageQuery())
                let next = try #require(first.next)
                try await #expect(client.images(next).next == nil)
                expect(server.requests[1], .GET, prefix + path)
            }
        }
    }

    @Test(
        "a link that is none of the Image API is not followed",
        arguments: ["", "http://elsewhere.invalid/", "/v1/images"])
    func wrongNext(_ link: String) async throws {
        try await TestClient.use { _, _ in
            .answer(200, body: #"{"images": []}"#)
        } while: { client, server in
            let error = await #expect(throws: APIError.self) { try await client.images(ImagePage.Next(path: link)) }
            #expect(error?.kind == .notUnderstood)
            #expect(server.requests.isEmpty)
        }
    }
}
