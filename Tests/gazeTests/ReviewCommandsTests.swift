import Foundation
import TestSupport
import Testing

@testable import ImageModel
@testable import ViewModels

/// The commands that a review prints, run in a terminal as a person runs them: `curl` and OpenStack's own clients make the
/// same record, the one that was asked for.
///
/// On the real Glance, one at a time: on SQLite, it answers 500 to writers that meet.
@Suite(.timeLimit(.minutes(30)))
struct ReviewCommandsTests {
    /// What is created, and how its data is brought.
    enum Create: CaseIterable {
        case everything, nameOnly, upload, uploadIntoStore, staged, stagedIntoStores, web, webIntoStores, standardInput
        case standardInputIntoStores, webDownload

        /// The program besides `curl` that does it.
        var program: String {
            switch self {
            case .nameOnly, .uploadIntoStore, .standardInputIntoStores: "glance"
            default: "openstack"
            }
        }

        var hasData: Bool { self != .everything && self != .nameOnly }

        fileprivate func plan(file: String, size: Int64, url: String) -> TransferPlan? {
            let file = TransferPlan.Origin.file(DataFile(path: file, size: size))
            let both = ImageImport.Stores.some(["fast", "cheap"], mustSucceed: true)
            return switch self {
            case .everything, .nameOnly: nil
            case .upload: .send(file, .upload(store: nil))
            case .uploadIntoStore: .send(file, .upload(store: "cheap"))
            case .staged: .send(file, .staged(.usual))
            case .stagedIntoStores: .send(file, .staged(both))
            case .web: .send(.web(url: url), .upload(store: nil))
            case .webIntoStores: .send(.web(url: url), .staged(both))
            case .standardInput: .send(.standardInput, .upload(store: nil))
            case .standardInputIntoStores: .send(.standardInput, .staged(.all(mustSucceed: false)))
            case .webDownload: .fetch(ImageImport(.webDownload(url), stores: .all(mustSucceed: true)))
            }
        }

        fileprivate func draft(tag: String) -> Draft {
            var draft = Draft()
            draft.name = self == .upload ? "-x y" : "it's $(id) “é”"
            draft.tags = [tag]
            if self == .nameOnly { return draft }
            draft.diskFormat = "raw"
            draft.containerFormat = "bare"
            draft.properties = ["os distro=it's 'a'", "hw_disk_bus=virtio", "hw_boot_menu=true"]
            guard self == .everything || self == .stagedIntoStores else { return draft }
            draft.id = UUID().uuidString.lowercased()
            draft.visibility = "community"
            draft.tags = ["-lts", "two words", tag]
            draft.minDisk = "2"
            draft.minRAM = "512"
            draft.isProtected = true
            draft.isHidden = true
            return draft
        }
    }

    /// An image service, and what the commands find in their environment.
    private struct Service {
        let url: String
        let token: String
        let clientName: String?
        /// What each program finds in its environment, besides what all of them do.
        let environment: @Sendable (_ program: String) -> [String: String]

        /// The one image with a tag, once nothing is done on it any more.
        func settled(tag: String, status: String) async throws -> [String: JSONValue] {
            var found: [[String: JSONValue]] = []
            try await wait(for: "an image \(status) with the tag \(tag)") {
                found = try await images(tag, isHidden: false) + images(tag, isHidden: true)
                let pending = found.first?["os_glance_importing_to_stores"]?.string ?? ""
                // Glance takes its lock off the image after the status has settled.
                let isLocked = found.first?["os_glance_import_task"] != nil
                return found.count == 1 && found[0]["status"]?.string == status && pending.isEmpty && !isLocked
            }
            return found[0]
        }

        private func images(_ tag: String, isHidden: Bool) async throws -> [[String: JSONValue]] {
            struct Page: Decodable { let images: [[String: JSONValue]] }
            let list = try await Command.run([
                "curl", "--silent", "--show-error", "--fail-with-body", "--header", "X-Auth-Token: \(token)",
                "\(url)/v2/images?tag=\(tag)&os_hidden=\(isHidden)",
            ])
            try #require(list.status == 0, "\(list.errors)\(list.output)")
            return try JSONDecoder().decode(Page.self, from: list.data).images
        }
    }

