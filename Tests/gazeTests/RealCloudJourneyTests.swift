import Foundation
import ImageModel
import TestSupport
import Testing

/// What a person does, with the real program in a real terminal, on the real Glance and Keystone.
///
/// One at a time: on SQLite, Glance answers 500 to writers that meet.
@Suite(.atMost(1, of: "clients of Glance")) struct RealCloudJourneyTests {
    private let cloud: RealCloud

    init() throws { cloud = try RealCloud.current }

    /// The ways to say which cloud is meant.
    enum Way: CaseIterable {
        case option, variable, variables
    }

    @Test("the cloud is the one of --cloud, of OS_CLOUD, or of the OS_ variables", arguments: Way.allCases)
    func starts(way: Way) async throws {
        let (arguments, environment, header) =
            switch way {
            case .option: ("--cloud demo", cloud.environment, "demo ▸ demo ▸ Images")
            case .variable: ("", cloud.environment.merging(["OS_CLOUD": "demo"]) { $1 }, "demo ▸ demo ▸ Images")
            case .variables: ("", cloud.variables(user: "demo", project: "demo"), "envvars ▸ demo ▸ Images")
            }
        try await gaze(arguments, environment: environment) { terminal, _ in
            let screen = try await terminal.wait(for: "updated")
            #expect(screen.contains(header))
        }
    }

    @Test("the choices and their descriptions are those of the cloud's own schema")
    func choices() async throws {
        try await cloud.gazeAsDemo(columns: 140, rows: 40) { terminal, _ in
            try await terminal.press("n")
            try await terminal.wait(for: "New image")
            try await terminal.press("Tab")
            try await terminal.wait(for: "The cloud says: Format of the disk")
            // Glance 33 offers it, and it is not among the usual ones.
            try await terminal.press("Tab", "c")
            try await terminal.wait(for: "‹ compressed ›")
        }
    }

    @Test("an image is created with every field, and the record shows the cloud's answer, field by field")
    func everyField() async throws {
        try await cloud.gazeAsDemo(columns: 200, rows: 70) { terminal, home in
            let id = UUID().uuidString.lowercased()
            try await terminal.press("n")
            try await terminal.wait(for: "New image")
            try await terminal.type("alpiné 日本")
            try await terminal.press("Tab", "q", "Tab", "b", "Tab", "c", "Tab")
            try await terminal.type("linux,lts,")
            try await terminal.press("Tab")
            try await terminal.type("2")
            try await terminal.press("Tab")
            try await terminal.type("512")
            try await terminal.press("Tab", "Space", "Tab", "Space", "Tab")
            try await terminal.type(id)
            try await terminal.press("Tab")
            try await terminal.paste("hw_disk_bus=virtio\nhw_qemu_guest_agent=yes\nos_distro=alpine\n")
            try await terminal.wait(for: "[os_distro=alpine]")
            try await terminal.press("C-s")
            let record = try await terminal.wait(for: "The image was created.")
            for header in [
                /OpenStack-image-import-methods +glance-direct,web-download,copy-image/,
                /OpenStack-image-store-ids +fast,cheap/, /x-openstack-request-id +req-/,
            ] {
                #expect(record.contains(header))
            }
            #expect(record.contains("/v2/images/\(id)"))
            let shown = try await terminal.shownJSON()
            let stored = try await cloud.clients(home).record(id)
            #expect(shown.withSortedTags == stored.withSortedTags)
            let fields: [String: JSONValue] = [
                "id": .string(id), "name": .string("alpiné 日本"), "disk_format": .string("qcow2"),
                "container_format": .string("bare"), "visibility": .string("community"), "min_disk": .integer(2),
                "min_ram": .integer(512), "protected": .bool(true), "os_hidden": .bool(true),
                "hw_disk_bus": .string("virtio"), "hw_qemu_guest_agent": .string("yes"),
                "os_distro": .string("alpine"), "status": .string("queued"), "size": .null,
            ]
            for (name, value) in fields { #expect(stored[name] == value) }
            let tags = stored["tags"]?.array?.compactMap(\.string)
            #expect(tags?.sorted() == ["linux", "lts"])
        }
    }

    @Test(
        "a create with data ends verified, and openstack agrees on every field and on the bytes",
        arguments: ["qcow2", "raw"])
    func data(format: String) async throws {
        try await cloud.gazeAsDemo(columns: 200, rows: 70) { terminal, home in
            let source = try home.write("source.raw", Data((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 / 7) }))
            let file = home.path + "/disk." + format
            try await Command.run(["qemu-img", "convert", "-f", "raw", "-O", format, source, file])
            let name = "data-" + UUID().uuidString.lowercased()
            try await terminal.fillForm(name: name, diskFormat: String(format.prefix(1)), file: file)
            try await terminal.press("C-s")
            try await terminal.wait(for: "Verified: size and SHA-512 match what was sent.")
            try await terminal.wait(for: "● active")
            let shown = try await terminal.shownJSON()
            let id = try #require(shown["id"]?.string)
            let stored = try await cloud.clients(home).record(id)
            #expect(shown.withSortedTags == stored.withSortedTags)
            let saved = home.path + "/saved"
            try await cloud.clients(home).openstack("image", "save", "--file", saved, id)
            let (before, after) = try (Data(contentsOf: URL(filePath: file)), Data(contentsOf: URL(filePath: saved)))
            #expect(before == after)
            #expect(shown["size"] == .integer(Int64(after.count)))
            // The list beneath knows it too.
            try await terminal.press("Escape")
            let list = try await terminal.wait(for: "NAME")
            #expect(list.split(separator: "\n").contains { $0.contains(name) && $0.contains("● active") })
        }
    }

    @Test("data is staged and imported into every store of the cloud, and each store has it")
    func allStores() async throws {
        try await cloud.gazeAsDemo(columns: 140, rows: 40) { terminal, home in
            let file = try home.write("disk.raw", Data((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 / 7) }))
            try await terminal.fillForm(name: "everywhere", diskFormat: "r", file: file, sign: "2.9 MiB in")
            try await terminal.wait(for: "Stores")
            // Past the checksum and the method, to the stores.
            try await terminal.press("Tab", "Tab", "Tab")
            try await terminal.wait(for: "the cloud's own")
            try await terminal.type("all ")
            try await terminal.wait(for: "then PUT …/stage, 2.9 MiB")
            try await terminal.press("C-s")
            try await terminal.wait(for: "Verified: size and SHA-512 match what was sent.")
            let shown = try await terminal.shownJSON()
            let stores = try #require(shown["stores"]?.string)
            #expect(Set(stores.split(separator: ",")) == ["fast", "cheap"])
        }
    }

    @Test("an image is deleted after a confirmation; a protected one explains how to take the protection off")
    func delete() async throws {
        try await cloud.gazeAsDemo { terminal, home in
            let id = UUID().uuidString.lowercased()
            try await terminal.press("n")
            try await terminal.wait(for: "New image")
            try await terminal.type("guarded")
            try await terminal.press("Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Space", "Tab", "Tab")
            try await terminal.type(id)
            try await terminal.press("C-s")
            try await terminal.wait(for: "The image was created.")
            try await terminal.press("d")
            try await terminal.wait(for: "Delete this image?")
            try await terminal.press("d")
            try await terminal.wait(for: "guarded was not deleted (403)")
            try await terminal.wait(for: "Take the protection off in its record")
            try await terminal.press("P")
            // The refusal goes when the record has been read again.
            try await terminal.wait(forNo: "Take the protection off in its record")
            try await terminal.press("d")
            try await terminal.wait(for: "Delete this image?")
            try await terminal.press("d")
            // The list, whether other tests have an image in it or not.
            try await terminal.wait(for: "▸ Images  ")
            let refusal = await #expect(throws: PythonClients.Refused.self) { try await cloud.clients(home).record(id) }
            #expect(refusal?.description.contains("404") == true)
        }
    }

    @Test("a list of several pages is read as one scrolls, to its end")
    func pages() async throws {
        try await TestFolder.use { folder in
            let variables = try await cloud.newProject(in: folder)
            let names = try await PythonClients(cloud.bin, home: folder, environment: variables).python(
                """
                import openstack
                images = openstack.connect().image
                for number in range(130):
                    images.post("/images", json={"name": f"image-{number:03}"}).raise_for_status()
                print("\\n".join(image.name for image in images.images()))
                """
            ).split(separator: "\n")
            #expect(names.count == 130)
            try await gaze(home: folder, environment: variables) { terminal in
                try await terminal.wait(for: "1–19 of 100+")
                try await terminal.press("G")
                let screen = try await terminal.wait(for: "the end, and its rows") { screen in
                    screen.contains("112–130 of 130") && screen.matches(of: /image-\d{3}/).count == 19
                }
                let shown = screen.matches(of: /image-\d{3}/).map(\.output)
                #expect(shown == names.suffix(19))
                try await terminal.press("g")
                try await terminal.wait(for: "1–19 of 130")
                try await terminal.press("/")
                try await terminal.type("owner:me status:queued updated<1d size<1G,")
                try await terminal.wait(for: "a size has to follow")
                try await terminal.press("C-w")
                try await terminal.type("name:image-04?")
                try await terminal.press("Enter")
                try await terminal.wait(for: "1–10 of 10  ")
            }
        }
    }
}

