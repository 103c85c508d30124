import Clouds
import Crypto
import Foundation
import ImageModel
import NIOHTTP1
import Testing

@testable import ImageClient

/// The client against the real Keystone and Glance, one thing at a time: the services have few threads, and each client
/// holds one while it is connected.
@Suite(.serialized) struct RealCloudTests {
    private let cloud: RealCloud

    init() throws { cloud = try RealCloud() }

    @Test("one logs in through clouds.yaml")
    func cloudsYAML() async throws {
        try await RealCloud.use(RealCloud.configuration("demo")) { session, client in
            try await #expect(session.access().url == cloud.imageURL)
            #expect(await session.project == "demo")
            try await #expect(client.imageSchema().properties["name"] != nil)
        }
    }

    @Test(
        "one logs in through the variables, whatever they say of version, interface and domain",
        arguments: [
            [:], ["OS_INTERFACE": "internalURL"], ["OS_ENDPOINT_TYPE": "adminURL"],
            ["OS_USER_DOMAIN_NAME": "", "OS_PROJECT_DOMAIN_ID": ""], ["OS_REGION_NAME": ""],
            ["OS_USER_DOMAIN_NAME": "Default", "OS_DEFAULT_DOMAIN": "other"],
        ])
    func variables(_ change: [String: String]) async throws {
        let variables = cloud.variables.merging(change) { $1 }
        let configuration = try #require(try RealCloud.source(variables).cloud(named: nil))
        try await RealCloud.use(configuration) { session, client in
            try await #expect(session.access().url == cloud.imageURL)
            _ = try await client.images(ImageQuery(limit: 1))
        }
        var versionless = configuration
        versionless.authURL = configuration.authURL.replacing("/v3", with: "/")
        try await RealCloud.use(versionless) { session, _ in _ = try await session.access() }
    }

