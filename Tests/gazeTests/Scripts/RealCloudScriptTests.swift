import Foundation
import ImageModel
import TestSupport
import Testing

@testable import gaze

/// `gaze list`, `show`, `set` and `delete` on the real Glance, compared with what OpenStack's own client says.
///
/// One at a time: on SQLite, Glance answers 500 to writers that meet.
@Suite(.atMost(1, of: "clients of Glance"), .timeLimit(.minutes(30)))
struct RealCloudScriptTests {
    private let cloud: RealCloud

    init() throws { cloud = try RealCloud.current }

    @Test("what is listed and shown is what openstack says, changes arrive there, and a delete deletes")
    func all() async throws {
        try await TestFolder.use { home in
            let project = try await cloud.newProject(in: home)
            let openstack = PythonClients(cloud.bin, home: home, environment: project)
            func gaze(_ arguments: String...) async throws -> Command {
                let command = try await Command.run(
                    [Program.path] + arguments,
                    environment: project.merging(["HOME": home.path, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]) {
                        $1
                    })
                #expect(command.status == 0, "\(command.errors)")
                return command
            }
            for (name, more) in [
                ("one", ["--tag", "lts", "--property", "os_distro=debian"]), ("two, é", ["--min-disk", "3"]),
                ("three:x", ["--tag", "lts", "--private"]),
            ] {
                try await openstack.openstack(
                    ["image", "create", "--disk-format", "raw", "--container-format", "bare"] + more + [name])
            }
            struct Listed: Decodable, Hashable {
                let ID, Name, Status: String
            }
            let theirs = try JSONDecoder().decode(
                [Listed].self,
                from: Data(try await openstack.openstack("image", "list", "--tag", "lts", "-f", "json").utf8))
            let ours = try await gaze("list", "tag:lts", "owner:me", "--format", "json").objects
            #expect(
                Swift.Set(theirs)
                    == Swift.Set(
                        ours.map {
                            Listed(
                                ID: $0["id"]?.string ?? "", Name: $0["name"]?.string ?? "",
                                Status: $0["status"]?.string ?? "")
                        }))
            // Every field is that of the answer itself.
            let raw = try await openstack.python(
                """
                import json, openstack
                print(json.dumps(openstack.connect().image.get("/images?sort=name:asc&visibility=private").json()["images"]
                    + openstack.connect().image.get("/images?sort=name:asc&name=one").json()["images"]))
                """)
            let answered = try JSONDecoder().decode([[String: JSONValue]].self, from: Data(raw.utf8))
            let printed =
                try await gaze("list", "visibility:private", "--sort", "name", "--format", "json").objects
                + gaze("list", "name:one", "--format", "json").objects
            #expect(printed == answered && answered.count == 2)
            for name in ["one", "two, é", "three:x"] {
                let shown = try await gaze("show", name, "--format", "json").object
                let theirs = try await openstack.openstackObject("image", "show", shown["id"]?.string ?? "")
                for field in ["id", "name", "status", "owner", "min_disk", "created_at", "visibility", "disk_format"] {
                    #expect(shown[field] == theirs[field], "\(name) \(field)")
                }
            }
            _ = try await gaze(
                "set", "three:x", "os_distro=alpine", "--untag", "lts", "--tag", "a b", "--protected", "min_ram=64")
            // By the name, openstack asks Glance for an operator that there is not.
            let id = try await gaze("show", "three:x", "--format", "json").object["id"]?.string ?? ""
            let changed = try await openstack.openstackObject("image", "show", id)
            #expect(changed["tags"] == .array([.string("a b")]) && changed["protected"] == .bool(true))
            #expect(changed["min_ram"] == .integer(64))
            #expect(changed["properties"]?.object?["os_distro"] == .string("alpine"))
            _ = try await gaze("set", "three:x", "--no-protected", "--unset", "os_distro")
            let deleted = try await gaze("delete", "--yes", "one", "two, é", "three:x")
            #expect(deleted.output.split(separator: "\n").count == 3)
            #expect(try await gaze("list", "owner:me", "--no-header").output == "")
        }
    }

    @Test("what the cloud does not allow is a matter of permission, in words for a command")
    func permission() async throws {
        try await TestFolder.use { home in
            let project = try await cloud.newProject(in: home)
            func gaze(_ arguments: String...) async throws -> Command {
                try await Command.run(
                    [Program.path] + arguments,
                    environment: project.merging(["HOME": home.path, "PATH": "/usr/bin:/bin"]) { $1 })
            }
            #expect(try await gaze("create", "mine", "--protected").status == 0)
            let refused = try await gaze("set", "mine", "--visibility", "public")
            #expect(refused.status == ScriptExit.permission.rawValue)
            #expect(refused.errors.contains("Request id: req-"))
            let protected = try await gaze("delete", "--yes", "mine")
            #expect(protected.status == ScriptExit.permission.rawValue)
            #expect(protected.errors.contains("--unprotected"))
            #expect(try await gaze("set", "mine", "--unprotected").status == 0)
            #expect(try await gaze("delete", "--yes", "mine").status == 0)
        }
    }
}
