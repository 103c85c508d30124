import ImageModel
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct RecordTabTests {
    /// A stage with an image of the list opened.
    private func stage(
        _ image: Image = Image.samples[0], besides: [String: JSONValue] = [:], projectID: String? = nil,
        _ scene: (StagedService) -> Void = { _ in }
    ) async throws -> Stage {
        let stage = Stage(projectID: projectID) {
            $0.list = .answers(ImagePage(images: [image], next: nil))
            $0.image = .answers(image.record(besides: besides))
            scene($0)
        }
        try await stage.wait(for: "updated")
        stage.press(.enter)
        try await stage.wait(for: "min_disk")
        return stage
    }

    private static let members = [
        ImageMember(
            project: "5ef70662f8b34079a6eddb8da9d75fe8", status: .accepted,
            createdAt: Timestamp(rawValue: "2026-02-01T12:00:00Z"),
            updatedAt: Timestamp(rawValue: "2026-02-03T12:00:00Z")),
        ImageMember(
            project: "8989447062e04a818baf9e073fd04fa7", status: .pending,
            createdAt: Timestamp(rawValue: "2026-02-01T12:00:00Z")),
        ImageMember(project: "lab\u{1B}[31m", status: .rejected), ImageMember(project: "odd", status: "forgotten"),
    ]

    @Test("a size is told in a unit that one can read too, and copied in bytes")
    func size() async throws {
        let stage = try await stage(besides: ["virtual_size": .integer(3 << 30), "min_disk": .integer(2048)])
        #expect(stage.text().contains("59034624 (56.3 MiB)") && stage.text().contains("3221225472 (3 GiB)"))
        #expect(!stage.text().contains("2048 ("))
        stage.press(.character("/"))
        stage.type("virtual")
        stage.press(.enter)
        #expect(stage.press(.character("y")) == .copy("3221225472"))
    }

    @Test("properties are shown with what the cloud says of the one under the bar")
    func properties() async throws {
        let stage = try await stage(besides: [
            "hw_disk_bus": .string("virtio"), "hw_vif_model": .string("no such model"), "own": .string("words"),
        ])
        stage.press(.character("2"))
        try await stage.wait { !$0.contains("being read") }
        try stage.expect("record-properties", [.home, .wide, .small])
        stage.press(.down)
        try stage.expect("record-properties-doubtful", [.home])
        stage.press(.down)
        try stage.expect("record-properties-unknown", [.home])
        #expect(stage.press(.character("y")) == .copy("words"))
    }

    @Test("members are read when their tab is shown, each with its status")
    func members() async throws {
        let stage = try await stage { $0.members = .answers(Self.members) }
        #expect(!stage.service.calls.contains(.members))
        stage.press(.character("3"))
        try await stage.wait(for: "accepted")
        try stage.expect("record-members", [.home, .wide, .small], roles: [.standIn])
        stage.press(.down)
        #expect(stage.press(.character("y")) == .copy("8989447062e04a818baf9e073fd04fa7"))
    }

    @Test("an image is offered to a project by its id, and taken from it after a question")
    func sharing() async throws {
        let stage = try await stage()
        stage.press(.character("3"))
        try await stage.wait(for: "offered to no other project")
        stage.press(.character("a"))
        stage.type("lab")
        try stage.expect("record-offer", [.home, .small])
        stage.press(.enter)
        try stage.expect("record-sharing", [.home])
        stage.service.members = .answers(Self.members)
        stage.press(.escape)
        try await stage.wait(for: "▸ Images  ")
        stage.press(.enter)
        try await stage.wait(for: "min_disk")
        stage.press(.character("3"))
        try await stage.wait(for: "accepted")
        stage.service.memberChange = .fails(APIError(status: 403, message: "modify_member"))
        stage.press(.character("A"))
        try await stage.wait(for: "Only the project")
        try stage.expect("record-answer-refused", [.home, .small], roles: [.error])
        stage.press(.character("-"))
        try stage.expect("record-unshare", [.home, .small])
        stage.service.memberChange = .answers(())
        stage.service.members = .answers([])
        stage.press(.character("t"))
        try await stage.wait(for: "offered to no other project")
        #expect(stage.service.calls.contains(.removeMember))
    }

    @Test("an offer to one's own project has its answers before all other keys, until it is answered")
    func ownOffer() async throws {
        let own = "8989447062e04a818baf9e073fd04fa7"
        let stage = try await stage(projectID: own) { $0.members = .answers(Self.members) }
        stage.press(.character("3"))
        try await stage.wait(for: "pending")
        #expect(!stage.text().contains("\n A accept"))
        stage.press(.down)
        try await stage.wait(for: "\n A accept   R reject")
        stage.service.members = .answers([ImageMember(project: own, status: .accepted)])
        stage.press(.character("A"))
        try await stage.wait(forNo: "\n A accept")
    }

    @Test("data is copied to a store that lacks it, and taken from one that has it after a question")
    func stores() async throws {
        let stage = try await stage(besides: ["stores": .string("fast")]) {
            $0.stores = .answers([ImageStore(id: "fast"), ImageStore(id: "cheap")])
        }
        stage.press(.character("4"))
        try await stage.wait(for: "cheap")
        stage.press(.character("a"))
        #expect(!stage.service.calls.contains(.importing))
        stage.press(.character("-"))
        try stage.expect("record-store-question", [.home, .small])
        stage.press(.escape, .down, .character("a"))
        try await stage.wait(for: "brings the data into its stores")
        try await stage.wait { _ in stage.workspace.transfers.all.map(\.plan.way) == ["copy-image"] }
        try await stage.wait(for: "has not the data")
        try stage.expect("record-copying", [.home, .small])
    }

    @Test("while the members are read, and where they cannot be, the rest of the record stays")
    func membersFailure() async throws {
        let stage = try await stage { $0.members = .hangs }
        stage.press(.character("3"))
        try stage.expect("record-members-reading", [.home])
        #expect(stage.press(.character("y")) == nil)
        stage.service.members = .fails(APIError(status: 503, message: "closed on Sundays"))
        stage.press(.control("r"))
        try await stage.wait(for: "could not be read")
        try await stage.wait(forNo: "reading")
        try stage.expect("record-members-failure", [.home, .small], roles: [.error])
        stage.press(.character("e"))
        #expect(stage.text().contains("closed on Sundays"))
        stage.press(.escape, .character("1"))
        #expect(!stage.text().contains("could not be read"))
    }

    @Test("an image that is not shared has no members, and nobody is asked")
    func unshared() async throws {
        let stage = try await stage(Image.sample("alpine-3.20", .active, .private))
        stage.press(.character("3"))
        try stage.expect("record-members-unshared", [.home])
        #expect(!stage.service.calls.contains(.members))
    }

    @Test("the stores say where the data is, and the tasks what the service does")
    func tasks() async throws {
        let besides: [String: JSONValue] = [
            "stores": .string("fast"), "os_glance_importing_to_stores": .string("cheap"),
            "os_glance_failed_import": .string("tape"),
        ]
        let stage = try await stage(besides: besides) {
            $0.stores = .answers([
                ImageStore(id: "fast", description: "SSDs, three copies", isDefault: true), ImageStore(id: "cheap"),
                ImageStore(id: "tape"), ImageStore(id: "attic", description: "when all else is full"),
            ])
            $0.tasks = .answers([
                ImageTask(
                    id: "0f0ba6a0-5f2b-4c3d-9c1f-3f7c5d1f0a01", status: "failure", message: "Disk full on tape",
                    updatedAt: Timestamp(rawValue: "2026-03-01T11:00:00Z")),
                ImageTask(id: "0f0ba6a0-5f2b-4c3d-9c1f-3f7c5d1f0a02", status: "processing", message: ""),
            ])
        }
        stage.press(.character("4"))
        try await stage.wait(for: "attic")
        try await stage.wait(for: "Disk full")
        try stage.expect("record-tasks", [.home, .wide, .small])
        #expect(stage.press(.character("y")) == .copy("cheap"))
        stage.press(.end, .up)
        #expect(stage.press(.character("y")) == .copy("0f0ba6a0-5f2b-4c3d-9c1f-3f7c5d1f0a01 Disk full on tape"))
    }

    @Test("a cloud with one store, and without tasks, says so")
    func noTasks() async throws {
        let stage = try await stage()
        stage.press(.character("4"))
        try await stage.wait(for: "on this image lately")
        try await stage.wait(for: "single store")
        try stage.expect("record-tasks-none", [.home])
    }

    @Test("objects and lists of the JSON are folded and unfolded, and each value is copied")
    func folding() async throws {
        var image = Image.samples[0]
        image.tags = ["linux", "lts"]
        let stage = try await stage(image)
        stage.press(.character("5"))
        stage.press(.end, .up, .up, .up, .up, .up, .up)
        #expect(stage.selectedText().contains("\"linux\","))
        #expect(stage.press(.character("y")) == .copy("linux"))
        stage.press(.up)
        #expect(stage.press(.character("y")) == .copy("[\n  \"linux\",\n  \"lts\"\n]"))
        stage.press(.enter)
        try stage.expect("record-json-folded", [.home, .small])
        #expect(stage.selectedText().contains("\"tags\": […],"))
        stage.press(.home, .enter)
        #expect(stage.text().contains("▌ ▸ {…}"))
    }

    @Test("a search goes from one found row to the next, and unfolds the JSON for it")
    func search() async throws {
        let stage = try await stage(besides: ["locations": .array([.object(["url": .string("file:///var/1")])])])
        stage.press(.character("5"), .enter, .character("/"))
        stage.type("FILE")
        try stage.expect("record-json-search", [.home, .wide, .small], roles: [.selection])
        #expect(stage.selectedText().contains("/file"))
        stage.press(.down)
        #expect(stage.selectedText().contains("file:///var/1"))
        stage.press(.enter, .character("n"))
        #expect(stage.selectedText().contains("/file"))
        stage.press(.character("/"))
        stage.type("x")
        try stage.expect("record-search-vain", [.home])
        stage.press(.escape)
        #expect(!stage.text().contains("nothing found"))
        stage.press(.escape)
        #expect(stage.text().contains("▸ Images  "))
    }
}

