package import Foundation

/// The user that a token belongs to, with the token's scope and roles, as Keystone reports them.
package struct TokenBearer: Hashable, Sendable {
    /// The user's id.
    package let user: String
    /// The id of the project that the token is scoped to; nil for a token that is scoped to a domain or the system, or
    /// unscoped.
    package let project: String?
    /// The names of the roles that the user has in the token's scope, including those that Keystone adds because others imply
    /// them.
    package let roles: Set<String>
    /// The moment at which the token expires.
    package let expires: Date

    /// Reads the answer to `GET /v3/auth/tokens`; throws if it is not one.
    init(_ body: Data) throws {
        let token = try JSONDecoder().decode(Body.self, from: body).token
        user = token.user.id
        project = token.project?.id
        roles = Set((token.roles ?? []).map(\.name))
        expires = try Date(keystone: token.expires_at)
    }

    private struct Body: Decodable {
        let token: Token

        struct Token: Decodable {
            let expires_at: String
            let user: Reference
            let project: Reference?
            let roles: [Role]?
        }
        struct Reference: Decodable { let id: String }
        struct Role: Decodable { let name: String }
    }
}
