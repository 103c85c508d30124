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

    @Test("sentences name the keys that count, and none where no key does")
    func sentences() throws {
        let table = table("keys: {list: {filter: F5}, form: {review: F12}}").table
        #expect(KeyNames(table, in: .list).press(.filter, "to look for it") == " Press F5 to look for it.")
        // What a part of a screen has no other key for has the whole's.
        #expect(KeyNames(table, in: .dataFile)[.review] == "F12" && KeyNames(table, in: .dataFile)[.help] == "F1")
        let readOnly = KeyTable(rows: KeyBinding.table, readOnly: .cloud)
        #expect(KeyNames(readOnly, in: .list).press(.newImage, "to create one").isEmpty)
    }

    @Test("what is said of marks, changes and the tour names the keys that count")
    func changes() async throws {
        let stage = try await stage(
            "keys: {list: {toggle-mark: Z, undo: F10, compare-marked: F12}, everywhere: {palette: F11}}")
        stage.service.update = .answers(Image.everyday[0].record())
        stage.stack.offersTour = true
        #expect(stage.text().contains("New here? F11, and then tour, shows you around"))
        stage.press(.function(12))
        #expect(stage.text().contains("Mark two images with Z to see what differs; 0 are marked."))
        stage.press(.character("P"))
        try await stage.wait(for: "Done: protect alpine-3.20. F10 takes it back.")
        stage.press(.character("?"))
        let help = stage.draw(Size(rows: 1000, columns: 120)).lines
        #expect(help.contains { $0.contains("find any command by its name") && !$0.contains("F9") })
        #expect(help.contains { $0.contains("F11, and then tour, shows you around in a minute.") })
    }

    @Test("what the keys of every screen do while typing names the key that does it there")
    func typing() {
        let meaning = { (table: KeyTable, action: Action) in
            table.rows(of: .everywhere).first { $0.action == action }?.meaning
        }
        #expect(meaning(.standard, .help) == "the keys of the screen; F1 while typing")
        #expect(meaning(.standard, .palette) == "find any command by its name; F9 while typing")
        let own = table("keys: {everywhere: {help: [\"?\", F12], palette: F11}}").table
        #expect(meaning(own, .help) == "the keys of the screen; F12 while typing")
        #expect(meaning(own, .palette) == "find any command by its name")
    }

    @Test("what is said of data on its way names the keys that count")
    func transfers() async throws {
        let configuration = "keys: {transfers: {hold-transfer: P, cancel-transfer: Z, retry-transfer: R}}"
        let stage = Stage(configuration: configuration) { $0.image = .answers(Image.everyday[0].record()) }
        try await stage.wait(for: "There are no images here yet.")
        let plan = TransferPlan.fetch(ImageImport(.webDownload("https://example.org/disk.raw")))
        stage.workspace.transfers.add(plan, to: Image.everyday[0], offer: TransferOffer()).hold()
        stage.press(.character("T"), .character("Z"))
        try await stage.wait(for: "Cancelled. The cloud may go on: the status tells how it ends. Press R to")
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
            ("commands: [{key: x, run: ls}]", "taken in record"),
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
        #expect(configuration.general.commands.count == 3 && configuration.general.views.count == 2)
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

    @Test("a command is told of the images that are marked in the list, and in a record of that one alone")
    func markedImages() async throws {
        let stage = try await stage(boot)
        func ids() -> String? {
            guard case .run(_, let variables)? = stage.press(.function(10)) else { return nil }
            return variables["GAZE_IMAGE_IDS"]
        }
        #expect(ids() == Image.everyday[0].id)
        stage.press(.down, .character(" "), .character(" "))
        #expect(ids() == Image.everyday[1...2].map(\.id).joined(separator: "\n"))
        stage.press(.home, .enter)
        try await stage.wait(for: "container_format")
        #expect(ids() == Image.everyday[0].id)
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
        stage.stack.complaints = [FileComplaint(path: "~/.config/gaze/config.yaml", line: 3, reason: "it is wrong")]
        #expect(stage.text().contains("─ config.yaml, line 3 is wrong"))
        stage.press(.down)
        #expect(stage.text().contains("─ config.yaml, line 3 is wrong"))
        stage.stack.notice = "something else"
        #expect(!stage.text().contains("config.yaml"))
    }

    @Test("it fits into eighty columns, and what something is read-only for comes first")
    func remarkWords() {
        func remark(_ lines: [Int?], held: Set<Int> = [], path: String = "~/.config/gaze/config.yaml") -> String? {
            ComplaintText(
                lines.map {
                    FileComplaint(path: path, line: $0, reason: "x", holdsBack: $0.map(held.contains) ?? false)
                }
            ).remark
        }
        #expect(remark([]) == nil)
        #expect(remark([3]) == "config.yaml, line 3 is wrong; :config says why.")
        #expect(remark([3], held: [3]) == "config.yaml, line 3 (read-only) is wrong; :config says why.")
        #expect(remark([3, 9, 9], held: [9]) == "config.yaml: lines 9 (read-only), 3 are wrong; see :config.")
        let many = remark([10, 20, 30, 40, 50, 60], held: [40])
        #expect(many == "config.yaml: lines 40 (read-only), 10 and 4 more are wrong; see :config.")
        #expect((many ?? "").count <= 74)
        #expect(remark([nil]) == "config.yaml cannot be used; :config says why.")
        #expect(remark([4], path: "/x/themes/mine.yaml") == "mine.yaml, line 4 is wrong; :config says why.")
    }

    @Test(":config shows every complaint in full, and that there is none")
    func complaints() async throws {
        let stage = try await stage("")
        func open() {
            stage.press(.character(":"))
            stage.type("config")
            stage.press(.enter)
        }
        open()
        #expect(stage.text().contains("Nothing is wrong with config.yaml."))
        stage.press(.escape)
        stage.stack.complaints = (1...9).map {
            FileComplaint(path: "config.yaml", line: $0, reason: "it is wrong \($0)", holdsBack: $0 == 9)
        }
        open()
        let lines = stage.text().split(separator: "\n").filter { $0.contains("it is wrong") }
        #expect(lines.count == 9 && lines.first?.contains("config.yaml, line 9: it is wrong 9.") == true)
    }
}
