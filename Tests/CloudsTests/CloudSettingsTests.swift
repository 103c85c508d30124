import Testing

@testable import Clouds

/// What the settings of a cloud mean.
@Suite struct CloudSettingsTests {
    private static let least = [
        "auth_url": "http://lab", "username": "ann", "password": "s3cret", "project_name": "demo",
    ]

    private func configuration(_ values: [String: String]) throws -> CloudConfiguration {
        try CloudSettings(
            cloud: "lab", spelling: { "OS_" + $0.uppercased() },
            values: Self.least.merging(values) { $1 }.filter { $0.value != "-" }
        ).configuration()
    }

    private func login(_ values: [String: String]) throws -> CloudConfiguration.Named? {
        if case .password(let user, _) = try configuration(values).authMethod { user } else { nil }
    }

    @Test("what is needed least is enough, and the rest has its usual value")
    func least() throws {
        let cloud = try configuration([:])
        #expect(cloud.name == "lab")
        #expect(cloud.authURL == "http://lab")
        #expect(cloud.authMethod == .password(user: .init(name: "ann"), password: Secret("s3cret")))
        #expect(cloud.project == .init(name: "demo"))
        #expect(cloud.region == nil)
        #expect(cloud.interface == "public")
        #expect(cloud.verifiesCertificates)
        #expect(cloud.certificateAuthorities == nil)
        #expect(cloud.imageEndpoint == nil)
    }

    @Test(
        "an address with a user or a password in it is refused, and not shown",
        arguments: ["https://ann:s3cret@lab/v3", "https://s3cret@lab", "http://:s3cret@lab:5000"])
    func namedInAddress(address: String) throws {
        let error = try #require(throws: CloudError.self) { try configuration(["auth_url": address]) }
        #expect(error.description.contains("OS_AUTH_URL") && !error.description.contains("s3cret"))
    }

    @Test("nor has the image service's address one", arguments: ["https://ann:s3cret@images", "https://s3cret@images"])
    func namedInEndpoint(address: String) throws {
        let error = try #require(throws: CloudError.self) { try configuration(["image_endpoint_override": address]) }
        #expect(error.description.contains("OS_IMAGE_ENDPOINT_OVERRIDE") && !error.description.contains("s3cret"))
    }

    @Test("what is said of the image service alone counts before what is said of all")
    func ofImages() throws {
        let cloud = try configuration([
            "interface": "public", "image_interface": "internalURL", "region_name": "one", "image_region_name": "two",
        ])
        #expect(cloud.interface == "internal" && cloud.region == "two")
    }

    @Test(
        "something missing is named in the spelling of its source",
        arguments: [
            (["auth_url": ""], "where Keystone is (OS_AUTH_URL)"),
            (
                ["auth_url": "", "profile": "ovh"],
                "where Keystone is: gaze does not read the profile “ovh” (OS_AUTH_URL)"
            ),
            (["username": "-"], "who logs in (OS_USERNAME)"),
            (["password": "-"], "the password (OS_PASSWORD)"),
            (["project_name": "-"], "which project to work in (OS_PROJECT_NAME)"),
        ])
    func missing(_ values: [String: String], _ what: String) {
        #expect(throws: CloudError.missing(cloud: "lab", what: what)) { try configuration(values) }
    }

    @Test("a way to log in that is not supported is named", arguments: ["v3totp", "v3oidcpassword", "none"])
    func authType(_ type: String) {
        #expect(throws: CloudError.authType(cloud: "lab", type: type)) { try configuration(["auth_type": type]) }
    }

    @Test("what cannot log in says what can")
    func authTypeWords() {
        let words = CloudError.authType(cloud: "lab", type: "v3totp").description
        #expect(words.contains("“v3totp”") && words.contains("v3applicationcredential") && words.contains("v3token"))
    }

    @Test(
        "an application credential is named by its id, or by its name and its user; it has a project of its own",
        arguments: [
            (["application_credential_id": "a1"], .id("a1")),
            (["application_credential_id": "a1", "application_credential_name": "ci"], .id("a1")),
            (
                ["application_credential_name": "ci", "user_domain_name": "U"],
                .name("ci", user: .init(name: "ann", domainName: "U"))
            ),
            (
                ["application_credential_name": "ci", "user_id": "u1", "username": "-"],
                .name("ci", user: .init(id: "u1"))
            ),
        ] as [([String: String], CloudConfiguration.ApplicationCredential)], ["v3applicationcredential", "-"])
    func applicationCredential(
        _ settings: ([String: String], CloudConfiguration.ApplicationCredential), _ type: String
    ) throws {
        let values = settings.0.merging([
            "auth_type": type, "application_credential_secret": "s3cret", "password": "-",
        ]) { $1 }
        let cloud = try configuration(values)
        #expect(cloud.authMethod == .applicationCredential(settings.1, secret: Secret("s3cret")))
        #expect(cloud.authMethod.secret == Secret("s3cret") && !"\(cloud)".contains("s3cret"))
        // Keystone refuses to be told a project, the credential's own too.
        #expect(cloud.project == .init())
        #expect(try configuration(values.merging(["project_name": "-"]) { $1 }) == cloud)
    }

