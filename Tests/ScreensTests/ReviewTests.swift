import ImageModel
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct ReviewTests {
    /// A stage with the form in sight and the cloud's choices known.
    private func stage(_ scene: (StagedService) -> Void = { _ in }) async throws -> Stage {
        let stage = Stage(cloud: "demo", scene)
        try await stage.wait(for: "There are no images")
        stage.press(.character("n"))
        try await stage.wait(forNo: "reading the choices")
        return stage
    }

    private func open(_ stage: Stage) async throws {
        stage.press(.function(5))
        try await stage.wait(forNo: "asking the cloud")
    }

    @Test("a create with data is reviewed: what happens, what is sent, and the same as commands")
    func upload() async throws {
        let stage = try await stage()
        try await stage.fillInEverything()
        try await open(stage)
        try stage.expect("review", [.home, .wide, .small], roles: [.heading])
        try stage.expect("review", [.home], charset: .ascii)
        stage.press(.end)
        try stage.expect("review-end", [.home, .wide, .small])
    }

    @Test("what the cloud may refuse, and what holds it back, stands first")
    func doubts() async throws {
        let stage = try await stage {
            $0.usage = .answers(ImageUsage(count: .init(usage: 10, limit: 10)))
        }
        stage.put(DiskBytes.qcow2(backing: "/etc/passwd"), in: "alpine-3.20.qcow2")
        stage.go(to: .visibility)
        stage.press(.end)
        stage.go(to: .id)
        stage.type("not-a-uuid")
        stage.go(to: .data)
        stage.type("~/images/alpine-3.20.qcow2")
        try await stage.wait(for: "Backing file")
        try await open(stage)
        try stage.expect("review-doubts", [.home, .wide, .small], roles: [.error, .warning])
    }

    @Test("what no client can say has a reason in the place of its commands, and no key to copy them")
    func noClient() async throws {
        let stage = try await stage()
        stage.go(to: .tags)
        stage.type("lts,-x,")
        try await open(stage)
        stage.press(.end)
        try stage.expect("review-no-client", [.home])
        #expect(stage.press(.character("o")) == nil)
    }

    @Test("what came of a copy is told in the line below, until the next key")
    func copied() async throws {
        let stage = try await stage()
        stage.type("alpine")
        try await open(stage)
        #expect(stage.press(.character("b")) == .copy(#"{"name":"alpine"}"#))
        stage.stack.notice = "Sent to the terminal's clipboard (OSC 52): 17 B."
        try stage.expect("review-copied", [.home])
        stage.press(.down)
        #expect(!stage.text().contains("clipboard"))
    }

    @Test("while the request is on its way, there is nothing to review")
    func sending() async throws {
        let stage = try await stage()
        stage.type("alpine")
        stage.press(.control("s"))
        try await stage.wait(for: "sending")
        stage.press(.function(5))
        #expect(!stage.text().contains("▸ Review"))
    }

    @Test("a create that is held back brings the form back, with the cursor on the field")
    func heldBack() async throws {
        let stage = try await stage()
        stage.go(to: .id)
        stage.type("not-a-uuid")
        stage.go(to: .name)
        try await open(stage)
        #expect(stage.text().contains("ID: An id is a UUID"))
        stage.press(.control("s"))
        let text = stage.text()
        #expect(text.contains("▸ New image") && text.contains("Not sent yet: An id is a UUID"))
    }

    @Test("a file with dangers is sent from the review only after the form's question")
    func dangers() async throws {
        let stage = try await stage()
        stage.put(DiskBytes.qcow2(backing: "/etc/passwd"), in: "alpine-3.20.qcow2")
        stage.go(to: .data)
        stage.type("~/images/alpine-3.20.qcow2")
        try await stage.wait(for: "Backing file")
        try await open(stage)
        stage.press(.control("s"))
        #expect(stage.text().contains("Send this file?") && !stage.text().contains("▸ Review"))
        stage.press(.character("s"))
        #expect(stage.workspace.draft.isSending)
    }
}
