@testable import ImageService

/// The real Glance that our service is held to, and the people whom its Keystone knows.
struct Reference: Sendable {
    let url: String
    let tokens: [Person: String]
    /// Who they are, for a service that is given their tokens.
    let identities: [String: Identity]

    /// Logged in once, for all scenarios.
    static let running = Task { try await Reference() }

    private init() async throws {
        let keystone = try RealKeystone.current
        var tokens: [Person: String] = [:]
        var identities: [String: Identity] = [:]
        for person in Person.users {
            let login = try await keystone.logIn(person.rawValue)
            tokens[person] = login.token
            identities[login.token] = Identity(user: login.user, project: login.project ?? "", roles: login.roles)
        }
        url = keystone.glance.url
        self.tokens = tokens
        self.identities = identities
    }

    /// The id of a user's project.
    func project(of person: Person) -> String {
        tokens[person].flatMap { identities[$0]?.project } ?? ""
    }
}
