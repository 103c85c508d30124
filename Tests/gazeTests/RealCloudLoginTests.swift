import Foundation
import ImageModel
import TestSupport
import Testing

/// Logins to the real Keystone in all the ways that operators use.
@Suite(.atMost(1, of: "clients of Glance"), .timeLimit(.minutes(30)))
struct RealCloudLoginTests {
    private let cloud: RealCloud

    init() throws { cloud = try RealCloud.current }

    @Test("an application credential and a token log in, by variables and by clouds.yaml, and are never shown")
    func all() async throws {
        try await TestFolder.use { home in
            let project = try await cloud.newProject(in: home)
            let openstack = PythonClients(cloud.bin, home: home, environment: project)
            try await openstack.openstack("image", "create", "--private", "mine")
            let secret = "s3cret-of-the-credential"
            let made = try await openstack.openstackObject(
                "application", "credential", "create", "--secret", secret, "ci")
            let id = try #require(made["id"]?.string ?? made["ID"]?.string)
            let token = try #require(try await openstack.openstackObject("token", "issue")["id"]?.string)
            let base = ["OS_AUTH_URL": cloud.authURL, "OS_REGION_NAME": cloud.region]
            let credential = ["OS_AUTH_TYPE": "v3applicationcredential", "OS_APPLICATION_CREDENTIAL_SECRET": secret]
            let byName = [
                "OS_APPLICATION_CREDENTIAL_NAME": "ci", "OS_USERNAME": project["OS_USERNAME"] ?? "",
                "OS_USER_DOMAIN_NAME": "Default",
            ]
            let scope = ["OS_PROJECT_NAME": project["OS_PROJECT_NAME"] ?? "", "OS_PROJECT_DOMAIN_NAME": "Default"]
            let logins: [[String: String]] = [
                credential.merging(["OS_APPLICATION_CREDENTIAL_ID": id]) { $1 }, credential.merging(byName) { $1 },
                // An openrc may say the project all the same.
                credential.merging(["OS_APPLICATION_CREDENTIAL_ID": id]) { $1 }.merging(scope) { $1 },
                scope.merging(["OS_AUTH_TYPE": "v3token", "OS_TOKEN": token]) { $1 },
                scope.merging(["OS_AUTH_TYPE": "token", "OS_TOKEN": token]) { $1 },
            ]
            for login in logins {
                let list = try await home.gaze(
                    "list", "owner:me", "--columns", "name", "--no-header", environment: base.merging(login) { $1 })
                #expect(list.status == 0 && list.output == "mine\n", "\(login.keys.sorted()): \(list.errors)")
            }
            let file = try home.write(
                "clouds.yaml",
                Data(
                    """
                    clouds:
                      ci:
                        auth_type: v3applicationcredential
                        region_name: \(cloud.region)
                        auth:
                          auth_url: \(cloud.authURL)
                          application_credential_id: \(id)
                          application_credential_secret: \(secret)
                      wrong:
                        auth_type: v3applicationcredential
                        auth:
                          auth_url: \(cloud.authURL)
                          application_credential_id: \(id)
                          application_credential_secret: wr0ng-secret
                    """.utf8))
            let clouds = ["OS_CLIENT_CONFIG_FILE": file]
            let set = try await home.gaze("--cloud", "ci", "set", "mine", "a=b", environment: clouds)
            #expect(set.status == 0, "\(set.errors)")
            let wrong = try await home.gaze("--cloud", "wrong", "list", environment: clouds)
            #expect(wrong.status == 77 && wrong.output == "" && !wrong.errors.contains("wr0ng"), "\(wrong.errors)")
            let expired = try await home.gaze(
                "list",
                environment: base.merging(scope) { $1 }.merging(["OS_AUTH_TYPE": "token", "OS_TOKEN": "n0ne"]) { $1 })
            #expect(expired.status == 77 && !expired.errors.contains("n0ne"), "\(expired.errors)")
            let deleted = try await home.gaze(
                "list",
                environment: base.merging(credential) { $1 }.merging(["OS_APPLICATION_CREDENTIAL_ID": "gone"]) { $1 })
            #expect(deleted.status == 77 && !deleted.errors.contains(secret), "\(deleted.errors)")
        }
    }
}
