import AsyncHTTPClient
import Crypto
import Foundation
import ImageModel
import NIOCore
import NIOHTTP1
import TestSupport
import Testing

@testable import ImageService

/// Imports by glance-download: from the real Glance, with the token of the one who asks.
@Suite(.atMost(1, of: "clients of Glance")) struct GlanceDownloadTests {
    private let keystone: RealKeystone

    init() throws { keystone = try RealKeystone.current }

    /// Runs the service with the real Keystone's users, and a member logged in.
    private func use(
        _ body: @escaping @Sendable (TestService, RealKeystone.Login) async throws -> Void
    ) async throws {
        let login = try await keystone.logIn("demo")
        try await TestService.use(keystone: keystone.url) { service in try await body(service, login) }
    }

    /// An image of the real Glance.
    private func original(_ login: RealKeystone.Login, data: [UInt8]?) async throws -> String {
        let made = try await keystone.glance.create(
            """
            {"name": "original", "disk_format": "raw", "container_format": "bare", "hw_disk_bus": "virtio",
             "os_distro": "alpine", "note": "stays"}
            """, token: login.token)
        let id = try #require(made.fields["id"]?.string)
        if let data {
            let sent = try await keystone.glance.send(
                .PUT, "/v2/images/\(id)/file", token: login.token,
                headers: [("Content-Type", "application/octet-stream")], body: .bytes(ByteBuffer(bytes: data)))
            try #require(sent.status == 204)
        }
        return id
    }

    /// Makes a record and asks for an import into it.
    private static func importing(
        _ method: String, _ service: TestService, _ login: RealKeystone.Login
    ) async throws -> (id: String, reply: TestService.Reply) {
        let made = try await service.create(
            #"{"disk_format": "iso", "container_format": "ovf", "os_type": "windows"}"#, token: login.token)
        let id = try #require(made.fields["id"]?.string)
        let reply = try await service.send(
            .POST, "/v2/images/\(id)/import", token: login.token, headers: [("Content-Type", "application/json")],
            body: .bytes(ByteBuffer(string: #"{"method": \#(method)}"#)))
        return (id, reply)
    }

    /// How the import of an image ended.
    private static func task(
        _ id: String, _ service: TestService, _ login: RealKeystone.Login
    ) async throws -> [String: JSONValue] {
        var last: [String: JSONValue] = [:]
        try await waitUntil {
            let reply = try await service.send(.GET, "/v2/images/\(id)/tasks", token: login.token)
            last = reply.fields["tasks"]?.array?.last?.object ?? [:]
            return ["success", "failure"].contains(last["status"]?.string ?? "")
        }
        return last
    }

    @Test("an image of another region comes with its formats, its properties of the hardware, and its data")
    func brings() async throws {
        let data = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
        try await use { (service: TestService, login: RealKeystone.Login) async throws in
            let source = try await original(login, data: data)
            let (id, reply) = try await Self.importing(
                #"{"name": "glance-download", "glance_region": "regionone", "glance_image_id": "\#(source)"}"#, service,
                login)
            #expect(reply.status == 202)
            let task = try await Self.task(id, service, login)
            #expect(task["status"] == .string("success"), "\(task["message"] ?? .null)")
            let image = try await service.send(.GET, "/v2/images/\(id)", token: login.token).fields
            let fields: [String: JSONValue] = [
                "status": .string("active"), "disk_format": .string("raw"), "container_format": .string("bare"),
                "hw_disk_bus": .string("virtio"), "os_distro": .string("alpine"), "os_type": .string("windows"),
                "size": .integer(Int64(data.count)),
                "os_hash_value": .string(SHA512.hash(data: data).map { String(format: "%02x", $0) }.joined()),
            ]
            for (name, value) in fields { #expect(image[name] == value) }
            #expect(image["note"] == nil)
        }
    }

    @Test("what cannot be brought leaves the record as it was, and the task says why")
    func fails() async throws {
        try await use { (service: TestService, login: RealKeystone.Login) async throws in
            let empty = try await original(login, data: nil)
            for (method, reason) in [
                (["glance_region": "RegionOne", "glance_image_id": empty], "active instead of queued"),
                (["glance_region": "Atlantis", "glance_image_id": empty], "no image service in the region Atlantis"),
                (
                    [
                        "glance_region": "RegionOne", "glance_image_id": empty, "glance_service_interface": "secret",
                    ], "with a secret interface"
                ),
                (["glance_region": "RegionOne", "glance_image_id": UUID().uuidString], "answered 404"),
            ] {
                let fields = method.merging(["name": "glance-download"]) { $1 }
                let text = JSONValue.object(fields.mapValues(JSONValue.string)).text()
                let (id, reply) = try await Self.importing(text, service, login)
                #expect(reply.status == 202)
                let task = try await Self.task(id, service, login)
                #expect(task["status"] == .string("failure"))
                #expect(task["message"]?.string?.contains(reason) == true, "\(task["message"] ?? .null)")
                let image = try await service.send(.GET, "/v2/images/\(id)", token: login.token).fields
                #expect(image["status"] == .string("queued"))
                #expect(image["disk_format"] == .string("iso"))
                #expect(image["container_format"] == .string("ovf"))
                #expect(image["os_type"] == .string("windows"))
                #expect(image["hw_disk_bus"] == nil)
            }
        }
    }

    @Test(
        "a request that does not say what to bring is refused in Glance's words",
        arguments: [
            (#"{"name": "glance-download"}"#, "'glance_region' needs to be set for glance-download import method"),
            (
                #"{"name": "glance-download", "glance_region": "r"}"#,
                "'glance_image_id' needs to be set for glance-download import method"
            ),
            (
                #"{"name": "glance-download", "glance_region": "r", "glance_image_id": "7"}"#,
                "Remote image id does not look like a UUID: 7"
            ),
            (
                #"{"name": "glance-download", "glance_region": "r", "glance_image_id": 7}"#,
                "Remote image id does not look like a UUID: 7"
            ),
        ])
    func refuses(method: String, message: String) async throws {
        try await use { (service: TestService, login: RealKeystone.Login) async throws in
            let (_, reply) = try await Self.importing(method, service, login)
            #expect(reply.status == 400)
            #expect(reply.message.contains(message), "\(reply.text)")
        }
    }

    @Test("it is offered where there is a catalog to find other regions in, and nowhere else")
    func offered() async throws {
        try await use { (service: TestService, login: RealKeystone.Login) async throws in
            let methods = try await service.send(.GET, "/v2/info/import", token: login.token).text
            #expect(methods.contains("glance-download"))
        }
        try await TestService.use { (service: TestService) async throws in
            let methods = try await service.send(.GET, "/v2/info/import").text
            #expect(!methods.contains("glance-download"))
            let made = try await service.create(#"{"disk_format": "raw", "container_format": "bare"}"#)
            let id = try #require(made.fields["id"]?.string)
            let reply = try await service.send(
                .POST, "/v2/images/\(id)/import", headers: [("Content-Type", "application/json")],
                body: .bytes(ByteBuffer(string: #"{"method": {"name": "glance-download"}}"#)))
            #expect(reply.status == 400)
            #expect(reply.message.contains("Unknown import method name 'glance-download'."))
        }
    }

    @Test("a service that starts anew ends an import whose token it does not have, and says so")
    func restarted() async throws {
        try await TestService.withFolder { (folder: String) async throws in
            let id = UUID().uuidString.lowercased()
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let catalogue = try Catalogue(path: folder + "/catalogue.sqlite")
            var image = StoredImage(owner: "demo", now: Date())
            // It is dead as soon as its name is known: nobody holds it.
            let dead = try Instance(folder: folder + "/instances").name
            image.writer = dead
            (image.id, image.diskFormat, image.containerFormat) = (id, "raw", "bare")
            image.visibility = Visibility.private.rawValue
            _ = try await catalogue.insert(image)
            let identity = try TestService.identity(TestService.member)
            let body: JSONValue = .object([
                "method": .object([
                    "name": .string("glance-download"), "glance_region": .string("r"),
                    "glance_image_id": .string(UUID().uuidString),
                ])
            ])
            let task = try await catalogue.begin(id, for: identity) { image in
                let task = StoredTask(
                    try ImportRequest(body), of: image, to: ["local"], by: identity, requestID: "req-1", runner: dead)
                (image.importTask, image.pendingStores) = (task.id, ["local"])
                image.status = ImageStatus.importing.rawValue
                return task
            }
            #expect(task != nil)
            try await TestService.use(folder: folder) { (service: TestService) async throws in
                var ended: [String: JSONValue] = [:]
                try await waitUntil {
                    let reply = try await service.send(.GET, "/v2/images/\(id)/tasks")
                    ended = reply.fields["tasks"]?.array?.last?.object ?? [:]
                    return ended["status"] == .string("failure")
                }
                #expect(ended["message"]?.string?.contains("tokens are not kept") == true)
                let image = try await service.send(.GET, "/v2/images/\(id)").fields
                #expect(image["status"] == .string("queued"))
            }
        }
    }
}
