public import Clouds

/// Who makes a request, as far as the service's policy asks.
public struct Identity: Hashable, Sendable {
    /// The user's id.
    public var user: String
    /// The id of the project that the user works in: the owner of what they create.
    public var project: String
    /// The user's roles in the project, in lower case: `reader`, `member`, `admin`, `service`, or names that mean
    /// nothing here.
    public var roles: Set<String>

    /// A user with these roles in a project.
    public init(user: String, project: String, roles: Set<String>) {
        self.user = user
        self.project = project
        self.roles = Set(roles.map { $0.lowercased() })
    }

    /// The bearer of a token. One that is not scoped to a project is known, and may do nothing: so Glance takes it
    /// (`scope_types` of its policies).
    init(_ bearer: TokenBearer) {
        self.init(user: bearer.user, project: bearer.project ?? "", roles: bearer.project == nil ? [] : bearer.roles)
    }

    var isAdmin: Bool { roles.contains("admin") }
    /// Keystone's default roles imply each other: an admin is a member, and a member is a reader.
    var isMember: Bool { isAdmin || roles.contains("member") }
    var isReader: Bool { isMember || roles.contains("reader") }
    /// A service of the cloud: not a reader for that.
    var isService: Bool { roles.contains("service") }
}

/// How requests say who makes them.
public enum Authentication: Sendable {
    /// They need not: everybody is this identity. For loopback only.
    case none(Identity)
    /// By one of these tokens in `X-Auth-Token`.
    case tokens([String: Identity])
    /// By a token in `X-Auth-Token` that Keystone knows.
    case keystone(TokenValidator)

    /// Whether nobody has to say who they are.
    var isOpen: Bool { if case .none = self { true } else { false } }

    /// What asks Keystone; nil where nobody does.
    var validator: TokenValidator? {
        if case .keystone(let validator) = self { validator } else { nil }
    }
}
