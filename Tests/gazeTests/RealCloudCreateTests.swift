import Foundation
import ImageModel
import TestSupport
import Testing

@testable import gaze

/// `gaze create` on the real Glance and Keystone, and on `gaze serve` with Keystone's users.
///
/// One at a time: on SQLite, Glance answers 500 to writers that meet.
@Suite(.atMost(1, of: "clients of Glance"), .timeLimit(.minutes(30)))
struct RealCloudCreateTests {
    private static let bytes = Data((0..<3_000_001).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) })
    private static let raw = ["--disk-format", "raw", "--container-format", "bare"]
    private let cloud: RealCloud

    init() throws { cloud = try RealCloud.current }

    private func create(
        in folder: TestFolder, _ arguments: [String], input: Data = Data()
    ) async throws -> CreateProcess {
        try await CreateProcess.run(
            in: folder, ["--cloud", "demo"] + arguments, environment: cloud.environment, input: input)
    }

    /// Where data comes from, and where it goes.
    enum Way: CaseIterable {
        case file, standardInput, web, store, staged, stores
    }

    @Test("data is brought each way, proven, and what openstack saves of it is what was sent", arguments: Way.allCases)
    func data(way: Way) async throws {
        try await TestFolder.use { folder in
            let file = try folder.write("disk.raw", Self.bytes)
            try await folder.serving { web in
                let (arguments, stores) =
                    switch way {
                    case .file: (["--data", file], "fast")
                    case .standardInput: (["--data", "-"], "fast")
                    case .web: (["--data", web + "/disk.raw", "--method", "upload"], "fast")
                    case .store: (["--data", file, "--store", "cheap"], "cheap")
                    case .staged: (["--data", file, "--method", "glance-direct"], "fast")
                    case .stores: (["--data", file, "--all-stores", "--all-or-none"], "cheap,fast")
                    }
                let create = try await create(
                    in: folder, arguments + Self.raw + ["way"], input: way == .standardInput ? Self.bytes : Data())
                #expect(create.status == 0, "\(create.errors)")
                #expect(create.last["verdict"] == .string("size and SHA-512 match what was sent"))
                let kept = create.record?["stores"]?.string?.split(separator: ",").sorted().joined(separator: ",")
                #expect(kept == stores)
                let id = try #require(create.record?["id"]?.string)
                let saved = folder.path + "/saved"
                try await cloud.clients(folder).openstack("image", "save", "--file", saved, id)
                let after = try Data(contentsOf: URL(filePath: saved))
                #expect(after == Self.bytes)
            }
        }
    }

    @Test("what the cloud does not allow, and who it does not know, is a matter of permission")
    func permission() async throws {
        try await TestFolder.use { folder in
            let create = try await create(in: folder, ["--visibility", "public", "n"])
            #expect(create.status == CreateExit.permission.rawValue)
            #expect(create.last["code"] == .integer(403))
            #expect(create.last["request_id"]?.string?.hasPrefix("req-") == true)
            let stranger = try await CreateProcess.run(
                in: folder, ["n"],
                environment: cloud.variables(user: "demo", password: "not-the-password", project: "demo"))
            #expect(stranger.status == CreateExit.permission.rawValue)
            #expect(!stranger.errors.contains("not-the-password"))
        }
    }

    @Test("data that is not in the record's format is refused, and the record stays queued under the id that is told")
    func otherFormat() async throws {
        try await TestFolder.use { folder in
            let file = try folder.write("disk.raw", Self.bytes)
            let arguments = ["--force", "--data", file, "--disk-format", "qcow2", "--container-format", "bare", "n"]
            let create = try await create(in: folder, arguments)
            #expect(create.status == CreateExit.data.rawValue)
            #expect(create.last["code"] == .integer(415))
            #expect(create.last["status"] == .string("queued"))
            #expect(create.record?["id"] == create.last["id"])
        }
    }

    @Test(
        "a record that is there gets its data, and says what that is where it said something else",
        arguments: [[], ["--method", "glance-direct"]])
    func upload(_ options: [String]) async throws {
        try await TestFolder.use { folder in
            let file = try folder.write("disk.raw", Self.bytes)
            let made = try await create(in: folder, ["--disk-format", "qcow2", "--container-format", "bare", "queued"])
            let id = try #require(made.record?["id"]?.string)
            func upload(_ more: String...) async throws -> CreateProcess {
                try await CreateProcess.run(
                    in: folder, ["--cloud", "demo", "--data", file] + options + more + [id],
                    environment: cloud.environment, command: "upload")
            }
            let held = try await upload()
            #expect(held.status == CreateExit.data.rawValue && held.names == ["held"], "\(held.errors)")
            let brought = try await upload("--disk-format", "raw")
            #expect(brought.status == 0, "\(brought.errors)")
            #expect(brought.last["verdict"] == .string("size and SHA-512 match what was sent"))
            #expect(brought.record?["id"] == .string(id) && brought.record?["disk_format"] == .string("raw"))
        }
    }

    @Test("a review says what this cloud may refuse, and its curl commands do what it says")
    func review() async throws {
        try await TestFolder.use { folder in
            let id = UUID().uuidString.lowercased()
            let review = try await Command.run(
                [Program.path, "create", "--cloud", "demo", "--dry-run", "--visibility", "public", "--id", id, "n"],
                environment: cloud.environment.merging(["HOME": folder.path, "PATH": "/usr/bin:/bin"]) { $1 })
            #expect(review.status == 0)
            #expect(review.output.contains("only administrators make an image public (your roles: member, reader)"))
            #expect(review.output.contains("IMAGE_URL=\(cloud.imageURL) &&"))
            #expect(review.output.contains("openstack --os-cloud demo token issue"))
            #expect(!review.output.contains(cloud.password))
            let free = try await create(in: folder, ["--id", id, "n"])
            #expect(free.status == 0)
        }
    }

    @Test("what a web-download brings is settled when it ends")
    func webDownload() async throws {
        try await TestFolder.use { folder in
            _ = try folder.write("disk.raw", Self.bytes)
            try await folder.serving { web in
                let port = web.split(separator: ":").last.map(String.init) ?? ""
                let serve = [
                    "--auth", "keystone", "--keystone-url", cloud.authURL, "--import-host", "127.0.0.1",
                    "--import-port", port,
                ]
                let ended = try await ServeProcess.use(in: folder, serve) { service in
                    let clouds = try String(contentsOfFile: cloud.cloudsYAML, encoding: .utf8)
                        .replacing(
                            "    region_name:", with: "    image_endpoint_override: \(service.url)\n    region_name:")
                    let file = try folder.write("clouds.yaml", Data(clouds.utf8))
                    let create = try await CreateProcess.run(
                        in: folder, ["--cloud", "demo", "--data", web + "/disk.raw"] + Self.raw + ["n"],
                        environment: ["OS_CLIENT_CONFIG_FILE": file])
                    #expect(create.status == 0, "\(create.errors)")
                    #expect(create.record?["status"] == .string("active"))
                    #expect(create.record?["size"] == .integer(Int64(Self.bytes.count)))
                    #expect(create.last["verdict"]?.string?.hasPrefix("the cloud fetched 2.9 MiB by itself") == true)
                }
                #expect(ended == 0)
            }
        }
    }
}
