import Foundation
import Testing

@testable import Clouds

/// Which cloud is meant, and where it is looked for.
@Suite struct CloudSourceTests {
    /// A cloud of clouds.yaml whose address tells where it was found.
    private static func yaml(_ name: String, at address: String) -> String {
        """
        clouds:
          \(name):
            auth: {auth_url: "http://\(address)", username: ann, password: s3cret, project_name: demo}
        """
    }

    private static let variables = [
        "OS_AUTH_URL": "http://variables", "OS_USERNAME": "ann", "OS_PASSWORD": "s3cret", "OS_PROJECT_NAME": "demo",
    ]

    private func source(_ folder: TestFolder, _ environment: [String: String] = [:]) -> CloudSource {
        CloudSource(environment: environment, home: folder.path + "/home", folder: folder.path + "/here")
    }

    @Test("a name given outright is before OS_CLOUD, OS_CLOUD before the OS_ variables, and nothing means no cloud")
    func order() async throws {
        try await TestFolder.use { folder in
            try folder.write(
                "here/clouds.yaml",
                """
                clouds:
                  one: {auth: {auth_url: "http://one", username: ann, password: s3cret, project_name: demo}}
                  two: {auth: {auth_url: "http://two", username: ann, password: s3cret, project_name: demo}}
                """)
            let all = Self.variables.merging(["OS_CLOUD": "two"]) { $1 }
            #expect(try source(folder, all).cloud(named: "one")?.authURL == "http://one")
            #expect(try source(folder, all).cloud(named: nil)?.authURL == "http://two")
            #expect(try source(folder, all).cloud(named: "envvars")?.authURL == "http://variables")
            #expect(try source(folder, Self.variables).cloud(named: nil)?.authURL == "http://variables")
            #expect(
                try source(folder, Self.variables.merging(["OS_CLOUD": ""]) { $1 }).cloud(named: nil)?.name == "envvars"
            )
            #expect(try source(folder, ["OS_REGION_NAME": "x"]).cloud(named: nil) == nil)
            #expect(try source(folder).cloud(named: nil) == nil)
        }
    }

    @Test("envvars asked for by name needs the variables, and says which")
    func namedVariables() async throws {
        try await TestFolder.use { folder in
            #expect(throws: CloudError.missing(cloud: "envvars", what: "where Keystone is (OS_AUTH_URL)")) {
                try source(folder).cloud(named: "envvars")
            }
            #expect(throws: CloudError.missing(cloud: "envvars", what: "where Keystone is (OS_AUTH_URL)")) {
                try source(folder, ["OS_CLOUD": "envvars"]).cloud(named: nil)
            }
        }
    }

    @Test("clouds.yaml is found in each of its places, and in the first of them where there are several")
    func places() async throws {
        let places = [
            "named.conf", "here/clouds.yaml", "here/clouds.yml", "here/clouds.json", "xdg/openstack/clouds.yaml",
            "xdg/openstack/clouds.yml", "xdg/openstack/clouds.json", "home/.config/openstack/clouds.yaml",
            "home/.config/openstack/clouds.yml", "home/.config/openstack/clouds.json",
        ]
        try await TestFolder.use { folder in
            let source = source(
                folder,
                [
                    "OS_CLIENT_CONFIG_FILE": folder.path + "/named.conf", "XDG_CONFIG_HOME": folder.path + "/xdg",
                ])
            for place in places.reversed() {
                try folder.write(place, Self.yaml("lab", at: place.replacing("/", with: ".")))
                #expect(try source.cloud(named: "lab")?.authURL == "http://" + place.replacing("/", with: "."))
            }
        }
    }

    @Test("where there is no file, the places are named, that of OS_CLIENT_CONFIG_FILE first")
    func noFile() async throws {
        try await TestFolder.use { folder in
            #expect(
                throws: CloudError.noFile(
                    cloud: "lab",
                    places: [
                        "/nowhere/lab.conf", folder.path + "/here/clouds.yaml",
                        folder.path + "/home/.config/openstack/clouds.yaml", "/etc/xdg/openstack/clouds.yaml",
                        "/etc/openstack/clouds.yaml",
                    ])
            ) {
                try source(folder, ["OS_CLIENT_CONFIG_FILE": "/nowhere/lab.conf"]).cloud(named: "lab")
            }
        }
    }

    @Test("an unknown cloud is answered with the known ones")
    func unknownCloud() async throws {
        try await TestFolder.use { folder in
            let path = try folder.write(
                "here/clouds.yaml", "clouds:\n  prod: {auth: {}}\n  lab: {auth: {}}\n  123: {auth: {}}\n")
            let error = CloudError.noCloud(name: "lap", path: path, available: ["123", "lab", "prod"])
            #expect(throws: error) { try source(folder).cloud(named: "lap") }
            #expect(error.description == "There is no cloud “lap” in \(path). It has: 123, lab, prod.")
        }
    }

    @Test(
        "a password may stand in a secure.yaml: beside the file, in the usual places, or where OS_CLIENT_SECURE_FILE says",
        arguments: [
            ("etc/clouds.yaml", "etc/secure.yaml"), ("etc/clouds.yaml", "home/.config/openstack/secure.yaml"),
            ("etc/clouds.yaml", "here/secure.yml"), ("etc/clouds.yaml", "vault/secret.yaml"),
        ])
    func secure(_ clouds: String, _ secure: String) async throws {
        try await TestFolder.use { folder in
            let path = try folder.write(clouds, Self.yaml("lab", at: "lab"))
            try folder.write(secure, "clouds: {lab: {region_name: two, auth: {password: better}}, other: {}}")
            let environment = [
                "OS_CLIENT_CONFIG_FILE": path, "OS_CLIENT_SECURE_FILE": folder.path + "/vault/secret.yaml",
            ]
            let cloud = try #require(try source(folder, environment).cloud(named: "lab"))
            #expect(cloud.authMethod.secret == Secret("better"))
            #expect(cloud.authURL == "http://lab")
            #expect(cloud.region == "two")
        }
    }

    @Test("the secure.yaml that is named outright counts before one beside the file")
    func namedSecure() async throws {
        try await TestFolder.use { folder in
            let path = try folder.write("etc/clouds.yaml", Self.yaml("lab", at: "lab"))
            try folder.write("etc/secure.yaml", "clouds: {lab: {auth: {password: old}}}")
            try folder.write("vault/secret.yaml", "clouds: {lab: {auth: {password: new}}}")
            let environment = [
                "OS_CLIENT_CONFIG_FILE": path, "OS_CLIENT_SECURE_FILE": folder.path + "/vault/secret.yaml",
            ]
            let cloud = try #require(try source(folder, environment).cloud(named: "lab"))
            #expect(cloud.authMethod.secret == Secret("new"))
        }
    }

    @Test("the first region's own settings count where no region is asked for")
    func firstRegion() async throws {
        try await TestFolder.use { folder in
            let auth = "auth: {auth_url: 'http://lab', username: ann, password: s3cret, project_name: demo}"
            let one = "{name: One, values: {interface: internal, auth: {project_name: ops}}}"
            let path = try folder.write("clouds.yaml", "clouds: {lab: {regions: [\(one), Two], \(auth)}}")
            let source = source(folder, ["OS_CLIENT_CONFIG_FILE": path])
            let first = try #require(try source.cloud(named: "lab"))
            #expect(first.region == "One" && first.interface == "internal" && first.project.name == "ops")
            let second = try #require(try source.cloud(named: "lab", region: "Two"))
            #expect(second.region == "Two" && second.interface == "public" && second.project.name == "demo")
        }
    }

    @Test("a file of certificate authorities is found from the home folder, and a wrong one is told at once")
    func authorities() async throws {
        try await TestFolder.use { folder in
            let path = try folder.write("home/ca.pem", "no certificate")
            let wrong = Self.variables.merging(["OS_CACERT": "~/ca.pem"]) { $1 }
            let reason = "it is not a file of certificates in PEM that you may read"
            #expect(throws: CloudError.wrongFile(path: path, line: nil, reason: reason)) {
                try source(folder, wrong).cloud(named: nil)
            }
            #expect(throws: CloudError.wrongFile(path: "/nowhere.pem", line: nil, reason: reason)) {
                try source(folder, Self.variables.merging(["OS_CACERT": "/nowhere.pem"]) { $1 }).cloud(named: nil)
            }
            let unchecked = wrong.merging(["OS_INSECURE": "true"]) { $1 }
            #expect(try source(folder, unchecked).cloud(named: nil)?.certificateAuthorities == path)
        }
    }
}
