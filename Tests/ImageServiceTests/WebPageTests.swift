import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import TestSupport
import Testing

@testable import ImageService

/// What a browser's pages may do with a service.
@Suite(.atMost(8, of: "services")) struct WebPageTests {
    private static let everybody = Authentication.none(Identity(user: "x", project: "x", roles: ["admin"]))

    private static func status(
        _ headers: [(String, String)], _ authentication: Authentication, publicURL: String? = nil
    ) async throws -> Int {
        try await TestService.use(
            authentication: authentication, adjust: { $0.publicURL = publicURL },
            { (service: TestService) async throws -> Int in
                let reply = try await service.send(
                    .POST, "/v2/images", headers: [("Content-Type", "application/json")] + headers,
                    body: .bytes(ByteBuffer(string: "{}")))
                return reply.status
            })
    }

    @Test(
        "where nobody has to say who they are, a page of a browser is refused",
        arguments: [
            ("Origin", "https://elsewhere.example"), ("Origin", "null"), ("Origin", "http://127.0.0.1:9292"),
            ("Host", "elsewhere.example"), ("Host", "elsewhere.example:9292"), ("Host", "127.0.0.1.elsewhere.example"),
            ("Host", "192.0.2.1"), ("Host", "localhost.elsewhere.example"),
        ])
    func refused(name: String, value: String) async throws {
        #expect(try await Self.status([(name, value)], Self.everybody) == 403)
        #expect(try await Self.status([(name, value)], .tokens(TestService.tokens)) == 201)
    }

    @Test(
        "a client of this machine is answered by whichever name it calls it",
        arguments: [
            "localhost", "localhost:9292", "LOCALHOST", "127.0.0.1:1", "127.0.1.1", "[::1]:9292",
            "images.example",
        ])
    func known(host: String) async throws {
        let status = try await Self.status([("Host", host)], Self.everybody, publicURL: "https://Images.example")
        #expect(status == 201)
    }
}
