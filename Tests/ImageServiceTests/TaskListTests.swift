import Foundation
import ImageModel
import NIOHTTP1
import TestSupport
import Testing

@testable import ImageService

/// `GET /v2/tasks`: what may be asked of it.
@Suite(.atMost(8, of: "services")) struct TaskListTests {
    /// Imports an image, and answers its task as the image's list has it.
    private static func task(_ service: TestService) async throws -> [String: JSONValue] {
        let id = try await service.newImage()
        _ = try await service.upload([1], to: id, as: "stage")
        _ = try await service.importImage(id, #"{"method":{"name":"glance-direct"}}"#)
        var task: [String: JSONValue] = [:]
        try await waitUntil {
            let tasks = try await service.send(.GET, "/v2/images/\(id)/tasks").fields["tasks"]?.array
            task = tasks?.first?.object ?? [:]
            return task["status"] == .string("success")
        }
        return task
    }

    /// The ids of the tasks that a list has.
    private static func ids(_ query: String, _ service: TestService) async throws -> [String] {
        let reply = try await service.send(.GET, "/v2/tasks?" + query, token: TestService.admin)
        guard let tasks = reply.fields["tasks"]?.array else { throw TestService.Unexpected(reply: reply.text) }
        return tasks.compactMap { $0.object?["id"]?.string }
    }

    @Test("a list has the tasks that are what it asks for, and no others")
    func filters() async throws {
        try await TestService.use { (service: TestService) async throws in
            let task = try await Self.task(service)
            _ = try await Self.task(service)
            let id = try #require(task["id"]?.string)
            let texts = ["id": "id", "image_id": "image_id", "request_id": "request_id"]
            for (name, field) in texts {
                let value = try #require(task[field]?.string)
                #expect(try await Self.ids("\(name)=\(value)", service) == [id], "\(name)")
                #expect(try await Self.ids("\(name)=\(value)x", service).isEmpty, "\(name)")
                #expect(try await Self.ids("\(name)=\(value)%00", service).isEmpty, "\(name)")
            }
            for name in ["created_at", "updated_at", "expires_at"] {
                let moment = try #require(task[name]?.string)
                // As the database has it, which is with a space.
                let value = moment.replacing("T", with: "%20")
                #expect(try await Self.ids("\(name)=\(value)", service) == [id], "\(name)")
                for other in [moment, String(value.dropLast(7)), "nope", ""] {
                    #expect(try await Self.ids("\(name)=\(other)", service).isEmpty, "\(name)=\(other)")
                }
            }
            for query in ["owner=demo", "user_id=ann", "status=success", "owner=demo&user_id=ann"] {
                #expect(try await Self.ids(query, service).count == 2, "\(query)")
            }
            let nothing = ["owner=other", "user_id=ben", "status=failure", "status=", "type=", "type=import", "id="]
            for query in nothing { #expect(try await Self.ids(query, service).isEmpty, "\(query)") }
            for query in ["message=x", "input=x", "result=x", "deleted=true", "nope=x"] {
                #expect(try await Self.ids(query, service).count == 2, "\(query)")
            }
        }
    }

    @Test("the link to the next page asks for the same")
    func next() async throws {
        try await TestService.use { (service: TestService) async throws in
            let task = try await Self.task(service)
            let id = try #require(task["id"]?.string)
            let reply = try await service.send(.GET, "/v2/tasks?owner=demo&limit=1", token: TestService.admin)
            #expect(reply.fields["next"] == .string("/v2/tasks?owner=demo&limit=1&marker=\(id)"))
        }
    }

    @Test(
        "what cannot be asked for is refused, in Glance's words",
        arguments: [
            ("status=nope", "Invalid status value: nope"), ("type=nope", "Invalid type value: nope"),
            ("type=location_import", "Invalid type value: location_import"), ("marker=nope", "Invalid marker format"),
            ("marker=", "Task with the given id  was not found"),
            (
                "marker=00000000-0000-0000-0000-000000000000",
                "Task with the given id 00000000-0000-0000-0000-000000000000 was not found"
            ),
        ])
    func refused(query: String, words: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let reply = try await service.send(.GET, "/v2/tasks?" + query, token: TestService.admin)
            #expect(reply.status == 400)
            #expect(reply.message == words)
        }
    }
}