    @Test("a token logs in for a project", arguments: ["token", "v3token", "-"], ["token", "auth_token"])
    func token(_ type: String, _ name: String) throws {
        let cloud = try configuration(["auth_type": type, name: "t0ken", "password": "-", "username": "-"])
        #expect(cloud.authMethod == .token(Secret("t0ken")))
        #expect(cloud.project == .init(name: "demo") && !"\(cloud)".contains("t0ken"))
    }

    @Test(
        "what is missing of an application credential or a token is named",
        arguments: [
            ("v3applicationcredential", [:], "which application credential logs in (OS_APPLICATION_CREDENTIAL_ID)"),
            (
                "v3applicationcredential", ["application_credential_id": "a"],
                "the secret of the application credential (OS_APPLICATION_CREDENTIAL_SECRET)"
            ),
            (
                "v3applicationcredential",
                ["application_credential_name": "a", "application_credential_secret": "s", "username": "-"],
                "whose application credential it is (OS_USERNAME)"
            ),
            ("v3token", [:], "the token (OS_TOKEN)"),
            ("token", ["token": "t", "project_name": "-"], "which project to work in (OS_PROJECT_NAME)"),
        ] as [(String, [String: String], String)])
    func missingOfOthers(_ type: String, _ values: [String: String], _ what: String) {
        #expect(throws: CloudError.missing(cloud: "lab", what: what)) {
            try configuration(values.merging(["auth_type": type]) { $1 })
        }
    }

    @Test("where nothing says how, a password comes before the rest")
    func passwordFirst() throws {
        let cloud = try configuration(["token": "t", "application_credential_secret": "s"])
        #expect(cloud.authMethod == .password(user: .init(name: "ann"), password: Secret("s3cret")))
    }

    @Test("a password login has several names", arguments: ["", "password", "v3password"])
    func password(_ type: String) throws {
        #expect(try configuration(["auth_type": type]).authMethod.secret == Secret("s3cret"))
    }

    @Test(
        "the most particular word for a domain counts, whether it is an id or a name",
        arguments: [
            ([:], nil, nil), (["user_domain_id": "u"], "u", nil), (["user_domain_name": "U"], nil, "U"),
            (["domain_id": "d"], "d", nil), (["domain_name": "D"], nil, "D"),
            (["default_domain_id": "x"], "x", nil), (["default_domain_name": "X"], nil, "X"),
            (["default_domain": "x"], "x", nil),
            (["user_domain_name": "U", "domain_id": "d", "default_domain_id": "x"], nil, "U"),
            (["user_domain_name": "U", "default_domain": "x"], nil, "U"),
            (["domain_name": "D", "default_domain_id": "x"], nil, "D"),
            (["project_domain_id": "p"], nil, nil),
        ] as [([String: String], String?, String?)])
    func userDomain(_ values: [String: String], _ id: String?, _ name: String?) throws {
        let user = try #require(try login(values))
        #expect(user == .init(name: "ann", domainID: id, domainName: name))
    }

    @Test("user and project may be in different domains, and be named by id")
    func twoDomains() throws {
        let values = [
            "user_id": "u1", "username": "-", "project_id": "p1", "project_name": "-", "project_domain_name": "P",
        ]
        #expect(try login(values) == .init(id: "u1"))
        #expect(try configuration(values).project == .init(id: "p1", domainName: "P"))
        #expect(try configuration(["tenant_name": "old", "project_name": "-"]).project == .init(name: "old"))
        #expect(try configuration(["tenant_id": "t1", "project_name": "-"]).project == .init(id: "t1"))
    }

    @Test(
        "certificates are checked unless the settings say otherwise",
        arguments: [
            ([:], true), (["verify": "true"], true), (["verify": "false"], false), (["verify": "False"], false),
            (["verify": "no"], false), (["verify": "off"], false), (["insecure": "true"], false),
            (["insecure": "True"], false), (["insecure": "1"], false), (["insecure": "false"], true),
            (["verify": "true", "insecure": "true"], false),
        ])
    func verify(_ values: [String: String], _ verifies: Bool) throws {
        #expect(try configuration(values).verifiesCertificates == verifies)
    }

    @Test(
        "an interface has an old spelling and an old name",
        arguments: [
            (["interface": "internal"], "internal"), (["interface": "internalURL"], "internal"),
            (["endpoint_type": "adminURL"], "admin"), (["interface": "public", "endpoint_type": "adminURL"], "public"),
        ])
    func interface(_ values: [String: String], _ interface: String) throws {
        #expect(try configuration(values).interface == interface)
    }

    @Test("region, certificate authorities and the image service's own address are taken over")
    func rest() throws {
        let cloud = try configuration([
            "region_name": "two", "cacert": "/ca.pem", "image_endpoint_override": "http://glance/v2",
        ])
        #expect(cloud.region == "two")
        #expect(cloud.certificateAuthorities == "/ca.pem")
        #expect(cloud.imageEndpoint == "http://glance/v2")
    }
}
