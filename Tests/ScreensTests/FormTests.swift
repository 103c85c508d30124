import Foundation
import ImageModel
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct FormTests {
    /// A stage with the form in sight and the cloud's choices known.
    private func stage(_ scene: (StagedService) -> Void = { _ in }) async throws -> Stage {
        let stage = Stage(scene)
        try await stage.wait(for: "There are no images")
        stage.press(.character("n"))
        try await stage.wait(forNo: "reading the choices")
        return stage
    }

    @Test("an empty form shows every field and what will be sent")
    func empty() async throws {
        let stage = try await stage()
        try stage.expect("form-empty", [.home, .wide, .small], roles: [.labelFocused, .fieldFocused])
        try stage.expect("form-empty", [.home], charset: .ascii)
    }

    @Test("a form that is emptied is at its beginning")
    func cleared() async throws {
        let stage = try await stage()
        stage.type("alpine")
        stage.go(to: .data)
        stage.press(.function(8), .character("e"))
        stage.type("debian")
        #expect(stage.workspace.draft.draft.name == "debian" && stage.workspace.draft.draft.data.isEmpty)
    }

    /// The fields that come with data.
    private static let ofData: [DraftField] = [.checksum, .method, .stores, .mustAllSucceed]

    @Test("the field that has the cursor is explained", arguments: DraftField.allCases)
    func focused(field: DraftField) async throws {
        let stage = try await stage {
            $0.methods = .answers(["glance-direct", "web-download"])
            $0.stores = .answers([
                ImageStore(id: "fast", description: "on flash", isDefault: true), ImageStore(id: "cheap"),
            ])
        }
        if Self.ofData.contains(field) {
            await stage.workspace.draft.finishLoading()
            stage.go(to: .data)
            stage.type("https://example.org/alpine-3.20.qcow2")
            try await stage.wait(for: "Stores")
            stage.go(to: .stores)
            stage.type("all,")
        }
        stage.go(to: field)
        try stage.expect("form-at-\(field)", [.home, .wide, .small], roles: [.labelFocused])
    }

    @Test(
        "what a small screen cuts of a field's meaning, the help has in full",
        arguments: [DraftField.data, .properties])
    func meaning(field: DraftField) async throws {
        let stage = try await stage()
        stage.go(to: field)
        #expect(stage.text(.small).contains("… F1"))
        stage.press(.function(1))
        let lines = stage.draw(Size(rows: 1000, columns: 60)).lines.dropFirst(2)
        #expect(lines.first?.trimmingCharacters(in: .whitespaces) == field.label)
        let words = lines.map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
        #expect(words.contains(stage.workspace.draft.guide(to: field).ours))
        #expect(words.contains("New image (the form)"))
        // Who searches looks for keys.
        stage.type("/")
        stage.type("press the marked button")
        #expect(!stage.text(.small).contains(field.label + " "))
        stage.press(.escape, .escape)
        #expect(stage.text().contains("▸ New image"))
    }

    @Test("a choice shows which of them is chosen")
    func choice() async throws {
        let stage = try await stage()
        stage.go(to: .diskFormat)
        stage.press(.end)
        try stage.expect("form-choice", [.home, .wide, .small], roles: [.labelFocused, .fieldFocused])
        try stage.expect("form-choice", [.home], charset: .ascii)
    }

    @Test("with every field filled in, nothing is cut without a mark")
    func filledIn() async throws {
        let stage = try await stage()
        try await stage.fillInEverything()
        try stage.expect("form-filled-in", [.home, .wide, .small])
    }

    @Test("the form as the README shows it")
    func readme() async throws {
        let stage = try await stage()
        try await stage.fillInData(name: "alpine-3.20")
        stage.go(to: .visibility)
        stage.press(.right)
        try stage.expect("form", roles: [.labelFocused, .fieldFocused])
    }

    @Test("long lists of tags and properties stay on their lines")
    func longLists() async throws {
        let stage = try await stage()
        stage.go(to: .tags)
        for number in 1...20 { stage.type("tag-\(number),") }
        stage.go(to: .properties)
        stage.press(.paste((1...12).map { "hw_property_\($0)=value \($0)" }.joined(separator: "\n")))
        try stage.expect("form-long-lists")
        stage.press(.left, .left)
        try stage.expect("form-long-lists-selected", roles: [.buttonFocused])
    }

    @Test("what breaks a rule is marked at its field, and told in full where the cursor is")
    func problems() async throws {
        let stage = try await stage()
        stage.type("alpine 👍")
        stage.go(to: .minRAM)
        stage.type("12x")
        stage.go(to: .id)
        stage.type("not-a-uuid")
        stage.go(to: .properties)
        stage.type("status=active")
        stage.go(to: .minDisk)
        stage.type("-1")
        try stage.expect("form-problems", [.home, .wide, .small], roles: [.warning])
        try stage.expect("form-problems", [.home], charset: .ascii)
    }

    @Test("a create that is held back says why and goes to the field")
    func heldBack() async throws {
        let stage = try await stage()
        stage.go(to: .id)
        stage.type("not-a-uuid")
        stage.go(to: .name)
        stage.press(.control("s"))
        try stage.expect("form-held-back", [.home, .wide, .small], roles: [.error, .warning, .labelFocused])
        #expect(stage.service.created.isEmpty)
    }

    @Test("while the cloud's choices are read, the header says so")
    func readingSchema() async throws {
        let stage = Stage { $0.schema = .hangs }
        try await stage.wait(for: "There are no images")
        stage.press(.character("n"))
        stage.go(to: .diskFormat)
        try stage.expect("form-reading-schema")
    }

    @Test("where the cloud's choices cannot be read, the usual ones are offered and named so")
    func schemaFailure() async throws {
        let stage = try await stage { $0.schema = .fails(APIError(status: 500, message: "boom")) }
        stage.go(to: .diskFormat)
        try stage.expect("form-schema-failure", [.home, .wide, .small], roles: [.warning])
    }

    @Test("while the request is on its way, the form says how to call it off")
    func sending() async throws {
        let stage = try await stage()
        stage.type("alpine")
        stage.press(.control("s"))
        try await stage.wait(for: "sending")
        try stage.expect("form-sending")
    }

    @Test("while the request is on its way, no key changes what it says")
    func sendingChangesNothing() async throws {
        let stage = try await stage()
        stage.type("alpine")
        stage.press(.control("s"))
        try await stage.wait(for: "sending")
        while stage.service.created.isEmpty {
            try Task.checkCancellation()
            await Task.yield()
        }
        let before = stage.text()
        stage.press(.character("x"), .tab, .paste("pasted"), .function(8), .control("s"))
        #expect(stage.text() == before)
        #expect(stage.service.created.count == 1)
        stage.press(.escape)
        try await stage.wait(for: "You cancelled it before")
        #expect(stage.workspace.draft.draft.name == "alpine")
    }

    @Test("a file that can be sent tells its size")
    func fileReady() async throws {
        let stage = try await stage()
        try await stage.fillInData(name: "alpine-3.20")
        try stage.expect("form-file-ready", [.home, .wide, .small])
    }

    @Test("a file that cannot be sent tells why")
    func fileProblem() async throws {
        let stage = try await stage()
        stage.go(to: .data)
        stage.type("~/images/a folder with a long name/and a file that is not there.qcow2")
        try await stage.wait(for: "There is no file")
        try stage.expect("form-file-problem", [.home, .wide, .small], roles: [.warning])
    }

    @Test("a name that is longer than its field shows the part at the cursor")
    func longName() async throws {
        let stage = try await stage()
        stage.press(.paste(String(repeating: "a name that is too long for one line, ", count: 8)))
        try stage.expect("form-long-name", roles: [.fieldFocused])
    }

    @Test("each kind of refusal is explained, and keeps what was typed", arguments: Refusal.all)
    func refused(refusal: Refusal) async throws {
        let stage = try await stage { $0.create = .fails(refusal.error) }
        stage.type("alpine")
        stage.go(to: .visibility)
        stage.press(.end)
        stage.press(.control("s"))
        try await stage.wait(for: "The image was not")
        try stage.expect("form-refused-\(refusal.name)", roles: [.error, .labelFocused])
    }

    @Test("a refusal is explained on the smallest screen")
    func refusedSmall() async throws {
        let stage = try await stage { $0.create = .fails(Refusal.all[0].error) }
        stage.type("alpine")
        stage.press(.control("s"))
        try await stage.wait(for: "The image was not")
        try stage.expect("form-refused", [.small], roles: [.error, .labelFocused])
    }

    @Test("in the form, every letter and sign is a letter", arguments: Array("abcdefghijklmnopqrstuvwxyzGQ?/: 0#"))
    func letters(letter: Character) async throws {
        let stage = try await stage()
        stage.press(.character("a"), .character(letter), .character("z"))
        #expect(stage.workspace.draft.draft.name == "a\(letter)z")
        #expect(stage.text().contains("New image"))
    }

    @Test("a file's bytes fill in what is empty, and say what the file is")
    func fileFillsIn() async throws {
        let stage = try await Stage.at(.form)
        stage.put(DiskBytes.qcow2(), in: "alpine-3.20.qcow2")
        stage.press(.up)
        stage.type("~/images/alpine-3.20.qcow2")
        try await stage.wait(for: "The file is: QEMU")
        try stage.expect("form-file-fills-in", [.home, .wide])
        // Another file takes the first one's values with it; what was typed stays.
        stage.press(.tab, .tab, .control("u"))
        stage.type("mine")
        stage.press(.up, .up, .control("u"))
        #expect(stage.workspace.draft.draft.diskFormat == nil)
        #expect(stage.workspace.draft.draft.minDisk == "")
        #expect(stage.workspace.draft.draft.name == "mine")
    }

    @Test("a file with dangers says so, and is sent only after a question")
    func dangers() async throws {
        let stage = try await Stage.at(.form)
        stage.put(DiskBytes.qcow2(backing: "/etc/passwd"), in: "alpine-3.20.qcow2")
        stage.press(.up)
        stage.type("~/images/alpine-3.20.qcow2")
        try await stage.wait(for: "Backing file")
        try stage.expect("form-file-danger", [.home])
        stage.press(.control("s"))
        try stage.expect("form-file-danger-question", [.home, .small])
        stage.press(.escape)
        #expect(!stage.workspace.draft.isSending)
        stage.press(.control("s"), .character("s"))
        #expect(stage.workspace.draft.isSending)
    }
}
