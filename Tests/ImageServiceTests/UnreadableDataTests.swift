import Foundation
import ImageModel
import NIOHTTP1
import TestSupport
import Testing

@testable import ImageService

/// Records that name stores which do not give the data: its file is gone, or the store is not configured any more.
@Suite(.atMost(8, of: "services")) struct UnreadableDataTests {
    private static let bytes: [UInt8] = [1, 2, 3, 4]

    /// What has happened to a file in a store.
    enum Loss: CaseIterable {
        case removed, shortened

        func happen(to path: String) throws {
            switch self {
            case .removed: try FileManager.default.removeItem(atPath: path)
            case .shortened: try Data([1]).write(to: URL(filePath: path))
            }
        }
    }

    /// Makes an image whose data is in the stores fast and cheap.
    private static func stored(_ service: TestService) async throws -> String {
        let id = try await service.newImage()
        #expect(try await service.upload(bytes, to: id).status == 204)
        let copy = try await service.importImage(
            id, #"{"method":{"name":"copy-image"},"stores":["cheap"]}"#, token: TestService.admin)
        #expect(copy.status == 202)
        // A store is named as soon as it has the data; the next import is taken once this one has ended.
        try await waitUntil {
            try await service.send(.GET, "/v2/images/\(id)").fields["os_glance_import_task"] == nil
        }
        #expect(try await service.send(.GET, "/v2/images/\(id)").fields["stores"] == .string("fast,cheap"))
        return id
    }

    @Test("data comes from another store where the first has lost it", arguments: Loss.allCases)
    func secondStore(loss: Loss) async throws {
        let log = RecordedLog()
        try await TestService.use(stores: ["fast", "cheap"], logger: log.logger) {
            (service: TestService) async throws in
            let id = try await Self.stored(service)
            try loss.happen(to: "\(service.folder)/fast/data/\(id)")
            for path in ["", "?prefer=fast", "?prefer=cheap"] {
                let reply = try await service.send(.GET, "/v2/images/\(id)/file" + path)
                #expect(reply.status == 200)
                #expect(reply.body == Data(Self.bytes))
            }
            let part = try await service.send(.GET, "/v2/images/\(id)/file", headers: [("Range", "bytes=1-2")])
            #expect(part.status == 206)
            #expect(part.body == Data([2, 3]))
            #expect(log.lines.contains { $0.contains("image=\(id)") && $0.contains("store=fast") }, "\(log.lines)")
        }
    }

    @Test("data that no store gives is 503, which names the stores", arguments: Loss.allCases)
    func noStore(loss: Loss) async throws {
        let log = RecordedLog()
        try await TestService.use(stores: ["fast", "cheap"], logger: log.logger) {
            (service: TestService) async throws in
            let id = try await Self.stored(service)
            for store in ["fast", "cheap"] { try loss.happen(to: "\(service.folder)/\(store)/data/\(id)") }
            let reply = try await service.send(.GET, "/v2/images/\(id)/file")
            #expect(reply.status == 503)
            for word in [id, "store fast", "store cheap"] { #expect(reply.message.contains(word), "\(reply.message)") }
            #expect(log.lines.contains { $0.contains("image=\(id)") && $0.contains("store=cheap") }, "\(log.lines)")
        }
    }

    @Test("a copy is made from another store where the first has lost the data", arguments: Loss.allCases)
    func copied(loss: Loss) async throws {
        try await TestService.use(stores: ["fast", "cheap", "slow"]) { (service: TestService) async throws in
            let id = try await Self.stored(service)
            try loss.happen(to: "\(service.folder)/fast/data/\(id)")
            let copy = try await service.importImage(
                id, #"{"method":{"name":"copy-image"},"stores":["slow"]}"#, token: TestService.admin)
            #expect(copy.status == 202)
            try await waitUntil {
                try await service.send(.GET, "/v2/images/\(id)").fields["os_glance_import_task"] == nil
            }
            #expect(
                try await service.send(.GET, "/v2/images/\(id)").fields["stores"] == .string("fast,cheap,slow"))
            #expect(
                try Data(contentsOf: URL(filePath: "\(service.folder)/slow/data/\(id)")) == Data(Self.bytes))
        }
    }

    @Test("data in a store that is not configured any more is 503, and a start tells of it")
    func unconfigured() async throws {
        try await TestService.withFolder { folder in
            let id = try await TestService.use(folder: folder, stores: ["fast", "cheap"]) { service in
                let id = try await service.newImage()
                let reply = try await service.upload(Self.bytes, to: id, headers: [("X-Image-Meta-Store", "cheap")])
                #expect(reply.status == 204)
                return id
            }
            let log = RecordedLog()
            try await TestService.use(folder: folder, stores: ["fast"], logger: log.logger) {
                (service: TestService) async throws in
                let reply = try await service.send(.GET, "/v2/images/\(id)/file")
                #expect(reply.status == 503)
                #expect(reply.message.contains("store cheap is not configured"), "\(reply.message)")
                try await waitUntil {
                    log.lines.contains { $0.contains("store=cheap") && $0.contains("not configured") }
                }
            }
            try await TestService.use(folder: folder, stores: ["fast", "cheap"]) {
                (service: TestService) async throws in
                #expect(try await service.send(.GET, "/v2/images/\(id)/file").body == Data(Self.bytes))
            }
        }
    }

    @Test("what is deleted while its store is not configured goes when the store is there again")
    func deleted() async throws {
        try await TestService.withFolder { folder in
            let id = try await TestService.use(folder: folder, stores: ["fast", "cheap"]) { service in
                let id = try await service.newImage()
                _ = try await service.upload(Self.bytes, to: id, headers: [("X-Image-Meta-Store", "cheap")])
                return id
            }
            let file = "\(folder)/cheap/data/\(id)"
            try await TestService.use(folder: folder, stores: ["fast"]) { (service: TestService) async throws in
                #expect(try await service.send(.DELETE, "/v2/images/\(id)").status == 204)
                #expect(FileManager.default.fileExists(atPath: file))
            }
            try await TestService.use(folder: folder, stores: ["fast", "cheap"]) {
                (service: TestService) async throws in
                #expect(!FileManager.default.fileExists(atPath: file))
            }
        }
    }
}
