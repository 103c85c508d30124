import Foundation
import ImageModel
import NIOHTTP1
import TestSupport
import Testing

@testable import ImageService

/// The address that links say: that by which the client knows the service.
@Suite(.atMost(8, of: "services")) struct PublicAddressTests {
    /// What the links of a service begin with, for a client with these headers.
    private static func bases(_ service: TestService, _ headers: [(String, String)]) async throws -> Set<String> {
        var client = service
        client.headers = headers
        let versions = try await client.send(.GET, "/versions").fields["versions"]?.array
        var links = (versions ?? []).compactMap { $0.object?["links"]?.array?.first?.object?["href"]?.string }
        let made = try await client.send(.POST, "/v2/images", json: "{}")
        let space = try await client.send(
            .POST, "/v2/metadefs/namespaces", token: TestService.admin, json: #"{"namespace":"\#(UUID())"}"#)
        links += [made, space].compactMap { $0.headers.first(name: "Location") }
        return Set(links.map { String($0.prefix(upTo: $0.range(of: "/v2")?.lowerBound ?? $0.endIndex)) })
    }

    @Test(
        "it is the one that the request was sent to, with https where what stands before the service says so",
        arguments: [
            ([], "http://"), ([("X-Forwarded-Proto", "https")], "https://"),
            ([("X-Forwarded-Proto", "HTTPS")], "https://"),
            ([("X-Forwarded-Proto", "http")], "http://"), ([("X-Forwarded-Proto", "javascript")], "http://"),
            ([("X-Forwarded-Host", "evil.example")], "http://"),
        ] as [([(String, String)], String)])
    func asked(headers: [(String, String)], scheme: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            #expect(try await Self.bases(service, headers) == ["\(scheme)127.0.0.1:\(service.port)"])
        }
    }

    @Test(
        "it is the one that the service is said to have",
        arguments: ["https://images.example/glance", "https://images.example/glance/"])
    func configured(url: String) async throws {
        let adjust: @Sendable (inout ServiceConfiguration) -> Void = { configuration in
            configuration = ServiceConfiguration(
                data: configuration.data, address: configuration.address, authentication: configuration.authentication,
                publicURL: url)
        }
        try await TestService.use(adjust: adjust) { (service: TestService) async throws in
            for headers in [[], [("X-Forwarded-Proto", "http")]] {
                #expect(try await Self.bases(service, headers) == ["https://images.example/glance"])
            }
        }
    }
}
