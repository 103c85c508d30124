import Foundation
import ImageModel
import NIOHTTP1
import TestSupport
import Testing

@testable import ImageService

/// What a service makes of the imports that another has left half done.
@Suite(.atMost(8, of: "services")) struct ImportRecoveryTests {
    private static let stores = ["fast", "cheap"]

    /// Leaves an import as a service does that is killed in the middle of it.
    ///
    /// - Parameter change: what it had made of the image by then.
    private func leave(
        _ method: String, of id: String, to targets: [String], in folder: String,
        _ change: @Sendable @escaping (inout StoredImage) -> Void
    ) async throws {
        let catalogue = try Catalogue(path: folder + "/catalogue.sqlite")
        let dead = try Instance(folder: folder + "/instances").name
        let request = try ImportRequest(
            .object([
                "method": .object(["name": .string(method)]), "stores": .array(targets.map(JSONValue.string)),
                "all_stores_must_succeed": .bool(false),
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
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/staging/data").isEmpty)
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
}
