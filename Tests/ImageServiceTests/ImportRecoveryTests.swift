import Foundation
import ImageModel
import NIOHTTP1
import ScriptedServer
import TestSupport
import Testing

@testable import ImageService

/// What a service makes of the imports that another has left half done.
@Suite(.atMost(8, of: "services")) struct ImportRecoveryTests {
    private static let stores = ["fast", "cheap"]

    /// Leaves an import as a service does that is killed in the middle of it.
    ///
    /// - Parameters:
    ///   - mustAllSucceed: whether one store is not enough.
    ///   - change: what it had made of the image by then.
    private func leave(
        _ method: String, _ details: [String: String] = [:], of id: String, to targets: [String],
        mustAllSucceed: Bool = false, in folder: String, _ change: @Sendable @escaping (inout StoredImage) -> Void
    ) async throws {
        let catalogue = try Catalogue(path: folder + "/catalogue.sqlite")
        let dead = try Instance(folder: folder + "/instances").name
        let request = try ImportRequest(
            .object([
                "method": .object(details.merging(["name": method]) { $1 }.mapValues(JSONValue.string)),
                "stores": .array(targets.map(JSONValue.string)),
                "all_stores_must_succeed": .bool(mustAllSucceed),
            ]))
        let ann = try TestService.identity(TestService.member)
        _ = try await catalogue.begin(id, for: ann) { image in
            let task = StoredTask(request, of: image, to: targets, by: ann, requestID: "req-1", runner: dead)
            (image.importTask, image.pendingStores, image.writer) = (task.id, targets, dead)
            change(&image)
            return task
        }
    }

    /// Waits until no import is under way, and answers the image.
    private func imported(_ service: TestService, _ id: String) async throws -> [String: JSONValue] {
        try await waitUntil {
            let tasks = try await service.send(.GET, "/v2/tasks", token: TestService.admin).fields["tasks"]?.array ?? []
            return tasks.allSatisfy { ["success", "failure"].contains($0.object?["status"]?.string) }
        }
        return try await service.send(.GET, "/v2/images/\(id)").fields
    }

    @Test("an image that is active already goes on to its further stores, and keeps its data")
    func furtherStore() async throws {
        try await TestService.withFolder { folder in
            let id = try await TestService.use(folder: folder, stores: Self.stores) { service in
                let id = try await service.newImage()
                _ = try await service.upload([1, 2, 3], to: id, as: "stage")
                return id
            }
            try FileManager.default.copyItem(
                atPath: "\(folder)/staging/data/\(id)", toPath: "\(folder)/fast/data/\(id)")
            try await leave("glance-direct", of: id, to: Self.stores, in: folder) { image in
                (image.status, image.stores, image.size, image.pendingStores) = ("active", "fast", 3, ["cheap"])
            }
            try await TestService.use(folder: folder, stores: Self.stores) { (service: TestService) async throws in
                let fields = try await imported(service, id)
                #expect(fields["status"] == .string("active"))
                #expect(fields["stores"] == .string("fast,cheap"))
                #expect(try await service.send(.GET, "/v2/images/\(id)/file").body == Data([1, 2, 3]))
                try await waitUntilNothingIsStaged(in: folder)
            }
        }
    }

    @Test("an image that was deactivated while it was copied stays so")
    func deactivated() async throws {
        try await TestService.withFolder { folder in
            let id = try await TestService.use(folder: folder, stores: Self.stores) { service in
                let id = try await service.newImage()
                _ = try await service.upload([1, 2, 3], to: id)
                return id
            }
            try await leave("copy-image", of: id, to: ["cheap"], in: folder) { $0.status = "deactivated" }
            try await TestService.use(folder: folder, stores: Self.stores) { (service: TestService) async throws in
                #expect(try await imported(service, id)["status"] == .string("deactivated"))
                #expect(
                    try FileManager.default.contentsOfDirectory(atPath: folder + "/cheap/data") == [id])
            }
        }
    }

    @Test("an image that is active keeps its data where the rest of its import fails")
    func failedRest() async throws {
        try await TestService.withFolder { folder in
            let id = try await TestService.use(folder: folder, stores: Self.stores) { try await $0.newImage() }
            try Data([1, 2, 3]).write(to: URL(filePath: "\(folder)/fast/data/\(id)"))
            // What was staged is not there any more.
            try await leave("glance-direct", of: id, to: Self.stores, in: folder) { image in
                (image.status, image.stores, image.size, image.pendingStores) = ("active", "fast", 3, ["cheap"])
            }
            try await TestService.use(folder: folder, stores: Self.stores) { (service: TestService) async throws in
                let fields = try await imported(service, id)
                #expect(try await task(service, id)["status"] == .string("failure"))
                #expect(fields["status"] == .string("active"))
                #expect(fields["stores"] == .string("fast"))
                #expect(fields["os_glance_failed_import"] == .string("cheap"))
                #expect(try await service.send(.GET, "/v2/images/\(id)/file").body == Data([1, 2, 3]))
            }
        }
    }

    @Test("a copy that fails takes nothing back that no other store has any more")
    func onlyCopy() async throws {
        try await TestService.withFolder { folder in
            let id = try await TestService.use(folder: folder, stores: Self.stores) { service in
                let id = try await service.newImage()
                _ = try await service.upload([1, 2, 3], to: id, headers: [("X-Image-Meta-Store", "cheap")])
                return id
            }
            // The data was copied there, and was then deleted where it came from.
            try await leave("copy-image", of: id, to: ["cheap", "away"], mustAllSucceed: true, in: folder) { image in
                image.pendingStores = ["away"]
            }
            try await TestService.use(folder: folder, stores: Self.stores) { (service: TestService) async throws in
                let fields = try await imported(service, id)
                #expect(try await task(service, id)["status"] == .string("failure"))
                #expect(fields["status"] == .string("active"))
                #expect(fields["stores"] == .string("cheap"))
                #expect(fields["size"] == .integer(3))
                #expect(fields["os_glance_failed_import"] == .string("away"))
                #expect(try await service.send(.GET, "/v2/images/\(id)/file").body == Data([1, 2, 3]))
            }
        }
    }

    @Test("an import into all stores that had begun to undo what it had done fails, though the rest would fit now")
    func halfUndone() async throws {
        try await TestService.withFolder { folder in
            let id = try await TestService.use(folder: folder, stores: Self.stores) { service in
                let id = try await service.newImage()
                _ = try await service.upload([1, 2, 3], to: id, as: "stage")
                return id
            }
            // The first store had it, and was taken out of the record again when the second one failed.
            try await leave("glance-direct", of: id, to: Self.stores, mustAllSucceed: true, in: folder) { image in
                (image.status, image.pendingStores) = ("importing", ["cheap"])
            }
            try await TestService.use(folder: folder, stores: Self.stores) { (service: TestService) async throws in
                let fields = try await imported(service, id)
                #expect(try await task(service, id)["status"] == .string("failure"))
                #expect(fields["status"] == .string("queued") && fields["stores"] == nil)
                for store in Self.stores {
                    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(store)/data") == [])
                }
            }
        }
    }

    @Test("an import that had not begun when its image was deleted comes to an end")
    func imageGone() async throws {
        try await TestService.withFolder { folder in
            let id = try await TestService.use(folder: folder, stores: Self.stores) { try await $0.newImage() }
            try await leave("glance-direct", of: id, to: ["fast"], in: folder) { $0.status = "importing" }
            let catalogue = try Catalogue(path: folder + "/catalogue.sqlite")
            #expect(try await catalogue.delete(id, for: TestService.identity(TestService.member)) { _ in })
            try await TestService.use(folder: folder, stores: Self.stores) { (service: TestService) async throws in
                #expect(try await imported(service, id)["status"] == nil)
                let tasks = try await service.send(.GET, "/v2/tasks", token: TestService.admin).fields["tasks"]?.array
                #expect(tasks?.compactMap { $0.object?["status"]?.string } == ["failure"])
            }
        }
    }

    /// Waits until what was staged is gone, which it is once its task has ended: a service that ends in between can tell by the record
    /// that nobody needs it any more.
    private func waitUntilNothingIsStaged(in folder: String) async throws {
        try await waitUntil { try FileManager.default.contentsOfDirectory(atPath: folder + "/staging/data").isEmpty }
    }

    /// The image's last task.
    private func task(_ service: TestService, _ id: String) async throws -> [String: JSONValue] {
        try await service.send(.GET, "/v2/images/\(id)/tasks").fields["tasks"]?.array?.last?.object ?? [:]
    }

    @Test("a download that was cut off begins anew, and the image is active", arguments: [false, true])
    func webDownload(hadBegun: Bool) async throws {
        try await ScriptedServer.use { _, _ in
            .answer(200, body: "data")
        } while: { server in
            try await TestService.withFolder { folder in
                let id = try await TestService.use(folder: folder) { try await $0.newImage() }
                let uri = "http://127.0.0.1:\(server.port)/x"
                try await leave("web-download", ["uri": uri], of: id, to: ["local"], in: folder) { image in
                    image.status = "importing"
                    // What came before the end, in the name of the one that is dead.
                    guard hadBegun, let writer = image.writer else { return }
                    let part = "\(folder)/staging/incoming/\(writer).\(id)"
                    #expect(FileManager.default.createFile(atPath: part, contents: Data("da".utf8)))
                }
                let policy = WebDownloadPolicy(ports: [server.port], hosts: ["127.0.0.1"])
                try await TestService.use(folder: folder, webDownload: policy) { (service: TestService) async throws in
                    #expect(try await imported(service, id)["status"] == .string("active"))
                    #expect(try await service.send(.GET, "/v2/images/\(id)/file").text == "data")
                    #expect(try await task(service, id)["status"] == .string("success"))
                    try await waitUntilNothingIsStaged(in: folder)
                    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/staging/incoming").isEmpty)
                }
            }
        }
    }

    @Test("a download that was cut off, and cannot be done any more, leaves the image queued, and its task says why")
    func webDownloadGone() async throws {
        try await ScriptedServer.use { _, _ in
            .answer(404)
        } while: { server in
            try await TestService.withFolder { folder in
                let id = try await TestService.use(folder: folder) { try await $0.newImage() }
                let uri = "http://127.0.0.1:\(server.port)/x"
                try await leave("web-download", ["uri": uri], of: id, to: ["local"], in: folder) {
                    $0.status = "importing"
                }
                let policy = WebDownloadPolicy(ports: [server.port], hosts: ["127.0.0.1"])
                try await TestService.use(folder: folder, webDownload: policy) { (service: TestService) async throws in
                    let image = try await imported(service, id)
                    #expect(image["status"] == .string("queued"))
                    #expect(image["os_glance_import_task"] == nil)
                    #expect(try await task(service, id)["message"]?.string?.contains("answered 404") == true)
                    #expect(try await service.upload([1], to: id).status == 204)
                }
            }
        }
    }

    @Test(
        "an import from another region whose data is all there goes on; one that needs the token ends, and says so",
        arguments: [true, false])
    func glanceDownload(isStaged: Bool) async throws {
        try await TestService.withFolder { folder in
            let id = try await TestService.use(folder: folder) { try await $0.newImage() }
            let remote = ["glance_region": "r", "glance_image_id": UUID().uuidString]
            try await leave("glance-download", remote, of: id, to: ["local"], in: folder) { image in
                image.status = "importing"
                guard isStaged else { return }
                #expect(
                    FileManager.default.createFile(
                        atPath: "\(folder)/staging/data/\(id)", contents: Data("data".utf8)))
            }
            try await TestService.use(folder: folder) { (service: TestService) async throws in
                let image = try await imported(service, id)
                #expect(image["status"] == .string(isStaged ? "active" : "queued"))
                let task = try await task(service, id)
                #expect(task["status"] == .string(isStaged ? "success" : "failure"))
                if !isStaged { #expect(task["message"]?.string?.contains("tokens are not kept") == true) }
                try await waitUntilNothingIsStaged(in: folder)
            }
        }
    }
}