@Suite struct JSONTreeTests {
    private let value = JSONValue.object([
        "b": .array([.integer(1), .object([:]), .array([])]), "a": .string("x\"y"), "c": .object(["d": .null]),
    ])

    @Test("unfolded, the lines are the JSON's own")
    func lines() throws {
        let rows = JSONTree().rows(of: value)
        let text = rows.map { String(repeating: "  ", count: $0.depth) + $0.text }.joined(separator: "\n")
        #expect(text == value.text(pretty: true))
        #expect(rows.filter(\.isOpening).map(\.path) == [[], ["b"], ["c"]])
    }

    @Test("what is folded takes one line, and unfolds to what it was")
    func folding() throws {
        var tree = JSONTree()
        let before = tree.rows(of: value)
        let opening = try #require(before.first { $0.path == ["b"] })
        tree.toggle(opening)
        #expect(
            tree.rows(of: value).map(\.text) == [
                "{", #""a": "x\"y","#, #""b": […],"#, #""c": {"#, #""d": null"#, "}", "}",
            ])
        tree.toggle(try #require(tree.rows(of: value).first { $0.path == ["b"] }))
        #expect(tree.rows(of: value) == before)
        // The line that closes it folds it too; what holds nothing is not folded.
        tree.toggle(try #require(before.last { $0.path == ["b"] }))
        #expect(tree.rows(of: value).count == 7)
        tree.unfoldAll()
        for row in before where row.path == ["a"] || row.path == ["b", "1"] { tree.toggle(row) }
        #expect(tree.rows(of: value) == before)
    }
}
