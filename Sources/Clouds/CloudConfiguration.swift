/// How to reach a cloud, and as whom: what clouds.yaml or the `OS_*` variables say.
public struct CloudConfiguration: Hashable, Sendable {
    /// What the person calls it.
    public var name: String
    /// Keystone's address, with or without `/v3`.
    public var authURL: String
    /// How to log in.
    public var authMethod: AuthMethod
    /// The project to work in; nothing says which where the login itself does.
    public var project: Named
    /// The region; nil takes the first that the catalog has.
    public var region: String?
    /// Which of a service's endpoints: `public`, `internal` or `admin`.
    public var interface: String
    /// The path of a file of certificate authorities besides the system's.
    public var certificateAuthorities: String?
    /// Whether certificates are checked.
    public var verifiesCertificates: Bool
    /// The image service's address, where the catalog's is not to be used.
    public var imageEndpoint: String?

    /// The name of the cloud that the `OS_*` variables make up, which is openstacksdk's.
    static let variablesName = "envvars"

    /// Whether it is what the `OS_*` variables make up, and no cloud of a file.
    public var isFromVariables: Bool { name == Self.variablesName }

    /// Whether another one logs the same user, or the same credential, in to the same project of the same cloud, whatever the
    /// secrets are.
    func isSameLogin(as other: CloudConfiguration) -> Bool {
        guard authURL == other.authURL, project == other.project else { return false }
        return switch (authMethod, other.authMethod) {
        case (.password(let one, _), .password(let other, _)): one == other
        case (.applicationCredential(let one, _), .applicationCredential(let other, _)): one == other
        case (.token, .token): true
        default: false
        }
    }

    /// A way to log in.
    public enum AuthMethod: Hashable, Sendable {
        /// By a user's password.
        case password(user: Named, password: Secret)
        /// By an application credential, which is for the project that it was made in.
        case applicationCredential(ApplicationCredential, secret: Secret)
        /// By a token that somebody has got already.
        case token(Secret)

        /// What nobody may see of it.
        var secret: Secret {
            switch self {
            case .password(_, let secret), .applicationCredential(_, let secret), .token(let secret): secret
            }
        }
    }

    /// Which application credential is meant.
    public enum ApplicationCredential: Hashable, Sendable {
        /// That of an id.
        case id(String)
        /// That which a user has under a name.
        case name(String, user: Named)
    }

    /// Something that Keystone knows by an id, or by a name within a domain.
    public struct Named: Hashable, Sendable {
        /// The id; the rest does not matter where there is one.
        public var id: String?
        /// The name.
        public var name: String?
        /// The id of the domain of the name.
        public var domainID: String?
        /// The name of the domain of the name.
        public var domainName: String?

        var isEmpty: Bool { id == nil && name == nil }

        /// As Keystone's requests say it.
        var json: [String: any Sendable] {
            if let id { return ["id": id] }
            var domain: [String: any Sendable] = ["id": domainID ?? "default"]
            if domainID == nil, let domainName { domain = ["name": domainName] }
            return ["name": name ?? "", "domain": domain]
        }
    }
}
