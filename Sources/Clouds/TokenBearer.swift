public import Foundation

/// Whom a token belongs to, as Keystone says.
public struct TokenBearer: Hashable, Sendable {
    /// The user's id.
    public let user: String
    /// The id of the project that the token is scoped to; nil for a token of a domain, of the system, or of no scope.
    public let project: String?
    /// The names of the roles that the user has in the token's scope; Keystone has added those that they imply.
    public let roles: Set<String>
    /// When the token ends.
    public let expires: Date

    /// Reads the answer of `GET /v3/auth/tokens`; throws where it is none.
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
