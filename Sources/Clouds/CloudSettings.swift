import Foundation

/// A cloud's settings as a flat dictionary, whatever their source, keyed by the names that clouds.yaml uses.
struct CloudSettings {
    let cloud: String
    /// Returns the name of a setting in the source, for error messages about missing settings.
    let spelling: (String) -> String
    let values: [String: String]

    /// - Throws: `CloudError` if a required setting is missing or cannot be used.
    func configuration() throws(CloudError) -> CloudConfiguration {
        func named(_ kind: String, id: String?, name: String?) -> CloudConfiguration.Named {
            let domain = domain(of: kind)
            return CloudConfiguration.Named(id: id, name: name, domainID: domain.id, domainName: domain.name)
        }
        let user = named("user", id: value("user_id"), name: value("username"))
        let project = named(
            "project", id: value("project_id") ?? value("tenant_id"),
            name: value("project_name") ?? value("tenant_name"))
        guard let authURL = value("auth_url") else {
            let profile = value("profile").map { ": gaze does not read the profile “\($0)”" } ?? ""
            throw missing("auth_url", "where Keystone is" + profile)
        }
        for name in ["auth_url", "image_endpoint_override"] {
            // The addresses are shown to the user, and no request takes a user name or a password from them.
            let parts = value(name).flatMap { URLComponents(string: $0) }
            guard parts?.user == nil, parts?.password == nil else {
                throw .namedInAddress(cloud: cloud, setting: spelling(name))
            }
        }
        let method = try authMethod(user)
        let isOfCredential = if case .applicationCredential = method { true } else { false }
        if !isOfCredential, project.isEmpty { throw missing("project_name", "which project to work in") }
        let verify = value("verify").map { !["false", "no", "off", "0"].contains($0.lowercased()) } ?? true
        let insecure = value("insecure").map { ["true", "yes", "on", "1"].contains($0.lowercased()) } ?? false
        return CloudConfiguration(
            name: cloud, authURL: authURL, authMethod: method, project: isOfCredential ? .init() : project,
            region: value("image_region_name") ?? value("region_name"), interface: interface,
            certificateAuthorities: value("cacert"), verifiesCertificates: verify && !insecure,
            imageEndpoint: value("image_endpoint_override"))
    }

    /// The way to log in: `auth_type` determines it or, if that is not set, the secrets that are.
    private func authMethod(
        _ user: CloudConfiguration.Named
    ) throws(CloudError) -> CloudConfiguration.AuthMethod {
        let (secret, token) = (value("application_credential_secret"), value("token") ?? value("auth_token"))
        var found = "password"
        if value("password") == nil {
            found = secret != nil ? "v3applicationcredential" : token != nil ? "token" : found
        }
        let type = value("auth_type") ?? found
        switch type.lowercased() {
        case "password", "v3password":
            guard !user.isEmpty else { throw missing("username", "who logs in") }
            guard let password = value("password") else { throw missing("password", "the password") }
            return .password(user: user, password: Secret(password))
        case "v3applicationcredential":
            let credential = try applicationCredential(of: user)
            guard let secret else {
                throw missing("application_credential_secret", "the secret of the application credential")
            }
            return .applicationCredential(credential, secret: Secret(secret))
        case "token", "v3token":
            guard let token else { throw missing("token", "the token") }
            return .token(Secret(token))
        default: throw .authType(cloud: cloud, type: type)
        }
    }

    private func applicationCredential(
        of user: CloudConfiguration.Named
    ) throws(CloudError) -> CloudConfiguration.ApplicationCredential {
        if let id = value("application_credential_id") { return .id(id) }
        guard let name = value("application_credential_name") else {
            throw missing("application_credential_id", "which application credential logs in")
        }
        guard !user.isEmpty else { throw missing("username", "whose application credential it is") }
        return .name(name, user: user)
    }

    /// The domain of a user or a project: the most specific setting wins, whether it is an id or a name.
    private func domain(of kind: String) -> (id: String?, name: String?) {
        for word in [kind + "_domain", "domain", "default_domain"] {
            let (id, name) = (value(word + "_id"), value(word + "_name"))
            if id != nil || name != nil { return (id, name) }
        }
        // OS_DEFAULT_DOMAIN is an id, as it is for the openstack command.
        return (value("default_domain"), nil)
    }

    private func value(_ name: String) -> String? {
        guard let value = values[name], !value.isEmpty else { return nil }
        return value
    }

    private func missing(_ name: String, _ meaning: String) -> CloudError {
        .missing(cloud: cloud, what: "\(meaning) (\(spelling(name)))")
    }

    /// The interface of the image service's endpoint; `publicURL` is treated like `public`, and the others likewise.
    private var interface: String {
        let names = ["image_interface", "image_endpoint_type", "interface", "endpoint_type"]
        let text = names.lazy.compactMap(value).first ?? "public"
        return text.hasSuffix("URL") ? String(text.dropLast(3)) : text
    }
}
