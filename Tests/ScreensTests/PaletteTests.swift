import ImageModel
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

/// The line of commands, on the list where nothing else is said.
@Suite(.timeLimit(.minutes(10))) @MainActor struct PaletteTests {
    @Test("it lists what can be done, with the keys, and what is typed stands out")
    func list() async throws {
        let stage = try await Stage.at(.palette)
        try stage.expect("palette", [.home, .wide, .small], roles: [.selection])
        try stage.expect("palette", [.home], charset: .ascii)
        stage.type("nim")
        try stage.expect("palette-typed", [.home], roles: [.key])
    }

    @Test("over a form it lists the form's keys, and F9 opens it there")
    func overForm() async throws {
        let stage = try await Stage.at(.form)
        stage.press(.character(":"))
        #expect(stage.text().contains("Name         [:"))
        stage.press(.function(9))
        stage.type("rev")
        try stage.expect("palette-form", [.home])
        stage.press(.enter)
        #expect(stage.text().contains("▸ New image ▸ Review"))
    }

    @Test("every action that counts on a screen can be found by its name", arguments: Place.allCases)
    func reachable(place: Place) async throws {
        let stage = try await Stage.at(place)
        guard let screen = stage.stack.screens.last, screen.place != .palette else { return }
        let actions = Set(KeyTable.standard.counting(in: screen.place).map(\.row.action)).subtracting([.palette])
        for action in actions {
            let entries = PaletteEntry.all(in: screen.place, without: [])
            let best = try #require(PaletteMatch.ranked(entries, for: action.words).first)
            #expect(best.entry.name == action.words)
            guard case .press(let key) = best.entry.deed else {
                Issue.record("\(action.words) presses no key")
                continue
            }
            #expect(KeyBinding.action(for: key, in: screen.place) == action)
        }
    }

    @Test("enter does what the key does")
    func run() async throws {
        let stage = try await Stage.at(.palette)
        stage.type("delete")
        stage.press(.enter)
        #expect(stage.text().contains("Delete this image?"))
        stage.press(.escape, .character(":"))
        stage.type("redraw")
        #expect(stage.press(.enter) == .redraw)
        stage.press(.character(":"))
        stage.type("quit")
        #expect(stage.press(.enter) == .quit)
    }

    @Test("what has nothing to act on is shown last, and says so")
    func unavailable() async throws {
        let stage = try await Stage.at(.palette)
        stage.type("detai")
        stage.press(.enter)
        try stage.expect("palette-unavailable", [.home], roles: [.warning])
    }

    @Test("esc leaves everything as it was")
    func cancel() async throws {
        let stage = try await Stage.at(.list)
        let before = stage.text()
        stage.press(.character(":"))
        stage.type("del")
        #expect(stage.press(.escape) == nil)
        #expect(stage.text() == before)
    }

    @Test("tab completes a name, and up in the empty line recalls what was run")
    func completion() async throws {
        let stage = try await Stage.at(.palette)
        stage.type("thms")
        stage.press(.tab)
        #expect(stage.line == ":themes")
        stage.press(.enter, .escape, .character(":"))
        stage.type("sort si")
        stage.press(.tab)
        #expect(stage.line == ":sort size")
        stage.press(.enter, .character(":"), .up)
        #expect(stage.line == ":sort size")
        stage.press(.up)
        #expect(stage.line == ":themes")
        stage.press(.up, .down)
        #expect(stage.line == ":sort size")
        stage.press(.down)
        #expect(stage.line.hasPrefix(":a command"))
        // With something in the line, the arrows move the bar.
        stage.type("m")
        stage.press(.down, .up, .up)
        #expect(stage.line == ":m")
    }

    @Test("a theme is shown while it is looked for; enter keeps it, and esc brings the old one back")
    func theme() async throws {
        let stage = try await Stage.at(.palette)
        stage.type("theme")
        stage.press(.enter)
        try await stage.wait(for: "light")
        try stage.expect("palette-theme", [.home], roles: [.selection, .dim])
        #expect(stage.press(.down) == .theme(Theme.samples[1]))
        #expect(stage.press(.up) == .theme(Theme.samples[0]))
        #expect(stage.press(.character("l")) == .theme(Theme.samples[1]))
        // What is no theme any more shows the one of before.
        #expect(stage.press(.character("x")) == .theme(Theme.samples[0]))
        #expect(stage.press(.backspace) == .theme(Theme.samples[1]))
        #expect(stage.press(.enter) == .keepTheme(Theme.samples[1]))
        stage.press(.character(":"))
        stage.type("theme li")
        #expect(stage.press(.escape) == .theme(Theme.samples[0]))
        stage.press(.character(":"))
        stage.type("theme own")
        #expect(stage.press(.enter) == nil)
        // The line of its file comes first: there is room for little more.
        #expect(stage.text().contains("\n ! line 3: “purpel” is not a colour"))
    }

    @Test("a theme that is named before the themes have been read is taken once they have")
    func themeAhead() async throws {
        let stage = try await Stage.at(.list)
        stage.press(.character(":"))
        stage.type("theme light")
        #expect(stage.press(.enter) == nil)
        #expect(stage.stack.takeRequest() == nil)
        try await stage.wait(forNo: ":theme light")
        #expect(stage.stack.takeRequest() == .keepTheme(Theme.samples[1]))
        #expect(stage.stack.takeRequest() == nil)
    }

    @Test("what is typed on is not taken for what was named before, and what there is not is said")
    func themeNotAhead() async throws {
        let stage = try await Stage.at(.list)
        stage.press(.character(":"))
        stage.type("theme ligh")
        stage.press(.enter, .character("x"))
        try await stage.wait(for: "Nothing fits.")
        #expect(stage.line == ":theme lighx")
        #expect(stage.stack.takeRequest() == nil)
    }

    @Test(
        "the list is ordered by a key, in its usual direction or in the one that is named",
        arguments: [
            ("size", ImageOrder(.size, isAscending: false)), ("name", ImageOrder(.name, isAscending: true)),
            ("size asc", ImageOrder(.size, isAscending: true)), ("name desc", ImageOrder(.name, isAscending: false)),
            ("upd", ImageOrder(.updatedAt, isAscending: false)),
            ("disk asc", ImageOrder(.diskFormat, isAscending: true)),
        ])
    func sort(typed: String, order: ImageOrder) async throws {
        let stage = try await Stage.at(.palette)
        stage.type("sort \(typed)")
        stage.press(.enter)
        #expect(stage.workspace.catalogue.order == order)
        #expect(!stage.text().contains("the greatest first"))
    }

    @Test("the list is filtered as by its own line; what a filter has wrong is said and keeps the line")
    func filter() async throws {
        let stage = try await Stage.at(.palette)
        stage.type("filter vis")
        stage.press(.tab)
        #expect(stage.line == ":filter visibility:")
        stage.type("shared size>x")
        #expect(stage.text().contains("! size>x: "))
        stage.press(.enter)
        #expect(stage.text().contains("! ") && stage.line == ":filter visibility:shared size>x")
        stage.press(.backspace)
        stage.type("1G")
        stage.press(.enter)
        #expect(stage.workspace.catalogue.filter.text == "visibility:shared size>1G")
        #expect(stage.workspace.filterHistory.filters == ["visibility:shared size>1G"])
    }

    @Test("as in the list's own line, what may be a slip is said, and what of a filter the cloud answers")
    func filterWords() async throws {
        let stage = try await Stage.at(.palette)
        stage.type("filter status:activ")
        // A state that is still being typed is none that there is not.
        #expect(!stage.text().contains("? "))
        stage.type("x")
        try stage.expect("palette-filter-doubt", [.home, .small])
        stage.press(.backspace, .backspace)
        stage.type("ve alp")
        #expect(stage.text().contains("enter: cloud: status:active; here: alp"))
    }

    @Test("the list is looked at as a saved view says, by some letters of its name")
    func view() async throws {
        let stage = Stage(
            configuration: "views: {long term: {filter: \"tag:lts\", sort: name}, odd: {filter: size>1G}}")
        try await stage.wait(for: "There are no images here yet.")
        stage.press(.character(":"))
        stage.type("view lt")
        #expect(stage.text().contains("tag:lts") && !stage.text().contains("size>1G"))
        stage.press(.enter)
        #expect(stage.workspace.catalogue.filter.text == "tag:lts")
        #expect(stage.workspace.catalogue.order == ImageOrder(.name, isAscending: true))
    }

    @Test("a view that is named before the saved ones have been read is looked at once they have")
    func viewAhead() async throws {
        let kept = SavedView(name: "long term", filter: "tag:lts")
        let memory = ListMemory(
            columns: { nil }, keepColumns: { _ in }, views: { [kept] }, changeViews: { _ in nil })
        let stage = Stage(list: memory)
        try await stage.wait(for: "There are no images here yet.")
        stage.press(.character(":"))
        stage.type("view long")
        stage.press(.enter)
        try await stage.wait(forNo: ":view long")
        #expect(stage.workspace.catalogue.filter.text == "tag:lts")
    }

    @Test(
        "what is about the list says so elsewhere",
        arguments: ["filter x", "sort name", "filter", "sort", "view x", "view"])
    func elsewhere(line: String) async throws {
        let stage = try await Stage.at(.themes)
        stage.press(.character(":"))
        stage.type(line)
        stage.press(.enter)
        #expect(stage.text().contains("is about the list of images"))
    }

    @Test("an image of the list is opened by its name or its id", arguments: ["rocky", "000000000006"])
    func open(typed: String) async throws {
        let stage = try await Stage.at(.palette)
        stage.type("open \(typed)")
        stage.press(.enter)
        #expect(stage.text().contains("▸ rocky-9"))
    }

    @Test("an image that is not in the list is looked for in the cloud")
    func find() async throws {
        let stage = try await Stage.at(.palette)
        stage.service.list = .answers(ImagePage(images: [.sample("zzz", number: 77)], next: nil))
        stage.type("open zzz")
        #expect(stage.text().contains("Not in what is loaded"))
        stage.press(.enter)
        try await stage.wait(for: "▸ zzz")
        stage.press(.escape, .character(":"), .up)
        #expect(stage.line == ":open zzz")
    }

    @Test(
        "an image that cannot be found, or not be told from another, says so",
        arguments: [([], "No image has the name"), ([78, 79], "Several images are called so")])
    func notFound(numbers: [Int], words: String) async throws {
        let stage = try await Stage.at(.palette)
        stage.service.list = .answers(
            ImagePage(images: numbers.map { .sample("zzz", number: $0) }, next: nil))
        stage.type("open zzz")
        stage.press(.enter)
        try await stage.wait(for: words)
        #expect(stage.line == ":open zzz")
        if !numbers.isEmpty {
            // What the advice says can be typed as it is.
            stage.service.list = .answers(
                ImagePage(images: numbers.map { .sample("z z", number: $0) }, next: nil))
            stage.press(.control("u"))
            stage.type("open z z")
            stage.press(.enter)
            try await stage.wait(for: "filter name:\"z z\" lists them")
        }
        stage.service.list = .fails(APIError(status: 503, message: "closed on Sundays"))
        stage.press(.enter)
        try await stage.wait(for: "The image could not be read")
    }

    @Test("an image is found by its id")
    func byID() async throws {
        let stage = try await Stage.at(.palette)
        stage.service.image = .answers(Image.sample("zzz", number: 77).record())
        stage.type("open b2173dd3-7ad6-4362-baa6-000000000077")
        stage.press(.enter)
        try await stage.wait(for: "▸ zzz")
    }

    @Test("leaving asks first where a transfer would be cut off, from every screen")
    func quit() async throws {
        let stage = try await Stage.at(.transfers)
        stage.press(.character(":"))
        stage.type("quit")
        #expect(stage.press(.enter) == nil)
        #expect(stage.text().contains("Leave gaze?"))
    }

    @Test(
        "what is marked can be changed by the name of the change; its question is asked", arguments: ChangeKind.allCases
    )
    func changes(kind: ChangeKind) async throws {
        let stage = try await Stage.at(.list)
        stage.press(.character(" "), .character(" "), .character(":"))
        stage.type(kind.title.lowercased())
        stage.press(.enter)
        #expect(stage.text().contains(kind == .copyData || kind == .deleteData ? "the data of 2 images" : "2 images"))
        #expect(!stage.text().contains("Commands"))
    }

    @Test("changes are offered in the list alone, and not where nothing may be changed")
    func noChanges() {
        let readOnly = KeyTable(rows: KeyBinding.table, readOnly: .cloud)
        #expect(PaletteEntry.all(in: .list, without: []).contains { $0.name == "add tags" })
        #expect(!PaletteEntry.all(in: .list, without: [], readOnly).contains { $0.name == "add tags" })
        #expect(!PaletteEntry.all(in: .themes, without: []).contains { $0.name == "add tags" })
        #expect(
            PaletteEntry.all(in: .list, without: [.changeMarked]).first { $0.name == "add tags" }?.isAvailable == false)
    }

    @Test(
        "what people call an action leads to it, and a slip of the finger too",
        arguments: [
            ("download", "save data"), ("upload", "new image"), ("tag", "add tags"), ("member", "add a member"),
            ("share", "add a member"), ("qiut", "quit"), ("refersh", "refresh"), ("dellete", "delete"),
            ("helo", "help"), ("filtr status:active", "filter"), ("fitler tag:lts", "filter"), ("opne x", "open"),
        ])
    func found(typed: String, name: String) {
        let entries = PaletteEntry.all(in: .list, without: [])
        #expect(PaletteMatch.commands(entries, for: typed).first?.entry.name == name)
    }

    @Test("what is like nothing finds nothing", arguments: ["xyzzy", "zq", "delete this one"])
    func like(typed: String) {
        let found = PaletteMatch.commands(PaletteEntry.all(in: .list, without: []), for: typed)
        #expect(found.isEmpty, "\(found.map(\.entry.name))")
    }

    @Test("what follows a command that is half typed stays in the line")
    func argument() async throws {
        let stage = try await Stage.at(.palette)
        stage.type("filtr status:active")
        stage.press(.enter)
        #expect(stage.line == ":filter status:active")
        stage.press(.enter)
        #expect(stage.workspace.catalogue.filter.text == "status:active")
    }

    @Test("actions are named in words", arguments: [(Action.nextOrder, "next order"), (.toggleJSON, "toggle JSON")])
    func names(action: Action, words: String) { #expect(action.words == words) }
}

extension Stage {
    /// The line of commands.
    var line: String {
        draw().lines.last { $0.hasPrefix(" :") }.map { String($0.dropFirst()) } ?? ""
    }
}
