import ImageModel
import Terminal
import Testing
import ViewModels

@testable import Screens

@Suite(.timeLimit(.minutes(10))) @MainActor struct DialogTests {
    private func stage(_ images: [Image] = Image.samples) async throws -> Stage {
        let stage = Stage { $0.list = .answers(ImagePage(images: images, next: nil)) }
        try await stage.wait(for: "updated")
        return stage
    }

    @Test("the question before a delete names the image, and keeping it is one key")
    func delete() async throws {
        let stage = try await stage()
        stage.press(.character("d"))
        try stage.expect("dialog-delete", [.home, .wide, .small], roles: [.buttonFocused])
        try stage.expect("dialog-delete", [.home], charset: .ascii)
        stage.press(.enter)
        #expect(!stage.text().contains("Delete this image?"))
        #expect(!stage.service.calls.contains(.delete))
    }

    @Test("a long and hostile name is told whole in the question")
    func deleteHostile() async throws {
        let name = String(repeating: "a name that goes on \u{202E}and on ", count: 8)
        let stage = try await stage([.sample(name)])
        stage.press(.character("d"))
        try stage.expect("dialog-delete-long-name", [.home, .small], roles: [.standIn])
    }

    @Test("a name with lines of its own is one line of the question", arguments: ["\n", "\r\n", "\u{2028}", "\u{B}"])
    func deleteForged(end: String) async throws {
        let stage = try await stage([.sample("spoof\(end)id 0000\(end)It can be undone.")])
        stage.press(.character("d"))
        #expect(stage.text().contains("spoof␊id 0000␊It can be undone."))
    }

    @Test("tab goes to the other button, and enter presses it")
    func otherButton() async throws {
        let stage = try await stage()
        stage.press(.character("d"), .tab)
        try stage.expect("dialog-other-button", [.home], roles: [.buttonFocused])
        stage.press(.enter)
        try await stage.wait(for: "deleting")
    }

    @Test("leaving with an upload under way and a form that could not be kept tells what is lost")
    func leave() async throws {
        let stage = try await stage()
        stage.service.create = .answers(Image.sample("alpine-edge", .queued, number: 99).record())
        stage.service.image = .answers(Image.sample("alpine-edge", .saving, number: 99).record())
        try await stage.fillInData(name: "alpine-edge")
        stage.press(.control("s"))
        try await stage.wait(for: "min_disk")
        stage.press(.escape, .character("n"))
        stage.drafts.refusal = DraftMemoryError("The form is not kept in ~/.local/state/gaze/drafts: No space left.")
        stage.type("half done")
        await stage.workspace.drafts.finish()
        stage.press(.escape, .character("q"))
        try stage.expect("dialog-leave", [.home, .wide, .small])
        #expect(stage.press(.escape) == nil)
        #expect(stage.press(.character("q"), .character("l")) == .quit)
    }

    @Test("a form that is filled in is kept, so that leaving asks nothing")
    func leaveDraft() async throws {
        let stage = try await stage()
        stage.press(.character("n"))
        stage.type("half done")
        #expect(stage.press(.escape, .character("q")) == .quit)
    }

    @Test("with nothing to lose, leaving asks nothing")
    func leaveAtOnce() async throws {
        #expect(try await stage().press(.character("q")) == .quit)
    }

    @Test("emptying the form asks first")
    func clear() async throws {
        let stage = try await stage()
        stage.press(.character("n"))
        stage.type("half done")
        stage.press(.function(8))
        try stage.expect("dialog-clear", [.home, .small])
        stage.press(.character("e"))
        #expect(stage.workspace.draft.draft.isEmpty)
        #expect(!stage.text().contains("half done"))
    }

    @Test("a resize in the middle of a question keeps the button that has the focus")
    func resize() async throws {
        let stage = try await stage([.sample(String(repeating: "long ", count: 30))])
        stage.press(.character("d"), .tab)
        let focused = { (canvas: Canvas) in
            String(
                (0..<canvas.size.rows).flatMap { row in (0..<canvas.size.columns).map { canvas[row, $0] } }
                    .filter { $0.role == .buttonFocused }.map(\.character))
        }
        #expect(focused(stage.draw(.home)) == "[ delete ]")
        #expect(focused(stage.draw(.small)) == "[ delete ]")
    }
}
