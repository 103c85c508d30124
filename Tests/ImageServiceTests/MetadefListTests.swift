import Foundation
import ImageModel
import NIOHTTP1
import TestSupport
import Testing

/// `GET /v2/metadefs/namespaces`: filters and pages.
@Suite(.atMost(8, of: "services")) struct MetadefListTests {
    /// Three namespaces for a resource type of their own; the second is private, the first has no display name.
    private func prepare(_ service: TestService) async throws {
        for (name, more) in [
            ("N1", #""visibility":"public""#), ("N2", #""display_name":"b","owner":"demo""#),
            ("N3", #""visibility":"public","display_name":"a""#),
        ] {
            let types = name == "N1" ? #"{"name":"T"}"# : #"{"name":"T"},{"name":"U","prefix":"u_"}"#
            let reply = try await service.metadefs(
                .POST, "", #"{"namespace":"\#(name)",\#(more),"resource_type_associations":[\#(types)]}"#)
            #expect(reply.status == 201)
        }
    }

    @Test(
        "a list is filtered and sorted as it is asked to be",
        arguments: [
            ("resource_types=T", ["N3", "N2", "N1"]), ("resource_types=U", ["N3", "N2"]),
            ("resource_types=U,T", ["N3", "N2", "N1"]), ("resource_types=none", []), ("resource_types=", []),
            ("resource_types=T&visibility=public", ["N3", "N1"]), ("resource_types=T&visibility=private", ["N2"]),
            ("resource_types=T&visibility=", []), ("resource_types=T&sort_dir=asc", ["N1", "N2", "N3"]),
            ("resource_types=T&sort_key=namespace&sort_dir=desc", ["N3", "N2", "N1"]),
            ("resource_types=T&sort_key=display_name&sort_dir=asc", ["N1", "N3", "N2"]),
            ("resource_types=T&sort_key=display_name", ["N2", "N3", "N1"]),
            ("resource_types=T&sort_key=id&sort_dir=asc", ["N1", "N2", "N3"]),
            ("resource_types=T&sort_key=display_name&sort_dir=asc&marker=N1", ["N3", "N2"]),
            ("resource_types=T&marker=N3", ["N2", "N1"]), ("resource_types=T&limit=1&marker=N3", ["N2"]),
            ("resource_types=T&limit=0", []), ("resource_types=T&limit=5000", ["N3", "N2", "N1"]),
            ("resource_types=T&unheard_of=x", ["N3", "N2", "N1"]),
        ])
    func filter(query: String, names: [String]) async throws {
        try await TestService.use { (service: TestService) async throws in
            try await prepare(service)
            let reply = try await service.metadefs(.GET, "?\(query)")
            #expect(reply.names("namespaces", by: "namespace") == names)
            #expect(reply.fields["schema"] == .string("/v2/schemas/metadefs/namespaces"))
        }
    }

    @Test(
        "a query that makes no sense is refused",
        arguments: [
            ("limit=-1", 400, "limit param must be positive"), ("limit=a", 400, "limit param must be an integer"),
            ("sort_dir=up", 400, "Invalid sort direction: up"), ("sort_key=colour", 400, "Invalid sort key: colour"),
            ("visibility=shared", 400, "Invalid visibility value: shared"),
            ("marker=none", 404, "namespace=none was not found."),
        ])
    func refused(query: String, status: Int, words: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let reply = try await service.metadefs(.GET, "?\(query)")
            #expect(reply.status == status)
            #expect(reply.message.contains(words))
        }
    }

    @Test(
        "pages follow each other by their links, without a gap or a twin",
        arguments: ["", "&sort_key=display_name&sort_dir=asc", "&sort_key=visibility"])
    func pages(order: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            try await prepare(service)
            let whole = try await service.metadefs(.GET, "?limit=100\(order)").names("namespaces", by: "namespace")
            var path: String? = "/v2/metadefs/namespaces?limit=4\(order)"
            var seen: [String] = []
            while let next = path {
                let reply = try await service.send(.GET, next, token: TestService.admin)
                #expect(reply.fields["first"] == .string("/v2/metadefs/namespaces?limit=4\(order)"))
                seen += reply.names("namespaces", by: "namespace")
                path = reply.fields["next"]?.string
            }
            #expect(seen == whole)
            #expect(Set(seen).count == seen.count && seen.count > 8)
        }
    }

    @Test("links are encoded as forms are")
    func links() async throws {
        try await TestService.use { (service: TestService) async throws in
            let reply = try await service.metadefs(.GET, "?resource_types=OS%3A%3AGlance%3A%3AImage&x=a+b")
            #expect(
                reply.fields["first"]
                    == .string("/v2/metadefs/namespaces?resource_types=OS%3A%3AGlance%3A%3AImage&x=a+b"))
            #expect(reply.names("namespaces", by: "namespace").contains("OS::Compute::LibvirtImage"))
        }
    }

    @Test("each namespace of a list has its associations")
    func associations() async throws {
        try await TestService.use { (service: TestService) async throws in
            try await prepare(service)
            let reply = try await service.metadefs(.GET, "?resource_types=U&limit=1")
            let namespace = try #require(reply.fields["namespaces"]?.array?.first?.object)
            let associations = try #require(namespace["resource_type_associations"]?.array).compactMap(\.object)
            #expect(associations.map { $0["name"] } == [.string("T"), .string("U")])
            #expect(associations.last?["prefix"] == .string("u_"))
        }
    }
}
