import ImageModel
import ScriptedServer
import Testing

@testable import ImageClient

/// How the client asks for metadata definitions.
@Suite struct MetadefRequestTests {
    private static func page(_ names: String..., next: String? = nil) -> ScriptedServer.Step {
        let list = names.map { #"{"namespace": "\#($0)"}"# }.joined(separator: ", ")
        return .answer(200, body: #"{"namespaces": [\#(list)]\#(next.map { #", "next": "\#($0)""# } ?? "")}"#)
    }

    @Test("every page is read, for images alone", arguments: ["", "/image"])
    func pages(_ prefix: String) async throws {
        try await TestClient.use(prefix: prefix) { _, number in
            number == 0
                ? Self.page("OS::A", "OS::B", next: "/v2/metadefs/namespaces?marker=OS::B&limit=2")
                : Self.page("OS::C")
        } while: { client, server in
            let namespaces = try await client.metadefNamespaces(pageSize: 2)
            #expect(namespaces.map(\.name) == ["OS::A", "OS::B", "OS::C"])
            #expect(
                server.requests.map(\.path) == [
                    prefix + "/v2/metadefs/namespaces?resource_types=OS::Glance::Image&limit=2",
                    prefix + "/v2/metadefs/namespaces?marker=OS::B&limit=2",
                ])
        }
    }

    @Test("pages that name each other, an empty page and a link to elsewhere end the list")
    func endless() async throws {
        let link = "/v2/metadefs/namespaces?marker=OS::A"
        try await TestClient.use { _, _ in
            Self.page("OS::A", next: link)
        } while: { client, server in
            try await #expect(client.metadefNamespaces().map(\.name) == ["OS::A"])
            #expect(server.requests.count == 2)
        }
        try await TestClient.use { _, _ in
            Self.page(next: link)
        } while: { client, server in
            try await #expect(client.metadefNamespaces().isEmpty)
            #expect(server.requests.count == 1)
        }
        try await TestClient.use { _, _ in
            Self.page("OS::A", next: "https://elsewhere.example/")
        } while: { client, _ in
            let error = await #expect(throws: APIError.self) { try await client.metadefNamespaces() }
            #expect(error?.kind == .notUnderstood)
        }
    }

    @Test("a namespace is asked for as images have it, by one part of a path")
    func show() async throws {
        try await TestClient.use { _, _ in
            .answer(200, body: #"{"namespace": "a/b ü", "properties": {"hw_x": {"type": "string"}}}"#)
        } while: { client, server in
            let namespace = try await client.metadefNamespace("a/b ü")
            #expect(namespace.properties.map(\.name) == ["hw_x"])
            #expect(
                server.requests.first?.path
                    == "/v2/metadefs/namespaces/a%2Fb%20%C3%BC?resource_type=OS::Glance::Image")
        }
    }

    @Test("a cloud without definitions, or that keeps them to itself, is told apart", arguments: [403, 404])
    func refused(status: Int) async throws {
        try await TestClient.use { _, _ in
            .answer(status, body: #"{"message": "no"}"#)
        } while: { client, _ in
            let error = await #expect(throws: APIError.self) { try await client.metadefNamespaces() }
            #expect(error?.kind == (status == 403 ? .forbidden : .notFound))
        }
    }
}
