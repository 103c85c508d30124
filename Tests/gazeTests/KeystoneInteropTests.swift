import Foundation
import ImageModel
import TestSupport
import Testing

/// `gaze serve --auth keystone` as OpenStack's own client uses it, with the users of a real Keystone.
@Suite(.atMost(3, of: "terminals"), .timeLimit(.minutes(30))) struct KeystoneInteropTests {
    /// The clouds of the test run, with their image endpoint at an address; what openstack needs to find them.
    private static func environment(_ cloud: RealCloud, _ address: String, _ folder: TestFolder) throws -> [String:
        String]
    {
        let clouds = try String(contentsOfFile: cloud.cloudsYAML, encoding: .utf8)
            .replacing("    region_name:", with: "    image_endpoint_override: \(address)\n    region_name:")
        return ["OS_CLIENT_CONFIG_FILE": try folder.write("clouds.yaml", Data(clouds.utf8))]
    }

    @Test("each user has the project and the rights that Keystone says")
    func users() async throws {
        let cloud = try RealCloud.current
        try await TestFolder.use { folder in
            let arguments = ["--auth", "keystone", "--keystone-url", cloud.authURL]
            let ended = try await ServeProcess.use(in: folder, arguments) { service in
                let environment = try Self.environment(cloud, service.url, folder)
                func user(_ name: String) -> PythonClients {
                    PythonClients(cloud.bin, home: folder, environment: environment, options: ["--os-cloud", name])
                }
                let (demo, other, admin) = (user("demo"), user("other"), user("admin"))
                let file = try folder.write("in.raw", Data("some bytes".utf8))
                let created = try await demo.openstackObject(
                    "image", "create", "--file", file, "--disk-format", "raw", "--container-format", "bare", "mine")
                let token = try await demo.openstackObject("token", "issue")
                #expect(created["owner"] == token["project_id"])
                #expect(created["status"] == .string("active"))
                let id = try #require(created["id"]?.string)
                for (client, names) in [(demo, "mine\n"), (other, ""), (admin, "mine\n")] {
                    let list = try await client.openstack("image", "list", "-f", "value", "-c", "Name")
                    #expect(list == names)
                }
                for (client, arguments, words) in [
                    (other, ["image", "show", id], "No Image found"),
                    (demo, ["image", "set", "--public", id], "ForbiddenException: 403"),
                ] {
                    let refusal = await #expect(throws: PythonClients.Refused.self) {
                        try await client.openstack(arguments)
                    }
                    #expect(
                        refusal?.description.contains(words) == true, "\(refusal.map(String.init(describing:)) ?? "")")
                }
                try await admin.openstack("image", "set", "--public", id)
                let list = try await other.openstack("image", "list", "-f", "value", "-c", "Name")
                #expect(list == "mine\n")
            }
            #expect(ended == 0)
        }
    }

    @Test("where Keystone is not there, the client is told so, and the service ends cleanly all the same")
    func unreachable() async throws {
        let cloud = try RealCloud.current
        try await TestFolder.use { folder in
            let arguments = ["--auth", "keystone", "--keystone-url", "http://127.0.0.1:1/v3"]
            let ended = try await ServeProcess.use(in: folder, arguments) { service in
                let environment = try Self.environment(cloud, service.url, folder)
                let demo = PythonClients(
                    cloud.bin, home: folder, environment: environment, options: ["--os-cloud", "demo"])
                let refusal = await #expect(throws: PythonClients.Refused.self) {
                    try await demo.openstack("image", "list")
                }
                #expect(
                    refusal?.description.contains("Keystone gives no proper answer") == true,
                    "\(refusal.map(String.init(describing:)) ?? "")")
            }
            #expect(ended == 0)
        }
    }
}
