import ImageModel
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

/// Copying an image to another cloud, on the screen.
@Suite(.timeLimit(.minutes(10))) @MainActor struct CopyTests {
    @Test("the clouds are those that are known here, but for the one that is worked on")
    func clouds() async throws {
        let stage = try await Stage.at(.clouds)
        try stage.expect("clouds", [.home, .small])
        stage.press(.down, .down, .enter)
        try stage.expect("clouds-problem", [.home])
    }

    @Test("the review says what will differ, before anything is made")
    func review() async throws {
        let stage = try await Stage.at(.copy)
        try stage.expect("copy", [.home, .wide])
        // The wide screen has room for all of it, and nothing to scroll.
        _ = stage.draw()
        stage.press(.end)
        try stage.expect("copy-end", [.home])
        #expect(stage.elsewhere.created.isEmpty)
    }

    @Test("what the cloud does not take keeps it from being copied")
    func obstacle() async throws {
        let stage = try await Stage.at(.clouds)
        stage.elsewhere.schema = .answers(
            ImageSchema(properties: [
                "disk_format": .init(choices: ["raw", "iso"]), "visibility": .init(choices: ["private", "public"]),
            ]))
        stage.press(.enter)
        try await stage.wait(for: "does not take the disk format qcow2")
        try await stage.wait(forNo: "asking the cloud")
        try stage.expect("copy-obstacle", [.home])
        stage.press(.control("s"))
        #expect(!stage.elsewhere.calls.contains(.create))
    }

    @Test("a copy is made, and is a transfer like any other; a refusal is shown, and nothing is lost")
    func made() async throws {
        let stage = try await Stage.at(.copy)
        stage.elsewhere.create = .fails(APIError(status: 403, message: "closed on Sundays"))
        stage.press(.control("s"))
        try await stage.wait(for: "was not copied (403)")
        try stage.expect("copy-refused", [.home])
        stage.elsewhere.create = .answers(Image.sample("alpine-3.20", .queued, number: 99).record())
        stage.press(.control("s"))
        try await stage.wait(for: "▸ Transfers")
        stage.elsewhere.bytes.yield(20 << 20)
        try await stage.wait(for: "20 MiB of")
        try stage.expect("transfers-copy", [.home, .wide])
        stage.press(.enter)
        #expect(stage.text().contains("▸ Transfers"))
        stage.press(.escape)
        #expect(stage.text().contains("▸ Images"))
        stage.press(.character("q"))
        #expect(stage.text().contains("A transfer is under way. Quitting interrupts it;"))
    }
}