extension TmuxTerminal {
    /// The object that a record's screen shows as JSON; the terminal is so wide that no line is broken.
    fileprivate func shownJSON() async throws -> [String: JSONValue] {
        try await press("v")
        let screen = try await wait(for: "a whole JSON object") { $0.contains("▌ ▾ {") && $0.contains("\n    }\n") }
        // The bar, and what shows that something can be folded, are no JSON.
        let lines = screen.replacing("▌", with: " ").replacing("▾", with: " ").split(separator: "\n")
        let start = try #require(lines.firstIndex { $0.trimmingCharacters(in: .whitespaces) == "{" })
        let end = try #require(lines.lastIndex { $0.trimmingCharacters(in: .whitespaces) == "}" })
        return try JSONDecoder().decode(
            [String: JSONValue].self, from: Data(lines[start...end].joined(separator: "\n").utf8))
    }
}

extension [String: JSONValue] {
    /// A record with its tags by name: they are a set, and Glance lists them otherwise each time.
    fileprivate var withSortedTags: Self {
        guard let tags = self["tags"]?.array else { return self }
        let sorted = tags.compactMap(\.string).sorted().map(JSONValue.string)
        return merging(["tags": .array(sorted)]) { $1 }
    }
}

extension PythonClients {
    /// What the service answers to `GET /v2/images/{id}`.
    func record(_ id: String) async throws -> [String: JSONValue] {
        let text = try await python(
            """
            import sys, openstack
            answer = openstack.connect().image.get("/images/" + sys.argv[1])
            answer.raise_for_status()
            print(answer.text)
            """, id)
        return try JSONDecoder().decode([String: JSONValue].self, from: Data(text.utf8))
    }
}
