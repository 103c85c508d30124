import Foundation

@testable import ImageService

/// Those who try the policies, each with a token: two projects, and an admin of a third.
struct PolicyCast {
    /// Who does something.
    enum Person: String, CaseIterable {
        /// A member, and a reader, of the project that owns the images.
        case member, reader
        /// A member, and a reader, of another project: that with which some of the images are shared.
        case stranger, watcher
        /// An admin, of a third project.
        case admin
        /// A service of the cloud, as the role of that name has it, in the project that owns the images.
        case service
    }

    /// The id of the project that owns the images.
    let owner: String
    /// The id of the project that some are shared with.
    let other: String
    private let tokens: [Person: String]

    func token(_ person: Person) -> String { tokens[person] ?? "" }

    /// People whom a service of ours takes for what they are.
    static let invented = PolicyCast(
        owner: "owner", other: "other",
        tokens: Dictionary(uniqueKeysWithValues: Person.allCases.map { ($0, $0.rawValue) }))

    /// What a service of ours has to know of the invented people.
    static let authentication = Authentication.tokens([
        "member": Identity(user: "u1", project: "owner", roles: ["member"]),
        "reader": Identity(user: "u2", project: "owner", roles: ["reader"]),
        "stranger": Identity(user: "u3", project: "other", roles: ["member"]),
        "watcher": Identity(user: "u4", project: "other", roles: ["reader"]),
        "admin": Identity(user: "u5", project: "ops", roles: ["admin"]),
        "service": Identity(user: "u6", project: "owner", roles: ["service"]),
    ])

    /// People and projects that are new at Keystone.
    static func real(_ keystone: RealKeystone) async throws -> PolicyCast {
        let admin = try await keystone.logIn("admin")
        let (owner, other) = (try await keystone.newProject(admin), try await keystone.newProject(admin))
        return PolicyCast(
            owner: owner, other: other,
            tokens: [
                .member: try await keystone.newUser("member", in: owner, admin).token,
                .reader: try await keystone.newUser("reader", in: owner, admin).token,
                .stranger: try await keystone.newUser("member", in: other, admin).token,
                .watcher: try await keystone.newUser("reader", in: other, admin).token,
                .admin: admin.token,
                .service: try await keystone.newUser("service", in: owner, admin).token,
            ])
    }
}
