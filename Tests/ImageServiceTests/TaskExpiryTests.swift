import Foundation
import GRDB
import ImageModel
import NIOHTTP1
import TestSupport
import Testing

@testable import ImageService

/// Tasks that have been over for long enough: nobody is shown them, and a service that runs on forgets them.
@Suite(.atMost(8, of: "services")) struct TaskExpiryTests {
    /// Makes a task, and has it expire.
    private static func expire(_ service: TestService) async throws -> (image: String, task: String) {
        let id = try await service.newImage()
        _ = try await service.upload([1], to: id, as: "stage")
        _ = try await service.importImage(id, #"{"method":{"name":"glance-direct"}}"#)
        try await waitUntil { try await service.send(.GET, "/v2/images/\(id)").fields["status"] == .string("active") }
        let tasks = try await service.send(.GET, "/v2/images/\(id)/tasks").fields["tasks"]?.array
        let task = try #require(tasks?.first?.object?["id"]?.string)
        try await waitUntil {
            try await service.send(.GET, "/v2/tasks/\(task)", token: TestService.admin).fields["status"]
                == .string("success")
        }
        try await Catalogue(path: service.folder + "/catalogue.sqlite").write { database in
            try database.execute(sql: "UPDATE task SET expiresAt = 1")
        }
        return (id, task)
    }

    @Test("a task that has expired is shown to nobody")
    func hidden() async throws {
        try await TestService.use { (service: TestService) async throws in
            let (image, task) = try await Self.expire(service)
            #expect(try await service.send(.GET, "/v2/images/\(image)/tasks").fields["tasks"] == .array([]))
            #expect(try await service.send(.GET, "/v2/tasks", token: TestService.admin).fields["tasks"] == .array([]))
            #expect(try await service.send(.GET, "/v2/tasks/\(task)", token: TestService.admin).status == 404)
            let after = try await service.send(.GET, "/v2/tasks?marker=\(task)", token: TestService.admin)
            #expect(after.status == 400)
        }
    }

    @Test("a service that runs on removes what has expired")
    func purged() async throws {
        let adjust: @Sendable (inout ServiceConfiguration) -> Void = { $0.purgeInterval = .milliseconds(20) }
        try await TestService.use(adjust: adjust) { (service: TestService) async throws in
            _ = try await Self.expire(service)
            let catalogue = try Catalogue(path: service.folder + "/catalogue.sqlite")
            try await waitUntil {
                try await catalogue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM task") } == 0
            }
        }
    }
}
