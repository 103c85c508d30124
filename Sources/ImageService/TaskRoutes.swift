import Foundation
import HTTPTypes
import Hummingbird
import ImageModel

/// The routes `/v2/tasks` and `/v2/tasks/{id}`, for all tasks; for administrators only.
struct TaskRoutes: Sendable {
    let catalogue: Catalogue

    func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try checkAccess(context)
        let query = try request.query
        let page = try TaskPage(query)
        let tasks = try await catalogue.tasks(page)
        var fields: [String: JSONValue] = [
            "tasks": .array(tasks.map { .object($0.summary) }), "first": .string(page.first),
            "schema": .string("/v2/schemas/tasks"),
        ]
        if let last = tasks.last, tasks.count == page.limit { fields["next"] = .string(page.next(after: last.id)) }
        return .json(.object(fields))
    }

    func show(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try checkAccess(context)
        let id = try context.imageID
        guard let task = try await catalogue.task(id) else { throw Fault.notFound("Could not find task \(id)") }
        return .json(task.detail)
    }

    /// `POST /v2/tasks`, which always fails: clients no longer create tasks, but request an import of an image.
    func create(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try checkAccess(context)
        let fields = try await request.json().object ?? [:]
        guard let type = fields["type"] else { throw Fault.badRequest("Task 'type' is required") }
        guard let input = fields["input"] else { throw Fault.badRequest("Task 'input' is required") }
        guard let name = type.string, TaskDocuments.types.contains(name) else {
            let known = TaskDocuments.types.map { "'\($0)'" }.joined(separator: ", ")
            let text = type.string.map { "'\($0)'" } ?? type.text()
            throw Fault.badRequest(
                "Provided object does not match schema 'task': \(text) is not one of [\(known)]\n\n"
                    + "On instance['type']:\n    \(text)")
        }
        guard let from = input.object?["import_from"]?.string else {
            throw Fault.badRequest("Invalid location: None")
        }
        throw Fault.badRequest("URI for legacy import task does not pass filtering: \(from)")
    }

    /// `DELETE /v2/tasks/{id}`, which always fails: tasks expire by themselves.
    func delete(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try checkAccess(context)
        throw Fault(
            status: .methodNotAllowed,
            message:
                "This operation is currently not permitted on Glance Tasks. They are auto deleted after reaching the "
                + "time based on their expires_at property.",
            headers: [.allow: "GET"])
    }

    private func checkAccess(_ context: ServiceContext) throws {
        guard try context.requireIdentity().isAdmin else { throw Fault.policy("tasks_api_access") }
    }
}