    @Test(
        "a wrong password, user or project is refused in Keystone's words",
        arguments: ["OS_PASSWORD", "OS_USERNAME", "OS_PROJECT_NAME"])
    func wrongLogin(_ variable: String) async throws {
        let variables = cloud.variables.merging([variable: "wrong-as-can-be"]) { $1 }
        let configuration = try #require(try RealCloud.source(variables).cloud(named: nil))
        try await RealCloud.use(configuration) { session, client in
            let error = await #expect(throws: CloudError.self) { try await session.access() }
            #expect(
                error
                    == .refused(status: 401, message: "The request you have made requires authentication."))
            let seen = await #expect(throws: APIError.self) { try await client.images(ImageQuery()) }
            #expect(seen?.kind == .unauthorized)
        }
    }

    @Test("a region that is not there is answered with those that are")
    func wrongRegion() async throws {
        var configuration = try RealCloud.configuration("demo")
        configuration.region = "Mars"
        try await RealCloud.use(configuration) { session, _ in
            let error = await #expect(throws: CloudError.self) { try await session.access() }
            guard case .noImageService("Mars", "public", let available) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(available.contains("public in \(cloud.region)"))
        }
    }

    @Test("Glance's address in the place of Keystone's is not Keystone")
    func glanceAsKeystone() async throws {
        var configuration = try RealCloud.configuration("demo")
        configuration.authURL = cloud.imageURL
        try await RealCloud.use(configuration) { _, client in
            let error = await #expect(throws: APIError.self) { try await client.images(ImageQuery()) }
            #expect(error?.kind == .noService || error?.kind == .unauthorized)
        }
    }

    @Test("a record is made, listed page by page, shown, filled and deleted")
    func life() async throws {
        try await RealCloud.use(RealCloud.configuration("demo")) { _, client in
            var new = NewImage()
            new.name = "älpine ✓"
            new.diskFormat = "raw"
            new.containerFormat = "bare"
            new.tags = ["lts"]
            new.properties = ["os_distro": "alpine"]
            try await RealCloud.withImage(client, new) { record in
                #expect(record.image.status == .queued)
                #expect(record.headers.location?.hasSuffix("/v2/images/" + record.image.id) == true)
                #expect(record.headers.importMethods?.contains("glance-direct") == true)
                // Glance 33 names the stores that it keeps to itself, too.
                #expect(Set(record.headers.storeIDs ?? []).isSuperset(of: ["fast", "cheap"]))
                #expect(record.headers.requestID?.hasPrefix("req-") == true)
                try await RealCloud.withImage(client, new) { other in
                    var found: Set<String> = []
                    var page = try await client.images(ImageQuery(limit: 1))
                    while true {
                        #expect(page.images.count <= 1)
                        found.formUnion(page.images.map(\.id))
                        guard let next = page.next else { break }
                        page = try await client.images(next)
                    }
                    #expect(found.isSuperset(of: [record.image.id, other.image.id]))
                }
                let bytes = [UInt8](repeating: 7, count: (3 << 20) + 1)
                let data = ImageData(size: Int64(bytes.count), chunks: Chunks(bytes: bytes))
                let receipt = try await client.upload(data, of: record.image.id, to: .store(nil)) { _ in }
                let shown = try await client.image(record.image.id).image
                #expect(shown.name == new.name)
                #expect(shown.status == .active)
                #expect(shown.size == receipt.size)
                #expect(shown.secureHash == receipt.sha512)
                #expect(shown.additional["os_distro"] == .string("alpine"))
                // Data that is there is not replaced, whether little or much is sent.
                for size in [1, 64 << 20] {
                    let more = ImageData(size: Int64(size), chunks: Chunks(bytes: [UInt8](repeating: 0, count: size)))
                    let error = await #expect(throws: APIError.self) {
                        try await client.upload(more, of: record.image.id, to: .store(nil)) { _ in }
                    }
                    #expect(error?.kind == .conflict)
                }
            }
        }
    }

    @Test("data that is not in the disk format of the record is refused while it is going")
    func wrongFormat() async throws {
        try await RealCloud.use(RealCloud.configuration("demo")) { _, client in
            var new = NewImage()
            new.diskFormat = "qcow2"
            new.containerFormat = "bare"
            try await RealCloud.withImage(client, new) { record in
                let bytes = [UInt8](repeating: 7, count: 32 << 20)
                let error = await #expect(throws: APIError.self) {
                    try await client.upload(
                        ImageData(size: Int64(bytes.count), chunks: Chunks(bytes: bytes)), of: record.image.id,
                        to: .store(nil)
                    ) { _ in }
                }
                #expect(error?.kind == .unsupportedMediaType)
                #expect(error?.namedAttribute == .diskFormat)
            }
        }
    }

    @Test("what another project owns, or nobody, is not found")
    func notFound() async throws {
        try await RealCloud.use(RealCloud.configuration("demo")) { _, demo in
            try await RealCloud.withImage(demo, NewImage()) { record in
                try await RealCloud.use(RealCloud.configuration("other")) { _, other in
                    for id in [record.image.id, UUID().uuidString.lowercased(), "no id"] {
                        let error = await #expect(throws: APIError.self) { try await other.image(id) }
                        #expect(error?.kind == .notFound)
                        #expect(error?.namedAttribute == nil)
                        #expect(error?.requestID?.hasPrefix("req-") == true)
                    }
                }
            }
        }
    }

    @Test("a token that was revoked at Keystone is renewed once, unseen")
    func revoked() async throws {
        try await RealCloud.use(RealCloud.configuration("demo")) { session, client in
            // Glance remembers for a while that a token was good, so it has not seen this one before.
            let old = try await session.access().token
            _ = try await RealCloud.send(
                .DELETE, cloud.authURL + "/auth/tokens", session, headers: [("X-Subject-Token", old.exposed)])
            try await #expect(session.access().token == old)
            _ = try await client.images(ImageQuery())
            let new = try await session.access().token
            #expect(new != old)
            try await RealCloud.withImage(client, NewImage()) { _ in }
            try await #expect(session.access().token == new)
        }
    }

    private struct Chunks: AsyncSequence, Sendable {
        let bytes: [UInt8]

        func makeAsyncIterator() -> Iterator { Iterator(rest: bytes[...]) }

        struct Iterator: AsyncIteratorProtocol {
            var rest: ArraySlice<UInt8>

            mutating func next() async throws -> [UInt8]? {
                let chunk = Array(rest.prefix(1 << 20))
                rest = rest.dropFirst(chunk.count)
                return chunk.isEmpty ? nil : chunk
            }
        }
    }
}
