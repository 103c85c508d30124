import Foundation
import ImageModel
import NIOHTTP1

extension RealKeystone {
    /// Makes a project and returns its id.
    func newProject(_ admin: Login) async throws -> String {
        try await make("project", ["name": .string(UUID().uuidString), "domain_id": .string("default")], admin)
    }

    /// Makes a user with a role in a project, and logs the user in.
    func newUser(_ role: String, in project: String, _ admin: Login) async throws -> Login {
        let name = UUID().uuidString
        let user = try await make(
            "user",
            ["name": .string(name), "password": .string(password), "domain_id": .string("default")], admin)
        let roles = try await send(.GET, "/roles?name=\(role)", token: admin.token)
        guard let id = roles.fields["roles"]?.array?.first?.object?["id"]?.string else {
            throw Unexpected(reply: roles.text)
        }
        let grant = try await send(.PUT, "/projects/\(project)/users/\(user)/roles/\(id)", token: admin.token)
        guard grant.status == 204 else { throw Unexpected(reply: grant.text) }
        return try await logIn(name, scope: .id(project))
    }

    private func make(_ kind: String, _ fields: [String: JSONValue], _ admin: Login) async throws -> String {
        let reply = try await send(
            .POST, "/\(kind)s", token: admin.token, body: .object([kind: .object(fields)]))
        guard let id = reply.fields[kind]?.object?["id"]?.string else { throw Unexpected(reply: reply.text) }
        return id
    }
}
