import Foundation

/// The real Keystone and Glance that `Tests/openstack/run` has started, and the OpenStack project's own clients.
struct RealCloud: Decodable {
    /// Keystone's address, with its version.
    let authURL: String
    /// Glance's address, without a version.
    let imageURL: String
    let region: String
    /// The folder of the clients' programs.
    let bin: String
    /// The file of the clouds admin, demo and other.
    let cloudsYAML: String
    /// The password of every user.
    let password: String
    /// Where alone Glance downloads images from; a test may listen there, on loopback.
    let webHost: String
    let webPort: Int

    private enum CodingKeys: String, CodingKey {
        case authURL = "auth_url"
        case cloudsYAML = "clouds_yaml"
        case imageURL = "image_url"
        case webHost = "web_host"
        case webPort = "web_port"
        case region, bin, password
    }

    /// There is none, with what to do about it.
    struct Missing: Error, CustomStringConvertible {
        let description = "There is no OpenStack to test against. Run Tests/run: it starts a Keystone and a Glance."
    }

    /// The cloud of this test run.
    static var current: RealCloud {
        get throws {
            guard let path = ProcessInfo.processInfo.environment["GAZE_TEST_OPENSTACK"] else { throw Missing() }
            return try JSONDecoder().decode(RealCloud.self, from: Data(contentsOf: URL(filePath: path)))
        }
    }

    /// What OpenStack's clients, gaze among them, find in their environment to know the clouds.
    var environment: [String: String] { ["OS_CLIENT_CONFIG_FILE": cloudsYAML] }

    /// The same for a user in a project, by variables alone.
    func variables(user: String, password: String? = nil, project: String, authURL: String? = nil) -> [String: String] {
        [
            "OS_AUTH_URL": authURL ?? self.authURL, "OS_REGION_NAME": region, "OS_USERNAME": user,
            "OS_PASSWORD": password ?? self.password, "OS_PROJECT_NAME": project, "OS_USER_DOMAIN_NAME": "Default",
            "OS_PROJECT_DOMAIN_NAME": "Default", "OS_IDENTITY_API_VERSION": "3",
        ]
    }

    /// Starts gaze in a terminal as the user demo in the project demo.
    func gazeAsDemo(
        columns: Int = 80, rows: Int = 24, _ body: (TmuxTerminal, TestFolder) async throws -> Void
    ) async throws {
        try await gaze("--cloud demo", columns: columns, rows: rows, environment: environment, body)
    }

    /// OpenStack's clients, as demo unless another cloud of the file is named.
    func clients(_ home: TestFolder, as name: String = "demo") -> PythonClients {
        PythonClients(bin, home: home, environment: environment.merging(["OS_CLOUD": name]) { $1 })
    }

    /// Makes a project and a user of the same name in it, for a test that others' images would disturb.
    ///
    /// - Returns: the variables of that user.
    func newProject(in folder: TestFolder) async throws -> [String: String] {
        let name = "gaze-" + UUID().uuidString.lowercased().prefix(8)
        try await clients(folder, as: "admin").python(
            """
            import sys, openstack
            name, password = sys.argv[1:]
            identity = openstack.connect().identity
            project = identity.create_project(name=name, domain_id="default")
            user = identity.create_user(name=name, password=password, domain_id="default")
            identity.assign_project_role_to_user(project, user, identity.find_role("member"))
            """, name, password)
        return variables(user: name, project: name)
    }
}
