import ImageModel
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct KeyTableTests {
    private func table(_ yaml: String) -> (table: KeyTable, complaints: [FileComplaint]) {
        let configuration = Configuration(yaml: yaml, path: "c")
        #expect(configuration.complaints.isEmpty)
        return KeyTable.configured(configuration.general, path: "c", readOnly: .nothing)
    }

    private func stage(_ yaml: String, readOnly: String? = nil) async throws -> Stage {
        let stage = Stage(configuration: yaml, readOnly: readOnly) {
            $0.list = .answers(ImagePage(images: Image.everyday, next: nil))
            $0.image = .answers(Image.everyday[0].record())
        }
        try await stage.wait(for: "updated")
        return stage
    }

    @Test("each of gaze's own keys has its own meaning", arguments: Press.all)
    func standard(press: Press) {
        guard case .key(press.key) = KeyTable.standard.meaning(of: press.key, in: press.place) else {
            Issue.record("it is brought as another key")
            return
        }
    }

    @Test("a key that is bound has the meaning of the action's own, which means nothing any more")
    func rebound() async throws {
        let stage = try await stage("keys: {list: {delete: [Z, F10], move-down: ^N}, question: {press-button: ^S}}")
        stage.press(.character("d"), .delete)
        #expect(!stage.text().contains("Delete this image?"))
        stage.press(.down, .character("j"))
        #expect(stage.workspace.catalogue.selectedRow == 0)
        stage.press(.control("n"))
        #expect(stage.workspace.catalogue.selectedRow == 1)
        stage.press(.function(10))
        #expect(stage.text().contains("Delete this image?"))
        stage.press(.enter)
        #expect(stage.text().contains("Delete this image?"))
        stage.press(.control("s"))
        #expect(!stage.text().contains("Delete this image?"))
        #expect(stage.text().contains("Z delete"))
        stage.press(.function(1))
        #expect(stage.text().contains("Z F10 "))
    }

    @Test("where one types, a letter stays a letter, whatever it is bound to elsewhere")
    func letters() async throws {
        let stage = try await stage("keys: {everywhere: {help: X}, list: {filter: F3}}")
        stage.press(.function(3))
        stage.type("aXd/")
        #expect(stage.text().contains("Filter aXd/"))
        stage.press(.escape, .character("X"))
        #expect(stage.text().contains("▸ Help"))
    }

    @Test("the words of the list name the keys that count")
    func words() async throws {
        let stage = Stage(configuration: "keys: {list: {new-image: F10}, everywhere: {help: F11}}")
        try await stage.wait(for: "There are no images here yet.")
        #expect(stage.text().contains("Press F10 to create one") && stage.text().contains("Press F11 for all keys."))
    }

    @Test(
        "what cannot be is named with its line, and left as gaze has it",
        arguments: [
            ("keys: {lst: {delete: D}}", "no place “lst”; there are everywhere, list, list-filter"),
            ("keys: {list: {delte: D}}", "no “delte” in list, but there are new-image, open"),
            ("keys: {list: {delete: F109}}", "“F109” is no key"),
            ("keys: {list: {delete: ^I}}", "no terminal sends “^I”"),
            ("keys: {form: {review: r}}", "one types in form"), ("keys: {list: {delete: s}}", "“s” is taken in list"),
            ("keys: {list: {delete: \"?\"}}", "“?” is taken in everywhere"),
            ("keys: {everywhere: {redraw: d}}", "“d” is taken in list: delete the image"),
            ("commands: [{key: q, run: ls}]", "“q” is taken in "),
            ("commands: [{key: y, run: ls}]", "taken in record"),
            ("commands: [{key: G9, run: ls}]", "“G9” is no key"),
        ])
    func wrong(yaml: String, words: String) throws {
        let (table, complaints) = table("\n" + yaml)
        let complaint = try #require(complaints.first)
        #expect(complaints.count == 1 && complaint.line == 2)
        #expect(complaint.reason.contains(words), "\(complaint)")
        #expect(table.rows.map(\.keys) == KeyBinding.table.map(\.keys))
    }

    @Test("keys may be exchanged, and of two lines that want the same key the first has it")
    func exchange() throws {
        let good = table("keys: {list: {delete: s, next-order: d}}")
        #expect(good.complaints.isEmpty)
        #expect(good.table.name(of: .delete, in: .list) == "s")
        let (twice, complaints) = table(
            "keys:\n  list:\n    delete: F10\n    quit: F10\ncommands:\n- {key: F10, run: ls}\n")
        #expect(complaints.map(\.line) == [4, 6])
        #expect(twice.name(of: .delete, in: .list) == "F10" && twice.name(of: .quit, in: .list) == "q")
        #expect(!twice.rows.contains { $0.action == .command(0) })
    }

    @Test("what is given back may be in the way of another line, which is given back then too")
    func chain() {
        // The first wants a key that is taken; so it keeps d, which the second wanted.
        let (table, complaints) = table("keys:\n  list:\n    delete: n\n    quit: d\n")
        #expect(complaints.map(\.line) == [3, 4])
        #expect(table.rows.map(\.keys) == KeyBinding.table.map(\.keys))
    }

    @Test("every action has a name of its own in its place, and every place too")
    func names() {
        for place in Place.allCases {
            let names = KeyBinding.rows(of: place).map(\.action.name)
            #expect(Set(names).count == names.count)
        }
        #expect(Set(Place.allCases.map(\.name)).count == Place.allCases.count)
        #expect(Place.dataFile.name == "data-file" && Action.showJSON.name == "show-json")
    }

    @Test("what gaze config prints says nothing, and with every # taken away says nothing wrong")
    func commented() {
        let text = ConfigurationText.commented
        #expect(Configuration(yaml: text, path: "c") == Configuration(path: "c"))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasPrefix("#") && !line.dropFirst().hasPrefix(" ") || line.hasPrefix("#  ")
                ? String(line.dropFirst()) : String(line)
        }
        let configuration = Configuration(yaml: lines.joined(separator: "\n"), path: "c")
        #expect(configuration.complaints.isEmpty, "\(configuration.complaints)")
        #expect(configuration.general.keys.count == KeyBinding.table.count)
        #expect(configuration.general.commands.count == 2 && configuration.general.views.count == 2)
        #expect(configuration.clouds.count == 2)
        let (table, complaints) = KeyTable.configured(configuration.general, path: "c", readOnly: .nothing)
        #expect(complaints.isEmpty, "\(complaints)")
        #expect(table.rows.prefix(KeyBinding.table.count).map(\.keys) == KeyBinding.table.map(\.keys))
        for line in text.split(separator: "\n") { #expect(line.count <= 200) }
    }

    // MARK: Commands

    private let boot = #"commands: [{key: F10, name: boot, run: 'echo "$GAZE_IMAGE_ID"'}]"#

    @Test("a command of one's own is run for the image under the bar, and in its record")
    func command() async throws {
        let stage = try await stage(boot)
        let image = Image.everyday[0]
        func isRun(_ effect: Effect?) {
            guard case .run(let command, let variables) = effect else {
                Issue.record("nothing is run")
                return
            }
            #expect(command.run == #"echo "$GAZE_IMAGE_ID""#)
            #expect(variables["GAZE_IMAGE_ID"] == image.id && variables["OS_CLOUD"] == "local")
        }
        isRun(stage.press(.function(10)))
        #expect(stage.draw(Size(rows: 24, columns: 240)).lines.last?.contains("F10 boot") == true)
        stage.press(.enter)
        try await stage.wait(for: "container_format")
        isRun(stage.press(.function(10)))
        stage.press(.character("?"))
        #expect(stage.text().contains("your command: echo") == false || stage.text().contains("F10"))
        #expect(stage.draw(Size(rows: 24, columns: 240)).lines.last?.contains("F10 boot") == false)
    }

    @Test("without an image there is nothing to run a command for, which is said")
    func noImage() async throws {
        let stage = Stage(configuration: boot)
        try await stage.wait(for: "There are no images here yet.")
        #expect(stage.press(.function(10)) == nil)
        #expect(stage.text().contains("“boot” is about an image, and there is none here."))
        #expect(stage.draw(Size(rows: 24, columns: 240)).lines.last?.contains("F10 boot") == false)
    }

    // MARK: Read-only

    @Test("where nothing may be changed, no key that changes something is offered, and each says why")
    func readOnly() async throws {
        let stage = try await stage("", readOnly: "--readonly")
        try stage.expect("list-read-only")
        for row in KeyBinding.rows(of: .list) where row.changesImages {
            for key in row.keys {
                #expect(stage.press(key) == nil)
                #expect(
                    stage.text().contains("\(key.name) would change something; gaze is read-only here (--readonly)."))
            }
        }
        stage.press(.function(1))
        #expect(!stage.draw(Size(rows: 400, columns: 120)).lines.contains { $0.contains("delete the image") })
        stage.press(.escape, .enter)
        try await stage.wait(for: "container_format")
        for row in KeyBinding.rows(of: .record) where row.changesImages {
            for key in row.keys {
                #expect(stage.press(key) == nil)
                #expect(stage.text().contains("\(key.name) would change something"))
                #expect(stage.text().contains("read-only  local"))
            }
        }
        #expect(!stage.service.calls.contains { [.create, .delete, .update, .upload].contains($0) })
    }

    @Test("a key that is bound to what is withheld says so too, and the list offers nothing to create")
    func readOnlyWords() async throws {
        let stage = Stage(
            configuration: "keys: {list: {delete: F10}}", readOnly: "config.yaml, line 3",
            { $0.list = .answers(ImagePage(images: [], next: nil)) })
        try await stage.wait(for: "so that none can be created")
        stage.press(.function(10))
        #expect(stage.text().contains("F10 would change something; gaze is read-only here (config.yaml, line 3)."))
        #expect(!stage.text().contains(" d "))
    }

    @Test("what the configuration says wrongly is said in the list, until there is something else to say")
    func remark() async throws {
        let stage = try await stage("")
        stage.stack.remark = "config.yaml, line 3 is wrong; gaze config --check says why."
        #expect(stage.text().contains("─ config.yaml, line 3 is wrong"))
        stage.press(.down)
        #expect(stage.text().contains("─ config.yaml, line 3 is wrong"))
        stage.stack.notice = "something else"
        #expect(!stage.text().contains("config.yaml"))
    }
}
