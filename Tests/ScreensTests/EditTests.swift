import ImageModel
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct EditTests {
    /// A stage with the form on an image.
    private func stage(_ image: Image = image, _ scene: (StagedService) -> Void = { _ in }) async throws -> Stage {
        let stage = Stage {
            $0.list = .answers(ImagePage(images: [image], next: nil))
            $0.image = .answers(Self.record(of: image))
            scene($0)
        }
        try await stage.wait(for: "updated")
        stage.press(.enter)
        try await stage.wait(for: "min_disk")
        stage.press(.character("c"))
        try await stage.wait(for: "The cloud says")
        try await stage.wait { _ in !stage.workspace.guidance.isLoading }
        return stage
    }

    private static let image: Image = {
        var image = Image.samples[0]
        (image.tags, image.isProtected) = (["linux", "lts"], true)
        return image
    }()

    private static func record(of image: Image) -> ImageRecord {
        image.record(besides: ["hw_disk_bus": .string("virtio"), "os_distro": .string("alpine")])
    }

    @Test("the form is filled in from the record, and nothing is changed at first")
    func unchanged() async throws {
        let stage = try await stage()
        try stage.expect("edit", [.home, .wide, .small])
        #expect(stage.text().contains("nothing changed"))
    }

    @Test("what cannot be changed says why", arguments: [DraftField.diskFormat, .id, .data])
    func fixed(field: DraftField) async throws {
        let stage = try await stage()
        stage.go(to: field)
        try stage.expect("edit-fixed-\(field)", [.home, .small])
        let before = stage.text()
        stage.type("q")
        #expect(stage.text() == before)
    }

    @Test("the formats of a queued image can be changed")
    func queued() async throws {
        let stage = try await stage(Image.sample("windows-2022", .queued, .private, disk: "vhdx"))
        stage.go(to: .diskFormat)
        stage.press(.character("q"))
        try stage.expect("edit-queued", [.home])
    }

    /// Changes a bit of everything.
    private func change(_ stage: Stage) {
        stage.type("-lts")
        stage.go(to: .tags)
        stage.type("2026,")
        stage.go(to: .protected)
        stage.press(.character(" "))
        stage.go(to: .properties)
        stage.type("os_version=3.20")
        stage.press(.enter)
    }

    @Test("the differences are shown as the patch that will be sent, beside the form and in full")
    func changed() async throws {
        let stage = try await stage()
        change(stage)
        try stage.expect("edit-changed", [.home, .wide, .small])
        stage.press(.function(5))
        try stage.expect("edit-review", [.home, .small])
        stage.press(.escape, .function(8), .function(5))
        try stage.expect("edit-review-nothing", [.home])
    }

    @Test("the properties' screen works on the image that is changed")
    func properties() async throws {
        let stage = try await stage()
        stage.press(.function(3))
        try await stage.wait(for: "described")
        #expect(stage.text().contains("hw_disk_bus = virtio"))
        stage.press(.down, .character("d"), .escape)
        #expect(stage.text(.wide).contains("remove /hw_disk_bus"))
        #expect(stage.workspace.draft.draft.isEmpty)
    }

    @Test("while it is sent, the header says so; then the record is there, changed")
    func sending() async throws {
        let stage = try await stage { $0.update = .hangs }
        stage.type("-lts")
        stage.press(.control("s"))
        try stage.expect("edit-sending", [.home])
        stage.press(.escape)
        try await stage.wait(for: "1 change")
        var changed = Self.image
        changed.name = "alpine-3.20-lts"
        stage.service.update = .answers(Self.record(of: changed))
        stage.press(.control("s"))
        try await stage.wait(for: "[1 Overview]")
        #expect(stage.text().contains("▸ alpine-3.20-lts"))
        #expect(stage.selectedText().contains("alpine-3.20-lts"))
    }

    @Test("a refusal is told in the form, and nothing typed is lost")
    func refused() async throws {
        let stage = try await stage { $0.update = .fails(APIError(status: 403, message: "not yours")) }
        stage.type("-lts")
        stage.press(.control("s"))
        try await stage.wait(for: "was not changed")
        try stage.expect("edit-refused", [.home, .small], roles: [.error])
        #expect(stage.text().contains("[alpine-3.20-lts"))
    }

    @Test("without changes, sending is held back")
    func nothing() async throws {
        let stage = try await stage()
        stage.press(.control("s"))
        #expect(stage.text().contains("Not sent yet: Nothing is changed."))
    }

    @Test("somebody else's change is shown before anything is sent, and one goes on from it or leaves")
    func conflict() async throws {
        let stage = try await stage()
        change(stage)
        var theirs = Self.image
        (theirs.name, theirs.visibility) = ("alpine-by-somebody", .private)
        stage.service.image = .answers(Self.record(of: theirs))
        stage.press(.control("s"))
        try await stage.wait(for: "Somebody else has changed it")
        try stage.expect("edit-conflict", [.home, .small])
        #expect(!stage.service.calls.contains(.update))
        stage.press(.enter)
        try stage.expect("edit-rebased", [.home, .wide])
        #expect(stage.text().contains("‹ private ›"))
        stage.service.update = .answers(Self.record(of: theirs))
        stage.press(.control("s"))
        try await stage.wait(for: "[1 Overview]")
    }

    @Test("leaving a conflict leaves the record as somebody else has made it")
    func leaveConflict() async throws {
        let stage = try await stage()
        stage.type("-lts")
        var theirs = Self.image
        theirs.name = "alpine-by-somebody"
        stage.service.image = .answers(Self.record(of: theirs))
        stage.press(.control("s"))
        try await stage.wait(for: "Somebody else has changed it")
        stage.press(.character("l"))
        try await stage.wait(for: "▸ alpine-by-somebody")
        #expect(stage.text().contains("[1 Overview]"))
        #expect(!stage.service.calls.contains(.update))
    }

    @Test("who may see it, and whether it is barred, are asked first")
    func questions() async throws {
        let stage = try await stage()
        stage.press(.escape, .character("V"))
        try stage.expect("record-visibility", [.home, .small])
        stage.press(.escape, .character("D"))
        try stage.expect("record-deactivate", [.home, .small])
        stage.press(.enter)
        #expect(!stage.text().contains("deactivating"))
    }

    @Test("a change that somebody else has made before is not overwritten by a key")
    func meanwhile() async throws {
        let stage = try await stage()
        var theirs = Self.image
        theirs.isProtected = false
        stage.service.image = .answers(Self.record(of: theirs))
        stage.press(.escape, .character("P"))
        try await stage.wait(for: "was changed by somebody else")
        try stage.expect("record-meanwhile", [.home, .small])
        #expect(!stage.service.calls.contains(.update))
    }
}
