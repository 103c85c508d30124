import ImageModel
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

/// The form's field of properties: what is said of the one under the cursor, and how it is completed.
@Suite(.timeLimit(.minutes(10))) @MainActor struct PropertyFieldTests {
    private func stage(_ scene: (StagedService) -> Void = { _ in }) async throws -> Stage {
        let stage = Stage(scene)
        try await stage.wait(for: "There are no images")
        stage.press(.character("n"))
        stage.go(to: .properties)
        try await stage.wait { !$0.lowercased().contains("reading") }
        return stage
    }

    private func properties(_ stage: Stage) -> [String] { stage.workspace.draft.draft.properties }

    @Test("an empty line says how many the cloud describes, and how to see them")
    func empty() async throws {
        try await stage().expect("property-empty", [.home, .wide, .small])
    }

    @Test("a half-typed name shows those that begin so")
    func names() async throws {
        let stage = try await stage()
        stage.type("hw_")
        try stage.expect("property-names", [.home, .wide, .small])
        try stage.expect("property-names", [.home], charset: .ascii)
        stage.type("d")
        #expect(stage.text().contains("hw_disk_bus  Disk bus"))
    }

    @Test("a name that is described is explained, with its values")
    func meaning() async throws {
        let stage = try await stage()
        stage.type("hw_disk_bus=virtio")
        try stage.expect("property-meaning", [.home, .wide, .small])
    }

    @Test("a value that does not fit is told quietly, and sent all the same")
    func doubt() async throws {
        let stage = try await stage()
        stage.type("hw_disk_bus=nvme")
        try stage.expect("property-doubt", [.home, .wide, .small], roles: [.warning])
        stage.press(.control("s"))
        try await stage.wait(for: "sending")
        while stage.service.created.isEmpty {
            try Task.checkCancellation()
            await Task.yield()
        }
        #expect(stage.service.created.map(\.properties) == [["hw_disk_bus": "nvme"]])
    }

    @Test("a name that is not described is free")
    func free() async throws {
        let stage = try await stage()
        stage.type("mine=1")
        try stage.expect("property-unknown", [.home])
    }

    @Test("the property of a box that the cursor goes to is explained")
    func box() async throws {
        let stage = try await stage()
        stage.press(.paste("hw_disk_bus=scsi\nmine=1"))
        stage.press(.left, .left)
        try stage.expect("property-box", [.home])
    }

    @Test("tab completes a name as far as it is certain, then goes through the candidates, and so for values")
    func completion() async throws {
        let stage = try await stage()
        stage.type("hw_v")
        stage.press(.tab)
        #expect(properties(stage) == ["hw_vi"])
        stage.type("f")
        stage.press(.tab)
        #expect(properties(stage) == ["hw_vif_m"])
        stage.press(.tab)
        #expect(properties(stage) == ["hw_vif_model="])
        stage.press(.tab)
        #expect(properties(stage) == ["hw_vif_multiqueue_enabled="])
        stage.press(.tab)
        #expect(properties(stage) == ["hw_vif_model="])
        stage.type("rt")
        stage.press(.tab)
        #expect(properties(stage) == ["hw_vif_model=rtl8139"])
        // Nothing is left to complete, so that tab leaves the field.
        stage.press(.tab)
        #expect(stage.draw().cursor?.row == 11)
        #expect(properties(stage) == ["hw_vif_model=rtl8139"])
    }

    @Test(
        "tab leaves an empty line, a free property, and a cloud without definitions", arguments: ["", "mine", "mine=1"])
    func noCompletion(text: String) async throws {
        let stage = try await stage()
        stage.type(text)
        stage.press(.tab)
        #expect(stage.draw().cursor?.row == 11)
        let bare = try await self.stage { $0.namespaces = .answers([]) }
        bare.type("hw_")
        bare.press(.tab)
        #expect(bare.draw().cursor?.row == 11)
    }

    @Test("where the definitions are missing, the field says why", arguments: [404, 500])
    func missing(status: Int) async throws {
        let stage = try await stage { $0.namespaces = .fails(APIError(status: status, message: "")) }
        try stage.expect("property-missing-\(status)", [.home])
    }

    @Test("a form with other things in it does not ask for the definitions")
    func unasked() async throws {
        let stage = Stage()
        try await stage.wait(for: "There are no images")
        stage.press(.character("n"))
        stage.type("alpine")
        try await stage.wait(forNo: "reading the choices")
        #expect(!stage.service.calls.contains(.namespaces))
    }
}
