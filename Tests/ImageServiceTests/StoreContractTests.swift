import Foundation
import ImageModel
import NIOHTTP1
import TestSupport
import Testing

@testable import ImageService

/// Several stores, and the staging area.
@Suite(.atMost(8, of: "services")) struct StoreContractTests {
    @Test("a create names the stores, and data goes to the first where none is named")
    func usual() async throws {
        try await TestService.use(stores: ["fast", "cheap"]) { (service: TestService) async throws in
            let created = try await service.create(#"{"disk_format":"raw","container_format":"bare"}"#)
            #expect(created.headers.first(name: "OpenStack-image-store-ids") == "fast,cheap")
            #expect(created.fields["stores"] == nil)
            let id = try #require(created.fields["id"]?.string)
            #expect(try await service.upload([1, 2], to: id).status == 204)
            #expect(try await service.send(.GET, "/v2/images/\(id)").fields["stores"] == .string("fast"))
            #expect(try files(service, "fast") == [id])
            #expect(try files(service, "cheap").isEmpty)
        }
    }

    @Test("where data is is told from the root, however the service was told of its folders")
    func fromTheRoot() async throws {
        try await TestService.withFolder { folder in
            let depth = FileManager.default.currentDirectoryPath.split(separator: "/").count
            let relative = String(repeating: "../", count: depth) + folder.dropFirst()
            try await TestService.use(folder: relative, stores: ["fast"]) { (service: TestService) async throws in
                let id = try await service.newImage()
                #expect(try await service.upload([1], to: id).status == 204)
                let detail = try await service.send(.GET, "/v2/info/stores/detail", token: TestService.admin)
                let properties = detail.fields["stores"]?.array?.first?.object?["properties"]?.object
                #expect(properties?["data_dir"] == .string("\(folder)/fast"))
                let path = "/v2/images/\(id)/locations"
                let locations = try await service.send(.GET, path, token: TestService.admin).json?.array
                #expect(locations?.first?.object?["url"] == .string("file://\(folder)/fast/data/\(id)"))
            }
        }
    }

    @Test(
        "who may not take data out of a store is told what it is that they may not do",
        arguments: [
            (TestService.member, "delete_image_location"), (TestService.reader, "delete_image_location"),
            (TestService.stranger, "get_image_location"),
        ])
    func refusedRemoval(token: String, action: String) async throws {
        try await TestService.use(stores: ["fast", "cheap"]) { (service: TestService) async throws in
            let id = try await service.newImage(
                #"{"disk_format":"raw","container_format":"bare","visibility":"community"}"#)
            #expect(try await service.upload([1], to: id).status == 204)
            let reply = try await service.send(.DELETE, "/v2/stores/fast/\(id)", token: token)
            #expect(reply.status == 403)
            #expect(reply.message == "You are not authorized to complete \(action) action.")
        }
    }

    @Test("data goes to the store that the request names, and comes back from it")
    func named() async throws {
        try await TestService.use(stores: ["fast", "cheap"]) { (service: TestService) async throws in
            let id = try await service.newImage()
            let reply = try await service.upload([1, 2], to: id, headers: [("X-Image-Meta-Store", "cheap")])
            #expect(reply.status == 204)
            #expect(try await service.send(.GET, "/v2/images/\(id)").fields["stores"] == .string("cheap"))
            #expect(try files(service, "cheap") == [id])
            #expect(try await service.send(.GET, "/v2/images/\(id)/file").body == Data([1, 2]))
            #expect(try await service.send(.DELETE, "/v2/images/\(id)").status == 204)
            #expect(try files(service, "cheap").isEmpty)
        }
    }

    @Test("data comes from the store that the request prefers, where that has it, and from another where it has not")
    func preferred() async throws {
        try await TestService.use(stores: ["fast", "cheap", "slow"]) { (service: TestService) async throws in
            let id = try await service.newImage()
            #expect(try await service.upload([1, 2], to: id).status == 204)
            let copy = try await service.importImage(
                id, #"{"method":{"name":"copy-image"},"stores":["cheap"]}"#, token: TestService.admin)
            #expect(copy.status == 202)
            try await waitUntil {
                try await service.send(.GET, "/v2/images/\(id)").fields["stores"] == .string("fast,cheap")
            }
            // To tell them apart, what no service does.
            try Data([3, 4]).write(to: URL(filePath: service.folder + "/cheap/data/" + id))
            for (names, data) in [
                ("", [1, 2]), ("cheap", [3, 4]), ("slow,cheap,fast", [3, 4]), ("fast,cheap", [1, 2]), ("slow", [1, 2]),
            ] as [(String, [UInt8])] {
                #expect(try await service.send(.GET, "/v2/images/\(id)/file?prefer=\(names)").body == Data(data))
            }
            let refusal = try await service.send(.GET, "/v2/images/\(id)/file?prefer=cheap,nope")
            #expect(refusal.status == 400)
            #expect(refusal.message == "Store 'nope' is not configured.")
        }
    }

    @Test("a store that there is not is refused, and the image takes data still")
    func unknown() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            let reply = try await service.upload([1], to: id, headers: [("X-Image-Meta-Store", "nope")])
            #expect(reply.status == 400)
            #expect(reply.message == "Store for identifier nope not found")
            #expect(try await service.upload([1], to: id).status == 204)
        }
    }

    @Test("data that is refused once it comes is a change of its image, by its time too", arguments: ["file", "stage"])
    func refusedLate(resource: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            let reply = try await service.upload(
                [1], to: id, headers: [("x-openstack-image-size", "9")], as: resource)
            #expect(reply.status == 400)
            let catalogue = try Catalogue(path: service.folder + "/catalogue.sqlite")
            let image = try #require(try await catalogue.image(id))
            #expect(image.status == "queued")
            #expect(image.updatedAt > image.createdAt)
        }
    }

    @Test("data beyond the announced size is refused, and the image takes data still", arguments: ["file", "stage"])
    func tooMuch(resource: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            let reply = try await service.upload(
                [1, 2, 3, 4, 5], to: id, headers: [("x-openstack-image-size", "4")], as: resource)
            #expect(reply.status == 400)
            #expect(reply.message == "Size exceeds: expected 4 bytes, got 5 bytes")
            #expect(try await service.upload([1], to: id, as: resource).status == 204)
        }
    }

    @Test("data short of the announced size is refused, and the image takes data still", arguments: ["file", "stage"])
    func tooLittle(resource: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            let reply = try await service.upload(
                [1, 2, 3], to: id, headers: [("x-openstack-image-size", "5")], as: resource)
            #expect(reply.status == 400)
            #expect(reply.message == "Size mismatch: expected 5 bytes, got 3 bytes")
            #expect(try await service.send(.GET, "/v2/images/\(id)").fields["status"] == .string("queued"))
            #expect(try await service.upload([1], to: id, as: resource).status == 204)
        }
    }

    @Test("an announced size of nothing is one that nobody knows", arguments: ["file", "stage"])
    func noneAnnounced(resource: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            let reply = try await service.upload([1], to: id, headers: [("x-openstack-image-size", "0")], as: resource)
            #expect(reply.status == 204)
            #expect(try await service.send(.GET, "/v2/images/\(id)").fields["size"] == .integer(1))
        }
    }

    @Test("a size that is no number is refused", arguments: ["many", "-1", ""])
    func noSize(text: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            let reply = try await service.upload([1], to: id, headers: [("x-openstack-image-size", text)])
            #expect(reply.status == 400)
            #expect(reply.message == "Invalid or missing image size in request headers.")
        }
    }

    @Test("staged data is uploading, has a size, is in no store, and cannot be staged or sent again")
    func staged() async throws {
        try await TestService.use { (service: TestService) async throws in
            // The formats are asked for at the import only.
            let id = try await service.newImage("{}")
            #expect(try await service.upload([1, 2, 3], to: id, as: "stage").status == 204)
            let fields = try await service.send(.GET, "/v2/images/\(id)").fields
            #expect(fields["status"] == .string("uploading"))
            #expect(fields["size"] == .integer(3))
            #expect(fields["checksum"] == .null && fields["stores"] == nil)
            #expect(try await service.send(.GET, "/v2/images/\(id)/file").status == 204)
            for (resource, words) in [("stage", "uploading to uploading"), ("file", "uploading to saving")] {
                let reply = try await service.upload([1], to: id, as: resource)
                #expect(reply.status == 409)
                #expect(reply.message.contains(words))
            }
            #expect(try files(service, "staging") == [id])
            #expect(try await service.send(.DELETE, "/v2/images/\(id)").status == 204)
            #expect(try files(service, "staging").isEmpty)
        }
    }

    @Test("staged data is there after a restart")
    func stagedSurvives() async throws {
        try await TestService.withFolder { folder in
            let id = try await TestService.use(folder: folder) { (service: TestService) async throws in
                let id = try await service.newImage()
                _ = try await service.upload([1, 2, 3], to: id, as: "stage")
                return id
            }
            try await TestService.use(folder: folder) { (service: TestService) async throws in
                #expect(try await service.send(.GET, "/v2/images/\(id)").fields["status"] == .string("uploading"))
                #expect(try files(service, "staging") == [id])
            }
        }
    }

    private func files(_ service: TestService, _ store: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(service.folder)/\(store)/data")
    }
}
