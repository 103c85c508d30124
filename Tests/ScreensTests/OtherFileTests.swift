import ImageModel
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

/// One file after the other in the form, and paths as they are pasted.
@Suite(.timeLimit(.minutes(10))) @MainActor struct OtherFileTests {
    private func stage() async throws -> Stage {
        let stage = try await Stage.at(.form)
        try await stage.wait(forNo: "reading the choices")
        stage.put([0x1F, 0x8B, 0x08] + [UInt8](repeating: 0, count: 100), in: "windows-2022.vhdx")
        stage.put(DiskBytes.qcow2(), in: "alpine-3.20.qcow2")
        stage.go(to: .data)
        return stage
    }

    @Test("what a file has filled in goes with it, and is not sent with the next one", arguments: [true, false])
    func next(isTyped: Bool) async throws {
        let stage = try await stage()
        let model = stage.workspace.draft
        stage.type("~/images/windows-2022.vhdx")
        try await stage.wait(for: "‹ compressed ›")
        #expect(model.draft.name == "windows-2022" && model.draft.containerFormat == "compressed")
        stage.press(.control("u"))
        #expect(model.draft == Draft())
        #expect(!stage.text().contains("compressed ›") && !stage.text().contains("[windows-2022"))
        if isTyped {
            stage.type("~/images/alpine-3.20.qcow2")
        } else {
            stage.press(.paste("~/images/alpine-3.20.qcow2"))
        }
        try await stage.wait(for: "The file is: QEMU")
        #expect(model.draft.name == "alpine-3.20")
        #expect(model.draft.diskFormat == "qcow2" && model.draft.containerFormat == "bare")
        #expect(model.warnings.isEmpty)
    }

    @Test("what is filled in between two keys stands, though it was not drawn")
    func undrawn() async throws {
        let stage = try await stage()
        let model = stage.workspace.draft
        for character in "~/images/alpine-3.20.qcow2" { _ = stage.stack.handle(.character(character)) }
        await model.finishLoading()
        _ = stage.stack.handle(.tab)
        #expect(model.draft.name == "alpine-3.20" && model.draft.containerFormat == "bare")
        #expect(stage.text().contains("[alpine-3.20"))
    }

    @Test("a container that does not fit the file is warned of, and sent only after a question")
    func container() async throws {
        let stage = try await stage()
        stage.type("~/images/alpine-3.20.qcow2")
        try await stage.wait(for: "The file is: QEMU")
        stage.workspace.draft.draft.containerFormat = "docker"
        try stage.expect("form-file-container", [.home])
        stage.press(.control("s"))
        #expect(stage.text().contains("Send this file?"))
        #expect(!stage.workspace.draft.isSending)
    }

    @Test(
        "a path is pasted as terminals quote it",
        arguments: [
            "'~/images/alpine-3.20.qcow2' ", "\"~/images/alpine-3.20.qcow2\"", "~/images/alpine-3.20.qcow2\n",
        ])
    func pasted(text: String) async throws {
        let stage = try await stage()
        stage.press(.paste(text))
        try await stage.wait(for: "The file is: QEMU")
        #expect(stage.workspace.draft.draft.data == "~/images/alpine-3.20.qcow2")
        #expect(DataSource.unquoted(#"'it'\''s here'"#) == "it's here")
        #expect(DataSource.unquoted("'") == "'" && DataSource.unquoted("'a\"") == "'a\"")
    }

    @Test("an untouched form is not sent")
    func untouched() async throws {
        let stage = try await Stage.at(.form)
        stage.press(.control("s"))
        #expect(stage.text().contains("Not sent yet: Nothing is filled in."))
        #expect(stage.service.created.isEmpty && !stage.workspace.draft.isSending)
        stage.press(.function(5))
        #expect(stage.text().contains("Nothing is filled in."))
    }

    @Test("a comma in a tag is typed after a backslash")
    func commaInTag() async throws {
        let stage = try await Stage.at(.form)
        stage.go(to: .tags)
        stage.type(#"a\,b,c,"#)
        #expect(stage.workspace.draft.draft.tags == ["a,b", "c"])
        #expect(stage.text().contains("[a,b] [c]"))
    }

    @Test("a property without a value is not in the request, and nobody says that it is sent")
    func noValue() async throws {
        let stage = try await Stage.at(.form)
        stage.go(to: .properties)
        stage.type("own_word")
        try await stage.wait(for: "describes no property")
        #expect(!stage.text(.wide).contains("sent as it is") && !stage.text(.wide).contains("\"own_word\""))
        stage.type(" = x")
        try await stage.wait(for: "sent as it is")
        #expect(stage.text(.wide).contains("\"own_word\": \"x\""))
        stage.press(.enter)
        #expect(stage.workspace.draft.draft.properties == ["own_word=x"])
    }

    @Test("as many properties as there may be, and as long, are drawn as far as there is room")
    func many() async throws {
        let stage = try await Stage.at(.form)
        let value = String(repeating: "語", count: 255)
        stage.workspace.draft.draft.properties = (100..<228).map { "p\($0)=\(value)" }
        stage.go(to: .properties)
        #expect(stage.text().contains("+127 [p227=語"))
        #expect(stage.text(.wide).contains("{\"p100\":"))
    }
}
