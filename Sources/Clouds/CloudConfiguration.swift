/// How to reach a cloud and as whom to log in, as clouds.yaml or the `OS_*` variables say.
package struct CloudConfiguration: Hashable, Sendable {
    /// The name that the user knows the cloud by.
    package var name: String
    /// Keystone's address, with or without `/v3`.
    package var authURL: String
    /// How to log in.
    package var authMethod: AuthMethod
    /// The project to work in; empty when the login itself determines the project.
    package var project: Named
    /// The region; nil means the first region in the catalog.
    package var region: String?
    /// Which of a service's endpoints to use: `public`, `internal` or `admin`.
    package var interface: String
    /// The path of a file of certificate authorities to trust in addition to the system's.
    package var certificateAuthorities: String?
    /// Whether certificates are verified.
    package var verifiesCertificates: Bool
    /// The image service's address, if it overrides the one in the catalog.
    package var imageEndpoint: String?

    /// The name of the cloud that the `OS_*` variables describe; openstacksdk uses the same name.
    static let variablesName = "envvars"

    /// Whether the `OS_*` variables describe this cloud, rather than a file.
    package var isFromVariables: Bool { name == Self.variablesName }

    /// Whether another configuration logs the same user or the same application credential in to the same project of the same
    /// cloud, regardless of the secrets.
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
    package enum AuthMethod: Hashable, Sendable {
        /// A user's password.
        case password(user: Named, password: Secret)
        /// An application credential, which belongs to the project that it was created in.
        case applicationCredential(ApplicationCredential, secret: Secret)
        /// An existing token.
        case token(Secret)

        /// The secret part of the login: the password, the application credential's secret, or the token.
        var secret: Secret {
            switch self {
            case .password(_, let secret), .applicationCredential(_, let secret), .token(let secret): secret
            }
        }
    }

    /// Identifies an application credential.
    package enum ApplicationCredential: Hashable, Sendable {
        /// By its id.
        case id(String)
        /// By its name, which is unique for a user.
        case name(String, user: Named)
    }

    /// Something that Keystone identifies by an id, or by a name within a domain.
    package struct Named: Hashable, Sendable {
        /// The id; if there is one, the other properties are ignored.
        package var id: String?
        /// The name.
        package var name: String?
        /// The id of the domain that the name belongs to.
        package var domainID: String?
        /// The name of the domain that the name belongs to.
        package var domainName: String?

        var isEmpty: Bool { id == nil && name == nil }

        /// The JSON that identifies it in Keystone's requests.
        var json: [String: any Sendable] {
            if let id { return ["id": id] }
            var domain: [String: any Sendable] = ["id": domainID ?? "default"]
            if domainID == nil, let domainName { domain = ["name": domainName] }
            return ["name": name ?? "", "domain": domain]
        }
    }
}
