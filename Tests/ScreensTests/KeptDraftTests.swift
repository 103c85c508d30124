import Foundation
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

/// What an earlier gaze has left in the form, and how a person comes by it.
@Suite(.timeLimit(.minutes(10))) @MainActor struct KeptDraftTests {
    private static let all: [Size] = [.home, .wide, .small]

    private func stage(isAbridged: Bool = false) async throws -> Stage {
        var draft = Draft()
        draft.name = "alpine\u{1B}[31m-3.20"
        draft.diskFormat = "qcow2"
        draft.data = isAbridged ? "https://images.example.org/alpine.qcow2" : "~/images/alpine-3.20.qcow2"
        let stage = Stage(
            leftBehind: KeptDraft(
                id: "one", draft: draft, keptAt: Stage.moment.addingTimeInterval(-298), isAbridged: isAbridged))
        try await stage.wait(for: "A draft is kept")
        try await stage.wait(for: "updated")
        return stage
    }

    @Test("the list says that a draft is kept, until it is dropped")
    func line() async throws {
        let stage = try await stage()
        try stage.expect("list-draft-kept", Self.all, roles: [.key])
        stage.press(.character("n"), .character("d"))
        await stage.workspace.drafts.finish()
        stage.press(.escape)
        #expect(!stage.text().contains("draft is kept"))
        #expect(stage.drafts.leftBehind == nil)
    }

    @Test("what is wrong with config.yaml is said before it, until a key is pressed")
    func complaint() async throws {
        let stage = try await stage()
        stage.stack.complaints = [FileComplaint(path: "config.yaml", line: 3, reason: "it is wrong")]
        // A stage has been drawn on, but no key has been pressed.
        #expect(stage.text().contains("config.yaml, line 3 is wrong") && !stage.text().contains("draft is kept"))
        stage.press(.down)
        #expect(stage.text().contains("A draft is kept") && !stage.text().contains("config.yaml"))
    }

    @Test("it is offered before an empty form is shown", arguments: [false, true])
    func offer(isAbridged: Bool) async throws {
        let stage = try await stage(isAbridged: isAbridged)
        stage.press(.character("n"))
        try stage.expect(
            isAbridged ? "dialog-draft-abridged" : "dialog-draft", [.home, .small], roles: [.buttonFocused, .standIn])
        stage.press(.escape)
        #expect(stage.text().contains("A draft is kept"))
    }

    @Test("taken up, it is in the form as it was typed, and offered no more")
    func takeUp() async throws {
        let stage = try await stage()
        stage.press(.character("n"), .character("t"))
        #expect(stage.workspace.draft.draft.data == "~/images/alpine-3.20.qcow2")
        #expect(stage.workspace.draft.draft.diskFormat == "qcow2")
        await stage.workspace.drafts.finish()
        #expect(stage.drafts.leftBehind == nil)
        stage.press(.escape, .character("n"))
        #expect(stage.text().contains("▸ New image"))
    }

    @Test("a new form leaves it where it is, and while that form is in use it is not spoken of")
    func newForm() async throws {
        let stage = try await stage()
        stage.press(.character("n"), .character("n"))
        #expect(stage.workspace.draft.draft.isEmpty)
        stage.type("other")
        stage.press(.escape)
        #expect(!stage.text().contains("draft is kept"))
        #expect(stage.drafts.leftBehind != nil)
        stage.press(.character("n"))
        #expect(stage.text().contains("▸ New image"))
    }

    @Test("the form says where leaving would lose what is typed, and why")
    func notKept() async throws {
        let stage = Stage()
        try await stage.wait(for: "There are no images")
        stage.drafts.refusal = DraftMemoryError(
            "The form is not kept in ~/.local/state/gaze/drafts: No space left on device. Make room or let gaze write "
                + "there; until then, leaving loses it.")
        stage.press(.character("n"))
        stage.type("alpine")
        await stage.workspace.drafts.finish()
        try stage.expect("form-not-kept", Self.all, roles: [.warning])
    }
}
