import AsyncHTTPClient
import Foundation
import ImageModel
import NIOCore
import NIOHTTP1
import TestSupport
import Testing

@testable import ImageService

/// `POST /v2/images/{id}/import`, its tasks, and several stores. The refusals are those of Glance 33.0.0.
@Suite(.atMost(8, of: "services")) struct ImportContractTests {
    private static let bytes = [UInt8](repeating: 7, count: 3 << 20)

    private func staged(_ service: TestService) async throws -> String {
        let id = try await service.newImage()
        _ = try await service.upload(Self.bytes, to: id, as: "stage")
        return id
    }

    /// Waits until the image's task is over, and answers it.
    private func task(_ service: TestService, _ id: String, token: String = TestService.member) async throws
        -> [String: JSONValue]
    {
        var last: [String: JSONValue] = [:]
        try await waitUntil {
            let tasks = try await service.send(.GET, "/v2/images/\(id)/tasks", token: token).fields["tasks"]?.array
            last = tasks?.last?.object ?? [:]
            return ["success", "failure"].contains(last["status"]?.string ?? "")
        }
        return last
    }

    @Test(
        "staged data goes into the stores that are asked for, and the image is active",
        arguments: [
            ("", "fast"), (#","stores":["cheap"]"#, "cheap"), (#","stores":["cheap","fast"]"#, "cheap,fast"),
            (#","all_stores":true"#, "fast,cheap"),
            (#","all_stores":true,"all_stores_must_succeed":false"#, "fast,cheap"),
        ])
    func direct(stores: String, result: String) async throws {
        try await TestService.use(stores: ["fast", "cheap"]) { (service: TestService) async throws in
            let id = try await staged(service)
            let reply = try await service.importImage(id, #"{"method":{"name":"glance-direct"}\#(stores)}"#)
            #expect(reply.status == 202)
            #expect(reply.body.isEmpty)
            let task = try await task(service, id)
            #expect(task["status"] == .string("success"))
            #expect(task["message"] == .string("Copied 3 MiB"))
            #expect(task["result"] == .object(["image_id": .string(id)]))
            let fields = try await service.send(.GET, "/v2/images/\(id)").fields
            #expect(fields["status"] == .string("active"))
            #expect(fields["stores"] == .string(result))
            #expect(fields["size"] == .integer(3 << 20))
            #expect(fields["os_hash_value"]?.string?.count == 128)
            #expect(fields["os_glance_importing_to_stores"] == .string(""))
            #expect(fields["os_glance_failed_import"] == .string(""))
            #expect(fields["os_glance_import_task"] == nil)
            #expect(try await service.send(.GET, "/v2/images/\(id)/file").body == Data(Self.bytes))
            // What was staged goes once the task has ended.
            try await waitUntil {
                try FileManager.default.contentsOfDirectory(atPath: service.folder + "/staging/data").isEmpty
            }
        }
    }

    @Test(
        "a task that had nothing to copy tells of no copying",
        arguments: [([UInt8](), ""), ([UInt8(1)], "Copied 0 MiB")])
    func message(bytes: [UInt8], words: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            _ = try await service.upload(bytes, to: id, as: "stage")
            _ = try await service.importImage(id, #"{"method":{"name":"glance-direct"}}"#)
            let task = try await task(service, id)
            #expect(task["status"] == .string("success"))
            #expect(task["message"] == .string(words))
        }
    }

    @Test("a task says what was asked for, by whom, and when")
    func document() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await staged(service)
            _ = try await service.importImage(id, #"{"method":{"name":"glance-direct"}}"#)
            let task = try await task(service, id)
            #expect(task["type"] == .string("api_image_import"))
            #expect(task["owner"] == .string("demo") && task["user_id"] == .string("ann"))
            #expect(task["image_id"] == .string(id))
            let input = try #require(task["input"]?.object)
            #expect(input["import_req"] == .object(["method": .object(["name": .string("glance-direct")])]))
            #expect(input["backend"] == .array([.string("local")]))
            for name in ["created_at", "updated_at", "expires_at"] {
                let moment = try #require(task[name]?.string)
                #expect(moment.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}/) != nil)
            }
            #expect(try await service.send(.GET, "/v2/images/\(id)/tasks", token: TestService.stranger).status == 404)
        }
    }

    @Test("an active image is copied to further stores by an admin, and taken out of one again")
    func copy() async throws {
        try await TestService.use(stores: ["fast", "cheap"]) { (service: TestService) async throws in
            let id = try await service.newImage()
            _ = try await service.upload(Self.bytes, to: id)
            let body = #"{"method":{"name":"copy-image"},"stores":["cheap"]}"#
            #expect(try await service.importImage(id, body).status == 403)
            #expect(try await service.importImage(id, body, token: TestService.admin).status == 202)
            #expect(try await task(service, id, token: TestService.admin)["status"] == .string("success"))
            #expect(try await service.send(.GET, "/v2/images/\(id)").fields["stores"] == .string("fast,cheap"))
            let again = try await service.importImage(id, body, token: TestService.admin)
            #expect(again.status == 400)
            #expect(again.message == "Image is already present at store 'cheap'")
            let all = #"{"method":{"name":"copy-image"},"all_stores":true}"#
            #expect(try await service.importImage(id, all, token: TestService.admin).status == 202)
            #expect(try await service.send(.DELETE, "/v2/stores/fast/\(id)").status == 403)
            #expect(try await service.send(.DELETE, "/v2/stores/fast/\(id)", token: TestService.admin).status == 204)
            #expect(try await service.send(.GET, "/v2/images/\(id)").fields["stores"] == .string("cheap"))
            #expect(try await service.send(.GET, "/v2/images/\(id)/file").body == Data(Self.bytes))
            let last = try await service.send(.DELETE, "/v2/stores/cheap/\(id)", token: TestService.admin)
            #expect(last.status == 403)
            #expect(last.message.contains("only store"))
        }
    }

    @Test("data is downloaded from an address that is allowed")
    func download() async throws {
        let open = Authentication.none(Identity(user: "ann", project: "demo", roles: ["admin"]))
        try await TestService.use(authentication: open) { (source: TestService) async throws in
            let origin = try await source.newImage()
            _ = try await source.upload(Self.bytes, to: origin)
            let port = try #require(source.url.split(separator: ":").last.flatMap { Int($0) })
            let policy = WebDownloadPolicy(ports: [port], hosts: ["127.0.0.1"])
            try await TestService.use(webDownload: policy) { (service: TestService) async throws in
                let id = try await service.newImage()
                let uri = "\(source.url)/v2/images/\(origin)/file"
                let body = #"{"method":{"name":"web-download","uri":"\#(uri)"}}"#
                #expect(try await service.importImage(id, body).status == 202)
                #expect(try await task(service, id)["status"] == .string("success"))
                #expect(try await service.send(.GET, "/v2/images/\(id)/file").body == Data(Self.bytes))
                // What the address does not have is a failure, after which the image takes data still.
                let other = try await service.newImage()
                let missing = #"{"method":{"name":"web-download","uri":"\#(source.url)/nothing/file"}}"#
                #expect(try await service.importImage(other, missing).status == 202)
                let failure = try await task(service, other)
                #expect(failure["status"] == .string("failure"))
                #expect(failure["message"]?.string?.contains("127.0.0.1 answered") == true, "\(failure)")
                let fields = try await service.send(.GET, "/v2/images/\(other)").fields
                #expect(fields["status"] == .string("queued"))
                #expect(fields["os_glance_failed_import"] == .string("local"))
                #expect(try await service.upload([1], to: other).status == 204)
            }
        }
    }

    @Test(
        "what an import may not ask for is refused",
        arguments: [
            ("", 400, "Body expected in request."), ("[]", 400, "JSON object"),
            ("{}", 400, "Import request requires a 'method' field."),
            (#"{"method":{}}"#, 400, "Import request requires a 'name' field."),
            (#"{"method":{"name":"nope"}}"#, 400, "Unknown import method name 'nope'."),
            (#"{"method":{"name":"glance-direct"},"all_stores":1}"#, 400, "'all_stores' must be boolean value only"),
            (
                #"{"method":{"name":"glance-direct"},"all_stores_must_succeed":"yes"}"#, 400,
                "'all_stores_must_succeed' must be boolean value only"
            ),
            (#"{"method":{"name":"glance-direct"}}"#, 409, "needs to be staged"),
            (#"{"method":{"name":"copy-image"}}"#, 409, "Only images with status active"),
            (#"{"method":{"name":"web-download"}}"#, 400, "URI for web-download does not pass filtering: None"),
            (
                #"{"method":{"name":"web-download","uri":"http://127.0.0.1:22/"}}"#, 400,
                "does not pass filtering: http://127.0.0.1:22/"
            ),
            (
                #"{"method":{"name":"web-download","uri":"http://127.0.0.1/"},"stores":["nope"]}"#, 409,
                "Store for identifier nope not found"
            ),
        ])
    func refused(body: String, status: Int, words: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            let reply = try await service.importImage(id, body)
            #expect(reply.status == status)
            #expect(reply.message.contains(words), "\(reply.message)")
            #expect(try await service.send(.GET, "/v2/images/\(id)").fields["status"] == .string("queued"))
        }
    }

    @Test(
        "an address that is not of the public network is refused when its name has been resolved",
        arguments: ["localhost", "127.0.0.1", "[::1]", "169.254.169.254", "10.1.2.3", "2130706433"])
    func forgery(host: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            let body = #"{"method":{"name":"web-download","uri":"http://\#(host)/secret"}}"#
            let reply = try await service.importImage(id, body)
            #expect(reply.status == 400)
            #expect(reply.message == "URI for web-download does not pass filtering: http://\(host)/secret")
            #expect(try await service.send(.GET, "/v2/images/\(id)").fields["status"] == .string("queued"))
        }
    }

    @Test("where one of two stores fails, the import fails, or goes on, as was asked", arguments: [true, false])
    func oneFails(mustAllSucceed: Bool) async throws {
        try await TestService.use(stores: ["fast", "cheap"]) { (service: TestService) async throws in
            let id = try await staged(service)
            // A folder in the place of the file: no store can put data there.
            try FileManager.default.createDirectory(
                atPath: "\(service.folder)/cheap/data/\(id)/x", withIntermediateDirectories: true)
            let body =
                #"{"method":{"name":"glance-direct"},"all_stores":true,"all_stores_must_succeed":\#(mustAllSucceed)}"#
            #expect(try await service.importImage(id, body).status == 202)
            let task = try await task(service, id)
            #expect(task["status"] == .string(mustAllSucceed ? "failure" : "success"))
            // Why stands nowhere else.
            if !mustAllSucceed {
                #expect(task["message"]?.string?.hasPrefix("Copied 3 MiB; cheap: ") == true, "\(task)")
            }
            let fields = try await service.send(.GET, "/v2/images/\(id)").fields
            #expect(fields["status"] == .string(mustAllSucceed ? "queued" : "active"))
            #expect(fields["os_glance_failed_import"] == .string("cheap"))
            #expect(fields["os_glance_importing_to_stores"] == .string(""))
            #expect(fields["stores"] == (mustAllSucceed ? nil : .string("fast")))
            let files = try FileManager.default.contentsOfDirectory(atPath: service.folder + "/fast/data")
            #expect(files == (mustAllSucceed ? [] : [id]))
        }
    }

    @Test("an import that was under way when the service ended is finished by the next")
    func resumed() async throws {
        try await TestService.withFolder { folder in
            let id = try await TestService.use(folder: folder, stores: ["fast", "cheap"]) { service in
                try await staged(service)
            }
            // A service that takes the import and dies before it does anything.
            do {
                let catalogue = try Catalogue(path: folder + "/catalogue.sqlite")
                let instance = try Instance(folder: folder + "/instances")
                let request = try ImportRequest(
                    .object([
                        "method": .object(["name": .string("glance-direct")]), "all_stores": .bool(true),
                    ]))
                let ann = Identity(user: "ann", project: "demo", roles: ["member"])
                let task = try await catalogue.begin(id, for: ann) { image in
                    let task = StoredTask(
                        request, of: image, to: ["fast", "cheap"], by: ann, requestID: "req-1", runner: instance.name)
                    image.importTask = task.id
                    image.pendingStores = ["fast", "cheap"]
                    image.status = "importing"
                    image.writer = instance.name
                    return task
                }
                _ = try await catalogue.claim(try #require(task).id, by: instance.name)
            }
            try await TestService.use(folder: folder, stores: ["fast", "cheap"]) {
                (service: TestService) async throws in
                #expect(try await task(service, id)["status"] == .string("success"))
                let fields = try await service.send(.GET, "/v2/images/\(id)").fields
                #expect(fields["status"] == .string("active"))
                #expect(fields["stores"] == .string("fast,cheap"))
            }
        }
    }

    @Test("an image that is deleted while it is imported leaves no data")
    func deleted() async throws {
        try await TestService.use(stores: ["fast", "cheap"]) { (service: TestService) async throws in
            let id = try await staged(service)
            _ = try await service.importImage(id, #"{"method":{"name":"glance-direct"},"all_stores":true}"#)
            #expect(try await service.send(.DELETE, "/v2/images/\(id)").status == 204)
            try await waitUntil {
                let tasks = try await service.send(.GET, "/v2/tasks", token: TestService.admin).fields["tasks"]?.array
                return ["success", "failure"].contains(tasks?.first?.object?["status"]?.string ?? "")
            }
            for place in ["fast/data", "cheap/data", "fast/incoming", "cheap/incoming", "staging/data"] {
                #expect(try FileManager.default.contentsOfDirectory(atPath: "\(service.folder)/\(place)").isEmpty)
            }
        }
    }
}

extension TestService {
    func importImage(_ id: String, _ body: String, token: String = member) async throws -> Reply {
        try await send(
            .POST, "/v2/images/\(id)/import", token: token, headers: [("Content-Type", "application/json")],
            body: .bytes(ByteBuffer(string: body)))
    }
}
