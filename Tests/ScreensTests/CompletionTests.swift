import Terminal
import Testing

@testable import Screens
@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct CompletionTests {
    /// A stage with the form in sight and a path in its data field, letter by letter.
    private func stage(_ path: String) async throws -> Stage {
        let stage = Stage()
        try await stage.wait(for: "There are no images")
        stage.press(.character("n"))
        try await stage.wait(forNo: "reading the choices")
        stage.go(to: .data)
        stage.type(path)
        return stage
    }

    private func isOnData(_ stage: Stage) -> Bool { stage.text().contains("⏎ browse") }

    @Test("the names that a path may go on with stand below the form, and what they have in common after the cursor")
    func choices() async throws {
        let stage = try await stage("~/images/d")
        try await stage.wait(for: "~/images/debian-")
        try stage.expect("form-completing", [.home, .wide, .small], roles: [.suggestion, .warning])
        try stage.expect("form-completing", [.home], charset: .ascii)
    }

    @Test("of many names, as many are shown as there is room for, and the others are counted")
    func many() async throws {
        let stage = try await stage("/srv/images/image-")
        try await stage.wait(for: "more")
        try stage.expect("form-completing-many", [.home, .wide, .small])
    }

    @Test("of an image elsewhere, the clouds and their regions stand below the form, and tab completes them")
    func elsewhere() async throws {
        let stage = try await stage("glance://")
        try await stage.wait(for: "odd:/")
        try stage.expect("form-completing-elsewhere", [.home])
        stage.type("l")
        try await stage.wait(for: "glance://lab:Region")
        stage.press(.tab)
        stage.type("T")
        try await stage.wait(for: "glance://lab:RegionTwo/")
        stage.press(.tab)
        #expect(stage.workspace.draft.draft.data == "glance://lab:RegionTwo/")
        stage.type("b2173dd3-7ad6-4362-baa6-a68bce3565cb")
        try await stage.wait(for: "An image of the cloud lab (RegionTwo).")
        try await stage.wait(for: "PUT …/file")
    }

    @Test("tab adds what all names have in common, and stays where there is a choice left")
    func tab() async throws {
        let stage = try await stage("~/images/d")
        try await stage.wait(for: "~/images/debian-")
        stage.press(.tab)
        #expect(stage.workspace.draft.draft.data == "~/images/debian-")
        try await stage.wait(for: "debian-10.raw")
        stage.press(.tab)
        #expect(stage.workspace.draft.draft.data == "~/images/debian-" && isOnData(stage))
        stage.type("9")
        try await stage.wait(for: "~/images/debian-9.raw")
        stage.press(.tab)
        #expect(stage.workspace.draft.draft.data == "~/images/debian-9.raw")
        try await stage.wait(forNo: "complete")
        // The path names a file now: there is nothing to complete, and tab is as in any other field.
        stage.press(.tab)
        #expect(!isOnData(stage))
    }

    @Test("where a path goes on with nothing, tab leaves the field", arguments: ["", "~/images/none", "/nowhere/at"])
    func nothing(path: String) async throws {
        let stage = try await stage(path)
        try await stage.wait { _ in !stage.workspace.completion.isBusy }
        stage.press(.tab)
        #expect(!isOnData(stage))
        #expect(stage.workspace.draft.draft.data == path)
    }

    @Test("tab before the names are known waits for them; another key is for something else")
    func early() async throws {
        let stage = try await stage("")
        stage.type("~/images/al")
        #expect(stage.workspace.completion.isBusy)
        stage.press(.tab)
        #expect(isOnData(stage))
        try await stage.wait(for: "alpine-3.20.qcow2")
        try await stage.wait { _ in stage.workspace.draft.draft.data == "~/images/alpine-3.20.qcow2" }

        let other = try await self.stage("")
        other.type("~/images/al")
        other.press(.tab, .backspace)
        try await other.wait(for: "alpine-3.20.qcow2")
        #expect(other.workspace.draft.draft.data == "~/images/a")
    }

    @Test("tab before it is known that there is nothing to complete leaves the field when it is")
    func earlyLeave() async throws {
        let stage = try await stage("")
        stage.type("~/images/README")
        stage.press(.tab)
        #expect(isOnData(stage))
        try await stage.wait(forNo: "⏎ browse")
        #expect(stage.workspace.draft.draft.data == "~/images/README")

        let other = try await self.stage("")
        other.type("~/images/README")
        other.press(.tab, .left)
        try await other.wait { _ in !other.workspace.completion.isBusy }
        #expect(isOnData(other))
    }

    @Test("an address is nothing to browse for: Enter goes on to the next field")
    func address() async throws {
        let stage = try await stage("https://example.org/disk.raw")
        #expect(!isOnData(stage))
        stage.press(.enter)
        let screen = stage.text()
        #expect(screen.contains("▸ New image") && !screen.contains(/Data .*◀/))
        stage.press(.function(4))
        #expect(stage.text().contains("▸ Choose a file"))
    }

    @Test("folders end in a slash, and the names in them are next")
    func folders() async throws {
        let stage = try await stage("~/im")
        try await stage.wait(for: "~/images/")
        stage.press(.right)
        #expect(stage.workspace.draft.draft.data == "~/images/")
        try await stage.wait(for: "windows-2022.vhdx")
    }

    @Test("while a folder does not answer, no names of the one before stand below the form")
    func between() async throws {
        let stage = try await stage("/mn")
        try await stage.wait(for: " mnt/")
        stage.press(.paste("t/dead/"))
        #expect(stage.workspace.draft.draft.data == "/mnt/dead/")
        #expect(!stage.text().contains(" mnt/"))
    }

    @Test("in the middle of a path the arrows move, and tab leaves the field")
    func middle() async throws {
        let stage = try await stage("~/images/al")
        try await stage.wait(for: "~/images/alpine")
        stage.press(.left)
        #expect(!stage.text().contains("~/images/alpine"))
        stage.press(.right)
        #expect(stage.workspace.draft.draft.data == "~/images/al")
        stage.press(.left, .tab)
        #expect(!isOnData(stage))
    }

    @Test("in any other field nothing is completed")
    func otherField() async throws {
        let stage = try await stage("~/images/al")
        try await stage.wait(for: "~/images/alpine")
        stage.press(.up)
        #expect(!stage.text().contains("~/images/alpine"))
        stage.press(.down)
        try await stage.wait(for: "~/images/alpine")
    }

    @Test("a folder that does not answer keeps nobody from typing on")
    func dead() async throws {
        let stage = try await stage("/mnt/dead/disk")
        stage.press(.backspace, .control("u"))
        stage.type("~/images/al")
        try await stage.wait(for: "~/images/alpine")
    }
}
