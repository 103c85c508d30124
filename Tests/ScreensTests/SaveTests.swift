import ImageModel
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

/// Saving an image's data to a file, on the screen.
@Suite(.timeLimit(.minutes(10))) @MainActor struct SaveTests {
    private func stage(_ path: String, _ words: String) async throws -> Stage {
        let stage = try await Stage.at(.save)
        stage.press(.control("u"))
        // At once: a path that is typed bit by bit has tab offered until it is known that it goes on with nothing.
        stage.press(.paste(path))
        try await stage.wait(for: words)
        return stage
    }

    @Test("the question proposes a path, and says what comes and what room there is")
    func question() async throws {
        let stage = try await Stage.at(.save)
        try stage.expect("save", [.home, .wide, .small])
    }

    @Test(
        "what is in the way is said",
        arguments: [
            ("~/images/windows-2022.vhdx", "already", "exists"), ("~/images/part.qcow2", "resumes from", "part"),
            ("~/images/none/x", "There is no folder", "folder"), ("~/images/small.qcow2", "too little room", "room"),
        ])
    func places(path: String, words: String, name: String) async throws {
        let stage = try await stage(path, words)
        try stage.expect("save-\(name)", [.home])
        guard name == "folder" else { return }
        stage.press(.enter)
        #expect(stage.workspace.downloads.all.isEmpty)
    }

    @Test("a file that is there is asked about: it goes only where one says so")
    func existing() async throws {
        let stage = try await stage("~/images/windows-2022.vhdx", "already")
        stage.press(.enter)
        try stage.expect("save-question", [.home])
        stage.press(.escape)
        #expect(stage.workspace.downloads.all.isEmpty)
        stage.press(.enter, .character("a"))
        try await stage.wait(for: "[~/images/windows-2022-2.vhdx")
        stage.press(.control("u"))
        stage.type("~/images/windows-2022.vhdx")
        try await stage.wait(for: "already")
        stage.press(.enter, .character("o"))
        let path = "/home/you/images/windows-2022.vhdx"
        #expect(stage.workspace.downloads.all.map(\.destination) == [.file(path: path, overwriting: true)])
        #expect(!stage.text().contains("to a file"))
    }

    @Test("a download is a line on every screen, and a row of the transfers")
    func transfers() async throws {
        let stage = try await Stage.at(.save)
        stage.service.image = .hangs
        stage.press(.enter)
        #expect(stage.text().contains("── alpine-3.20  ◐ asking"))
        let download = try #require(stage.workspace.downloads.all.first)
        stage.press(.character("T"))
        try stage.expect("transfers-download", [.home, .wide])
        stage.press(.character("p"))
        await download.finish()
        #expect(stage.text().contains("Paused after"))
        stage.press(.character("p"), .character("x"))
        await download.finish()
        try stage.expect("transfers-download-called-off", [.home])
        stage.service.image = .fails(APIError(status: 503, message: "closed on Sundays"))
        stage.press(.character("u"))
        await download.finish()
        try stage.expect("transfers-download-failed", [.home])
        stage.press(.character("e"))
        #expect(stage.text().contains("closed on Sundays"))
        stage.press(.escape, .character("c"))
        #expect(stage.workspace.downloads.all.isEmpty)
    }

    @Test("one that has ended is told below, wherever one is, until the next key; one that was called off is not")
    func told() async throws {
        let stage = try await Stage.at(.save)
        stage.service.image = .fails(APIError(status: 503, message: "closed on Sundays"))
        stage.press(.enter)
        let download = try #require(stage.workspace.downloads.all.first)
        await download.finish()
        #expect(stage.text().contains("── alpine-3.20: Failed after 0 B of 56.3 MiB. The transfers say why. ─"))
        stage.press(.down)
        #expect(!stage.text().contains("The transfers say why."))
        stage.service.image = .hangs
        download.retry()
        download.cancel()
        await download.finish()
        #expect(!stage.text().contains("alpine-3.20: "))
    }

    @Test("leaving while an image is saved asks first")
    func leaving() async throws {
        let stage = try await Stage.at(.save)
        stage.service.image = .hangs
        stage.press(.enter)
        stage.press(.character("q"))
        #expect(stage.text().contains("An image is being saved."))
    }
}
