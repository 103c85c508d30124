import Foundation
import ImageModel
import NIOHTTP1
import TestSupport
import Testing

@testable import ImageService

/// How a request says what it is about: by a path that may be escaped, and a version that may be in a media type. The answers are
/// those of Glance 33.0.0.
@Suite(.atMost(8, of: "services")) struct AddressContractTests {
    private static let mediaType = "application/vnd.openstack.images-"

    @Test(
        "the version is taken from a media type that is wanted alone, and the path then has none",
        arguments: [
            ("v2", "/images", 200), ("v2.17", "/images", 200), ("v2; q=1", "/images", 200),
            ("v2;q=1.00", "/schemas/image", 200), ("v2", "/v2/images", 404), ("v2", "/", 404), ("v2", "/v2", 404),
            ("v2.18", "/images", 300), ("v2.18", "/v2/images", 300), ("", "/v2/images", 300), ("v1", "/images", 300),
            ("v2;q=0.9", "/images", 300), ("v2, application/json", "/images", 300), ("v2", "/versions", 200),
        ])
    func version(version: String, path: String, status: Int) async throws {
        try await TestService.use { (service: TestService) async throws in
            let reply = try await service.send(.GET, path, headers: [("Accept", Self.mediaType + version)])
            #expect(reply.status == status)
        }
    }

    @Test("where another media type is wanted first, the version is the path's")
    func otherType() async throws {
        try await TestService.use { (service: TestService) async throws in
            for accepted in ["application/json, " + Self.mediaType + "v2", Self.mediaType.uppercased() + "v2"] {
                let headers = [("Accept", accepted)]
                #expect(try await service.send(.GET, "/v2/images", headers: headers).status == 200)
                #expect(try await service.send(.GET, "/images", headers: headers).status == 300)
            }
        }
    }

    @Test("what a media type leads to is as guarded as the path that it stands for")
    func guarded() async throws {
        try await TestService.use { (service: TestService) async throws in
            let headers = [("Accept", Self.mediaType + "v2")]
            #expect(try await service.send(.GET, "/images", token: nil, headers: headers).status == 401)
            let id = try await service.newImage()
            let stranger = try await service.send(
                .GET, "/images/\(id)", token: TestService.stranger, headers: headers)
            #expect(stranger.status == 404)
            let query = try await service.send(.GET, "/images?limit=0&name=a%20b", headers: headers)
            #expect(query.fields["images"] == .array([]))
            #expect(query.fields["first"] == .string("/v2/images?limit=0&name=a+b"))
        }
    }

    @Test(
        "a path may be escaped wherever it is, slashes too",
        arguments: [
            ("/v2/%69mages", 200), ("/%76%32/images", 200), ("/v2.0/%69mages", 200), ("/v2%2Fimages", 200),
            ("/v2/info/%73tores", 200), ("/%76ersions", 200), ("/health%63heck", 200), ("/v2/images%3Flimit=0", 404),
            ("/v2/%2569mages", 404), ("/v2/images/%2e%2e/images", 404), ("/%6eope", 300),
        ])
    func escapes(path: String, status: Int) async throws {
        try await TestService.use { (service: TestService) async throws in
            #expect(try await service.send(.GET, path).status == status)
        }
    }

    @Test("what is escaped twice is escaped once")
    func twice() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            #expect(try await service.send(.PUT, "/v2/images/\(id)/t%61gs/a%2541%20%3Fb").status == 204)
            let image = try await service.send(.GET, "/v2%2Fimages%2F\(id)").fields
            #expect(image["tags"] == .array([.string("a%41 ?b")]))
        }
    }

    @Test(
        "a percent sign in a query that begins no escape is one",
        arguments: [
            ("name=100%", "100%"), ("name=100%25", "100%"), ("name=%zz", "%zz"), ("name=%u0041", "%u0041"),
            ("name=%%41", "%A"), ("name=a%2", "a%2"),
        ])
    func percent(query: String, name: String) throws {
        #expect(try QueryString(query)["name"] == name)
    }

    @Test("a token may be where the object store's clients have it, unless there is another")
    func storageToken() async throws {
        try await TestService.use { (service: TestService) async throws in
            let headers = [("X-Storage-Token", TestService.member)]
            #expect(try await service.send(.GET, "/v2/images", token: nil, headers: headers).status == 200)
            #expect(try await service.send(.GET, "/v2/images", token: "invented", headers: headers).status == 401)
        }
    }

    @Test("tags= is no filter beside tag=, and alone asks for its characters")
    func tags() async throws {
        try await TestService.use { (service: TestService) async throws in
            _ = try await service.create(#"{"name":"both","tags":["x","y"]}"#)
            _ = try await service.create(#"{"name":"one","tags":["x"]}"#)
            #expect(try await service.names("tag=y&tags=zz") == ["both"])
            #expect(try await service.names("tags=xy") == ["both"])
            #expect(try await service.names("tags=zz").isEmpty)
            #expect(try await service.names("tags=&sort=name:asc") == ["both", "one"])
        }
    }
}
