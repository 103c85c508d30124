package import Clouds

/// The user who makes a request, as far as the service's policy needs to know.
package struct Identity: Hashable, Sendable {
    /// The user's id.
    package var user: String
    /// The id of the project that the user works in, which owns what they create.
    package var project: String
    /// The user's roles in the project, in lower case: `reader`, `member`, `admin` and `service`; other roles have no meaning
    /// here.
    package var roles: Set<String>

    /// Creates an identity with these roles in a project.
    package init(user: String, project: String, roles: Set<String>) {
        self.user = user
        self.project = project
        self.roles = Set(roles.map { $0.lowercased() })
    }

    /// Creates the identity of a token's bearer. A token without a project scope is accepted but gets no roles, as in Glance
    /// (`scope_types` of its policies).
    init(_ bearer: TokenBearer) {
        self.init(user: bearer.user, project: bearer.project ?? "", roles: bearer.project == nil ? [] : bearer.roles)
    }

    var isAdmin: Bool { roles.contains("admin") }
    /// Whether the user is a member. Keystone's default roles imply each other: an admin is a member, and a member is a reader.
    var isMember: Bool { isAdmin || roles.contains("member") }
    var isReader: Bool { isMember || roles.contains("reader") }
    /// Whether this is a service of the cloud, which does not make it a reader.
    var isService: Bool { roles.contains("service") }
}

/// How requests are authenticated.
package enum Authentication: Sendable {
    /// Not at all: every request has this identity. For loopback only.
    case none(Identity)
    /// By one of these tokens in `X-Auth-Token`.
    case tokens([String: Identity])
    /// By a token in `X-Auth-Token` that Keystone validates.
    case keystone(TokenValidator)

    /// Whether requests need no authentication.
    var isOpen: Bool { if case .none = self { true } else { false } }

    /// The validator that asks Keystone; nil for other kinds of authentication.
    var validator: TokenValidator? {
        if case .keystone(let validator) = self { validator } else { nil }
    }
}
