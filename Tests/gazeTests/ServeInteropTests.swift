import Foundation
import ImageModel
import TestSupport
import Testing

/// `gaze serve` as OpenStack's own clients use it.
@Suite(.atMost(3, of: "terminals")) struct ServeInteropTests {
    /// Bytes that look like nothing in particular.
    private static let bytes = Data((0..<3_000_001).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) })

    @Test("without authentication, openstack creates, lists, shows, saves and deletes images")
    func openstack() async throws {
        let bin = try RealCloud.current.bin
        try await TestFolder.use { folder in
            let ended = try await ServeProcess.use(in: folder) { service in
                let clients = PythonClients(
                    bin, home: folder, options: ["--os-auth-type", "none", "--os-endpoint", service.url])
                let file = try folder.write("in.raw", Self.bytes)
                let created = try await clients.openstackObject(
                    "image", "create", "--file", file, "--disk-format", "raw", "--container-format", "bare", "--tag",
                    "lts", "--property", "hw_disk_bus=virtio", "--min-disk", "2", "--min-ram", "512", "--community",
                    "alpiné")
                let shown = try await clients.openstackObject("image", "show", "alpiné")
                #expect(shown == created)
                #expect(shown["status"] == .string("active"))
                #expect(shown["size"] == .integer(Int64(Self.bytes.count)))
                #expect(shown["visibility"] == .string("community"))
                #expect(shown["tags"] == .array([.string("lts")]))
                #expect(shown["min_disk"] == .integer(2))
                #expect(shown["min_ram"] == .integer(512))
                #expect(shown["properties"]?.object?["hw_disk_bus"] == .string("virtio"))
                let out = folder.path + "/out.raw"
                try await clients.openstack("image", "save", "--file", out, "alpiné")
                let saved = try Data(contentsOf: URL(filePath: out))
                #expect(saved == Self.bytes)
                try await clients.openstack("image", "create", "--protected", "guarded")
                let list = try await clients.openstack("image", "list", "-f", "value", "-c", "Name")
                #expect(list == "alpiné\nguarded\n")
                try await clients.openstack("image", "delete", "alpiné")
                let refusal = await #expect(throws: PythonClients.Refused.self) {
                    try await clients.openstack("image", "delete", "guarded")
                }
                #expect(refusal?.description.contains("is protected and cannot be deleted") == true)
                let rest = try await clients.openstack("image", "list", "-f", "value", "-c", "Name")
                #expect(rest == "guarded\n")
            }
            #expect(ended == 0)
        }
    }

    @Test("with tokens, openstack acts as the user and the project of its token, and as nobody without one")
    func tokens() async throws {
        let bin = try RealCloud.current.bin
        try await TestFolder.use { folder in
            let tokens = try folder.write(
                "tokens.yaml",
                Data(
                    """
                    alices-token: {user: alice, project: demo, roles: [member]}
                    bobs-token: {user: bob, project: other, roles: [member]}
                    """.utf8))
            let ended = try await ServeProcess.use(in: folder, ["--auth", "token", "--tokens", tokens]) { service in
                func clients(_ token: String) -> PythonClients {
                    PythonClients(
                        bin, home: folder,
                        options: [
                            "--os-auth-type", "admin_token", "--os-token", token, "--os-endpoint", service.url + "/v2",
                        ])
                }
                let (alice, bob) = (clients("alices-token"), clients("bobs-token"))
                let created = try await alice.openstackObject(
                    "image", "create", "--file", try folder.write("in.raw", Self.bytes), "--disk-format", "raw",
                    "--container-format", "bare", "alice's")
                #expect(created["owner"] == .string("demo"))
                let id = try #require(created["id"]?.string)
                let bobsList = try await bob.openstack("image", "list", "-f", "value")
                #expect(bobsList == "")
                for (client, arguments, words) in [
                    (bob, ["image", "show", id], "No Image found"),
                    (
                        alice, ["image", "create", "--public", "p"],
                        "You are not authorized to complete publicize_image"
                    ),
                    (clients("nobodys-token"), ["image", "list"], "401"),
                ] {
                    let refusal = await #expect(throws: PythonClients.Refused.self) {
                        try await client.openstack(arguments)
                    }
                    #expect(
                        refusal?.description.contains(words) == true, "\(refusal.map(String.init(describing:)) ?? "")")
                }
                let out = folder.path + "/out.raw"
                try await alice.openstack("image", "save", "--file", out, id)
                let saved = try Data(contentsOf: URL(filePath: out))
                #expect(saved == Self.bytes)
            }
            #expect(ended == 0)
        }
    }

    @Test("glance creates, lists, shows, downloads and deletes images")
    func glance() async throws {
        let bin = try RealCloud.current.bin
        try await TestFolder.use { folder in
            let ended = try await ServeProcess.use(in: folder) { service in
                let clients = PythonClients(
                    bin, home: folder, environment: ["OS_IMAGE_URL": service.url, "OS_AUTH_TOKEN": "any"])
                let id = "b2173dd3-7ad6-4362-baa6-a68bce3565cb"
                try await clients.glance(
                    "image-create", "--id", id, "--name", "from glance", "--disk-format", "raw", "--container-format",
                    "bare", "--file", try folder.write("in.raw", Self.bytes))
                let list = try await clients.glance("image-list")
                #expect(list.contains("| \(id) | from glance |"))
                let shown = try await clients.glance("image-show", id)
                #expect(shown.contains(/\| status +\| active +\|/))
                #expect(shown.contains(/\| size +\| 3000001 +\|/))
                let out = folder.path + "/out.raw"
                try await clients.glance("image-download", "--file", out, id)
                let downloaded = try Data(contentsOf: URL(filePath: out))
                #expect(downloaded == Self.bytes)
                try await clients.glance("image-delete", id)
                let refusal = await #expect(throws: PythonClients.Refused.self) {
                    try await clients.glance("image-show", id)
                }
                #expect(refusal?.description.contains("No image found with ID \(id)") == true)
            }
            #expect(ended == 0)
        }
    }

    @Test("openstacksdk pages, uploads, downloads in chunks, and maps each refusal to its exception")
    func sdk() async throws {
        let bin = try RealCloud.current.bin
        try await TestFolder.use { folder in
            let ended = try await ServeProcess.use(in: folder) { service in
                let printed = try await PythonClients(bin, home: folder).python(
                    """
                    import hashlib, os, sys
                    import openstack
                    from openstack import exceptions
                    cloud = openstack.connect(auth_type="none", endpoint=sys.argv[1])
                    images = cloud.image
                    for number in range(7):
                        images.post("/images", json={"name": f"image {number}"})
                    print(",".join(image.name for image in images.images(limit=3)))
                    data = os.urandom(5_000_000)
                    image = images.create_image(
                        name="sdk", data=data, disk_format="raw", container_format="bare", tags=["one"], os_distro="alpine")
                    image = images.get_image(image.id)
                    print(image.status, image.hash_value == hashlib.sha512(data).hexdigest(), image.os_distro, image.tags)
                    chunks = images.download_image(image, stream=True).iter_content(65536)
                    print(b"".join(chunks) == data)
                    def refusal(call, *arguments, **values):
                        try:
                            return call(*arguments, **values)
                        except exceptions.HttpException as error:
                            return type(error).__name__, error.status_code
                    print(refusal(images.delete_image, "00000000-0000-0000-0000-000000000000", ignore_missing=False))
                    for body in ({"id": image.id}, {"min_disk": -1}, {"status": "active"}, {"tags": [str(n) for n in range(129)]}):
                        answer = images.post("/images", json=body)
                        print(answer.status_code)
                    images.delete_image(image)
                    print(images.find_image("sdk"))
                    """, service.url)
                #expect(
                    printed == """
                        image 6,image 5,image 4,image 3,image 2,image 1,image 0
                        active True alpine ['one']
                        True
                        ('NotFoundException', 404)
                        409
                        400
                        403
                        413
                        None

                        """)
            }
            #expect(ended == 0)
        }
    }

    @Test(
        "a service that ends during an upload leaves the record queued, and the next one takes the data anew",
        arguments: [(SIGTERM, Int32(0)), (SIGKILL, -SIGKILL)])
    func endsDuringUpload(signal: Int32, status: Int32) async throws {
        try await TestFolder.use { folder in
            let path = "/v2/images/b2173dd3-7ad6-4362-baa6-a68bce3565cb"
            func image(_ service: ServeProcess) async throws -> [String: JSONValue] {
                try JSONDecoder().decode([String: JSONValue].self, from: Data(try await curl(service.url + path).utf8))
            }
            let ended = try await ServeProcess.use(in: folder) { service in
                try await curl(
                    service.url + "/v2/images", "--json",
                    #"{"id":"b2173dd3-7ad6-4362-baa6-a68bce3565cb","disk_format":"raw","container_format":"bare"}"#)
                let large = try folder.sparse("large.raw", gibibytes: 8)
                async let broken = Command.run(
                    ["curl", "--silent"] + Self.upload(large) + [service.url + path + "/file"])
                try await wait(for: "the status saving") { try await image(service)["status"] == .string("saving") }
                try service.send(signal)
                let upload = try await broken
                #expect(upload.status != 0)
            }
            #expect(ended == status)
            let next = try await ServeProcess.use(in: folder) { service in
                let queued = try await image(service)
                #expect(queued["status"] == .string("queued"))
                let incoming = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/data/incoming")
                #expect(incoming.isEmpty)
                try await curl([service.url + path + "/file"] + Self.upload(try folder.write("in.raw", Self.bytes)))
                let active = try await image(service)
                #expect(active["status"] == .string("active"))
                #expect(active["size"] == .integer(Int64(Self.bytes.count)))
            }
            #expect(next == 0)
        }
    }

    @Test("a service with nothing to do ends cleanly when it is asked to", arguments: [SIGTERM, SIGINT])
    func endsCleanly(signal: Int32) async throws {
        try await TestFolder.use { folder in
            let ended = try await ServeProcess.use(in: folder) { service in
                try await curl(service.url + "/versions")
                try service.send(signal)
            }
            #expect(ended == 0)
        }
    }

    /// What curl is told to send a file as an image's data.
    private static func upload(_ file: String) -> [String] {
        ["--upload-file", file, "--header", "Content-Type: application/octet-stream"]
    }

    @discardableResult
    private func curl(_ arguments: String...) async throws -> String { try await curl(arguments) }

    /// Runs curl and returns the answer; a refusal fails.
    @discardableResult
    private func curl(_ arguments: [String]) async throws -> String {
        let command = try await Command.run(["curl", "--silent", "--show-error", "--fail-with-body"] + arguments)
        try #require(command.status == 0, "curl \(arguments): \(command.errors)\(command.output)")
        return command.output
    }
}
