@testable import ImageService

/// The real Glance that our service is held to, and the people whom its Keystone knows.
struct Reference: Sendable {
    let url: String
    /// Another one, which takes no more than so many bytes of an image.
    let capped: (url: String, imageSizeCap: Int64)
    let tokens: [Person: String]
    /// Who they are, for a service that is given their tokens.
    let identities: [String: Identity]

    /// Logged in once, for all scenarios.
    static let running = Task { try await Reference() }

    private init() async throws {
        let keystone = try RealKeystone.current
        let (admin, demo) = (try await keystone.logIn("admin"), try await keystone.logIn("demo"))
        let logins: [Person: RealKeystone.Login] = [
            .admin: admin, .demo: demo, .other: try await keystone.logIn("other"),
            .cloud: try await keystone.newUser("service", in: demo.project ?? "", admin),
        ]
        var tokens: [Person: String] = [:]
        var identities: [String: Identity] = [:]
        for (person, login) in logins {
            tokens[person] = login.token
            identities[login.token] = Identity(user: login.user, project: login.project ?? "", roles: login.roles)
        }
        url = keystone.glance.url
        capped = (try keystone.cappedGlanceURL, keystone.imageSizeCap)
        self.tokens = tokens
        self.identities = identities
    }

    /// The id of a user's project.
    func project(of person: Person) -> String {
        tokens[person].flatMap { identities[$0]?.project } ?? ""
    }
}
