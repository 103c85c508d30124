import Terminal
import Testing

@testable import Screens
@testable import ViewModels

/// The presets, and what they do to the form.
@Suite(.timeLimit(.minutes(10))) @MainActor struct PresetsTests {
    private static let all: [Size] = [.home, .wide, .small]

    private func stage(_ fill: (inout Draft) -> Void = { _ in }) async throws -> Stage {
        let stage = Stage()
        try await stage.wait(for: "There are no images")
        fill(&stage.workspace.draft.draft)
        stage.press(.character("n"), .function(7))
        try await stage.wait(for: "presets")
        return stage
    }

    @Test("each preset shows what it is for, and what it would set")
    func list() async throws {
        let stage = try await stage()
        stage.press(.down, .down)
        try stage.expect("presets", Self.all, roles: [.selection])
        try stage.expect("presets", [.home], charset: .ascii)
    }

    @Test("in an empty form it is used at once")
    func use() async throws {
        let stage = try await stage()
        stage.press(.end, .up, .enter)
        try await stage.wait { !$0.lowercased().contains("reading") }
        try stage.expect("form-preset", Self.all)
        #expect(stage.workspace.draft.draft.properties.contains("os_secure_boot=required"))
    }

    private static let other: (inout Draft) -> Void = {
        $0.name = "mine"
        $0.diskFormat = "raw"
        $0.minDisk = "40"
        $0.properties = ["hw_vif_model=e1000", "os_type=windows"]
        $0.tags = ["windows"]
    }

    @Test("where the form says otherwise, that is shown, and asked for before anything changes")
    func differs() async throws {
        let stage = try await stage(Self.other)
        stage.press(.down, .down, .down)
        try stage.expect("presets-differ", Self.all, roles: [.warning])
        let before = stage.workspace.draft.draft
        stage.press(.enter)
        try stage.expect("dialog-preset", [.home, .small])
        stage.press(.escape)
        #expect(stage.workspace.draft.draft == before)
        #expect(stage.text().contains("▸ Presets"))
    }

    @Test("the form keeps what is typed, or the preset has its way", arguments: [false, true])
    func answers(overwrites: Bool) async throws {
        let stage = try await stage(Self.other)
        stage.press(.down, .down, .down, .enter, .character(overwrites ? "o" : "k"))
        let draft = stage.workspace.draft.draft
        #expect(stage.text().contains("▸ New image"))
        #expect(draft.name == "mine" && draft.containerFormat == "bare" && draft.minRAM == "2048")
        #expect(draft.diskFormat == (overwrites ? "qcow2" : "raw"))
        #expect(draft.minDisk == (overwrites ? "32" : "40"))
        #expect(draft.value(ofProperty: "hw_vif_model") == (overwrites ? "virtio" : "e1000"))
        #expect(draft.value(ofProperty: "hw_disk_bus") == "scsi")
        #expect(draft.tags == ["windows"])
    }

    @Test("a file with mistakes names them, and the rest of it is used")
    func complaints() async throws {
        let stage = try await stage()
        try stage.expect("presets-complaints", Self.all, roles: [.warning])
        stage.press(.enter)
        #expect(stage.workspace.draft.draft.minDisk == "20")
        #expect(stage.workspace.draft.draft.value(ofProperty: "status") == nil)
    }

    @Test("a file that says nothing is shown with its mistake, and cannot be used")
    func unusable() async throws {
        let stage = try await stage()
        stage.press(.down)
        try stage.expect("presets-unusable", [.home], roles: [.warning])
        stage.press(.enter)
        #expect(stage.text().contains("▸ Presets"))
        #expect(stage.workspace.draft.draft.isEmpty)
    }
}