    private static let bytes = Data((0..<3_000_001).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) })

    /// Makes an image by each of the two, and compares what the service has of them.
    private func check(_ create: Create, on service: Service, web: String, in folder: TestFolder) async throws {
        let file = try folder.write("it's {in}.raw", Self.bytes)
        var records: [[String: JSONValue]] = []
        for isCurl in [true, false] {
            let tag = "t-" + UUID().uuidString.lowercased()
            let image = create.draft(tag: tag).newImage
            let plan = create.plan(file: file, size: Int64(Self.bytes.count), url: web + "/it%27s%20%7Bin%7D.raw")
            let review = Review(
                ReviewedCreate(image: image, plan: plan), obstacles: [],
                facts: Review.Facts(
                    login: .init(imageURL: service.url, roles: []), clientName: service.clientName))
            #expect(review.client.program == create.program)
            let text = isCurl ? review.curl : try #require(review.client.text)
            try await run(text, of: isCurl ? "curl" : create.program, create, file, on: service, in: folder)
            var record = try await service.settled(tag: tag, status: create.hasData ? "active" : "queued")
            for (name, value) in image.json().object ?? [:] where name != "tags" {
                #expect(record[name] == value, "\(name) by \(text)")
            }
            let tags = record["tags"]?.array?.compactMap(\.string)
            #expect(tags?.sorted() == image.tags.sorted())
            if create.hasData { #expect(record["size"] == .integer(Int64(Self.bytes.count))) }
            // What is another's with every image, and what openstack adds.
            for name in ["id", "tags", "created_at", "updated_at", "self", "file"] { record[name] = nil }
            records.append(record.filter { !$0.key.hasPrefix("owner_specified.openstack.") })
        }
        #expect(records[0] == records[1])
    }

    /// Brings data by each of the two to a record that says less than data needs.
    private func checkBringing(_ create: Create, on service: Service, web: String, in folder: TestFolder) async throws {
        let file = try folder.write("it's {in}.raw", Self.bytes)
        let patch = ImagePatch([
            .replace(.diskFormat, .string("raw")), .replace(.containerFormat, .string("bare")),
            .replace(.minDisk, .integer(1)),
        ])
        let plan = create.plan(file: file, size: Int64(Self.bytes.count), url: web + "/it%27s%20%7Bin%7D.raw")
        for isCurl in [true, false] {
            let (id, tag) = (UUID().uuidString.lowercased(), "t-" + UUID().uuidString.lowercased())
            let made = try await Command.run([
                "curl", "--silent", "--show-error", "--fail-with-body", "--header", "X-Auth-Token: \(service.token)",
                "--json", #"{"id": "\#(id)", "name": "it's", "tags": ["\#(tag)"]}"#, service.url + "/v2/images",
            ])
            try #require(made.status == 0, "\(made.errors)\(made.output)")
            let review = Review(
                ReviewedBringing(image: id, patch: patch, plan: plan), obstacles: [], warnings: [],
                facts: Review.Facts(
                    login: .init(imageURL: service.url, roles: []), clientName: service.clientName))
            let text = isCurl ? review.curl : try #require(review.client.text)
            try await run(text, of: isCurl ? "curl" : review.client.program, create, file, on: service, in: folder)
            let record = try await service.settled(tag: tag, status: "active")
            #expect(record["disk_format"] == .string("raw") && record["container_format"] == .string("bare"))
            #expect(record["min_disk"] == .integer(1) && record["size"] == .integer(Int64(Self.bytes.count)))
        }
    }

    /// Runs commands as a person does.
    private func run(
        _ text: String, of program: String, _ create: Create, _ file: String, on service: Service, in folder: TestFolder
    ) async throws {
        let commands = try folder.write("commands", Data((text + "\n").utf8))
        let isRead = create == .standardInput || create == .standardInputIntoStores
        let line = "sh '\(commands)'" + (isRead ? " <'\(file.replacing("'", with: #"'\''"#))'" : "")
        let run = try await Command.run(
            ["script", "-qec", line, "/dev/null"], environment: service.environment(program))
        try #require(run.status == 0, "\(text)\n\(run.output)\(run.errors)")
    }

    private static func environment(_ cloud: RealCloud, _ folder: TestFolder) -> [String: String] {
        ["HOME": folder.path, "PATH": "\(cloud.bin):/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"]
    }

    @Test(
        "on gaze serve, curl and OpenStack's clients make the same record", .atMost(3, of: "terminals"),
        arguments: Create.allCases)
    func gaze(create: Create) async throws {
        try await serving { service, web, folder in try await check(create, on: service, web: web, in: folder) }
    }

    /// How data is brought to a record that is there.
    private static let bringings: [Create] = [
        .upload, .uploadIntoStore, .staged, .stagedIntoStores, .web, .webIntoStores, .standardInput,
        .standardInputIntoStores, .webDownload,
    ]

    @Test(
        "on gaze serve, curl and OpenStack's clients bring data to a record that is there", .atMost(3, of: "terminals"),
        arguments: bringings)
    func gazeBringing(create: Create) async throws {
        try await serving { service, web, folder in
            try await checkBringing(create, on: service, web: web, in: folder)
        }
    }

    /// A `gaze serve` with two stores, which imports from a web server.
    private func serving(_ body: (Service, _ web: String, TestFolder) async throws -> Void) async throws {
        let cloud = try RealCloud.current
        try await TestFolder.use { folder in
            try await folder.serving { web in
                let stores = ["fast", "cheap"].flatMap { ["--store", "\($0)=\(folder.path)/\($0)"] }
                let port = web.split(separator: ":").last.map(String.init) ?? ""
                let ended = try await ServeProcess.use(
                    in: folder, stores + ["--import-host", "127.0.0.1", "--import-port", port]
                ) { serve in
                    let service = Service(url: serve.url, token: "any", clientName: nil) { program in
                        // openstack without a login takes no token, and the others take no login.
                        let access =
                            program == "openstack"
                            ? ["OS_AUTH_TYPE": "none", "OS_ENDPOINT": serve.url] : ["OS_TOKEN": "any"]
                        return Self.environment(cloud, folder).merging(access) { $1 }
                    }
                    try await body(service, web, folder)
                }
                #expect(ended == 0)
            }
        }
    }

    @Test(
        "on the real Glance, curl and OpenStack's clients make the same record", .atMost(1, of: "clients of Glance"),
        arguments: Create.allCases.filter { $0 != .webDownload })
    func glance(create: Create) async throws {
        try await onGlance { service, web, folder in try await check(create, on: service, web: web, in: folder) }
    }

    @Test(
        "on the real Glance, curl and OpenStack's clients bring data to a record that is there",
        .atMost(1, of: "clients of Glance"),
        arguments: bringings.filter { $0 != .webDownload })
    func glanceBringing(create: Create) async throws {
        try await onGlance { service, web, folder in
            try await checkBringing(create, on: service, web: web, in: folder)
        }
    }

    /// The real Glance.
    private func onGlance(_ body: (Service, _ web: String, TestFolder) async throws -> Void) async throws {
        let cloud = try RealCloud.current
        try await TestFolder.use { folder in
            try await folder.serving { web in
                let token = try await cloud.clients(folder).openstack("token", "issue", "-f", "value", "-c", "id")
                let service = Service(
                    url: cloud.imageURL, token: token.trimmingCharacters(in: .whitespacesAndNewlines),
                    clientName: "demo"
                ) { _ in
                    Self.environment(cloud, folder).merging(cloud.environment) { $1 }
                }
                try await body(service, web, folder)
            }
        }
    }

    @Test(
        "the names that openstacksdk takes for itself are known, those that may be properties",
        .atMost(3, of: "terminals"))
    func takenNames() async throws {
        let cloud = try RealCloud.current
        try await TestFolder.use { folder in
            let printed = try await PythonClients(cloud.bin, home: folder).python(
                """
                import inspect
                from openstack.image.v2 import _proxy, image
                calls = (_proxy.Proxy.create_image, _proxy.Proxy._create, image.Image.new, image.Image.__init__)
                names = {name for call in calls for name in inspect.signature(call).parameters}
                names |= {attribute for key, attribute in image.Image._body_mapping().items() if key != attribute}
                names |= set(image.Image._computed_mapping()) | {"properties", "is_public"}
                print("\\n".join(sorted(names - {"attrs", "cls"})))
                """)
            let names = Set(printed.split(separator: "\n").map(String.init))
            let own = Set((ImageAttribute.creatable.union(ImageAttribute.readOnly)).map(\.rawValue))
            #expect(names.subtracting(own).subtracting(OpenStackCommand.takenNames) == [])
            #expect(names.count > 20)
        }
    }
}
