import ImageModel
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

/// What the mouse does on the screens.
@Suite(.timeLimit(.minutes(10))) @MainActor struct MouseTests {
    @Test("a click takes the row, a double click opens it")
    func list() async throws {
        let stage = try await Stage.at(.list)
        stage.click(on: "rocky-9")
        #expect(stage.workspace.catalogue.selectedImage?.name == "rocky-9")
        #expect(stage.crumbs.hasSuffix("Images"))
        stage.click(on: "windows-2022")
        stage.click(on: "windows-2022", clicks: 2)
        #expect(stage.crumbs.hasSuffix("Images ▸ windows-2022"))
    }

    @Test("a click on a title orders the list by that column, a second one the other way round, and opens nothing")
    func titles() async throws {
        let stage = try await Stage.at(.list)
        stage.click(on: "NAME")
        #expect(stage.workspace.catalogue.order == ImageOrder(.name, isAscending: true))
        try await stage.wait(for: "NAME ↑")
        stage.click(on: "NAME", clicks: 2)
        #expect(stage.workspace.catalogue.order == ImageOrder(.name, isAscending: false))
        stage.click(on: "SIZE")
        #expect(stage.workspace.catalogue.order == .usual(for: .size))
        stage.click(on: "VISIBILITY")
        #expect(stage.text().contains("The service does not order by visibility."))
        #expect(stage.crumbs.hasSuffix("Images"))
        // Elsewhere a title means nothing.
        stage.press(.character("v"))
        stage.workspace.views.save(SavedView(name: "a"))
        stage.click(on: "FILTER")
        #expect(stage.crumbs.hasSuffix("Views"))
    }

    @Test("two quick clicks on different rows open nothing")
    func apart() async throws {
        let stage = try await Stage.at(.list)
        stage.click(on: "rocky-9")
        stage.click(on: "windows-2022", clicks: 2)
        #expect(stage.workspace.catalogue.selectedImage?.name == "windows-2022")
        #expect(stage.crumbs.hasSuffix("Images"))
    }

    @Test("a click in the text that is being typed brings the cursor there")
    func typing() async throws {
        let stage = try await Stage.at(.form)
        stage.press(.control("u"))
        stage.type("alpine-3.20")
        let label = "Name         ["
        var place = stage.place(of: label)
        place.column += label.count
        stage.click(at: place)
        stage.type("X")
        #expect(stage.text().contains("[alXpine-3.20 "))
        place.column += 30
        stage.click(at: place)
        stage.type("Y")
        #expect(stage.text().contains("[alXpine-3.20Y "))
    }

    @Test("a click on a key in the footer does what the key does", arguments: Place.allCases, [Size.home, .small])
    func footer(place: Place, size: Size) async throws {
        let stage = try await Stage.at(place)
        let canvas = stage.draw(size)
        let row = size.rows - 1
        let screen = try #require(stage.stack.screens.last)
        let shown = (0..<size.columns).compactMap { column -> (Key, String)? in
            guard case .key(let key)? = canvas.target(at: Position(row: row, column: column)),
                column == 0 || canvas.target(at: Position(row: row, column: column - 1)) != .key(key)
            else { return nil }
            return (key, String(canvas.lines[row].dropFirst(column)))
        }
        #expect(!shown.isEmpty)
        for (key, text) in shown {
            let name = key == .enter ? canvas.glyphs.enter : key.name
            #expect(text.hasPrefix(name + " "))
            #expect(KeyBinding.action(for: key, in: screen.place) != nil)
        }
    }

    @Test("a key in the footer is pressed by a click")
    func hint() async throws {
        let stage = try await Stage.at(.list)
        stage.click(on: "n new")
        #expect(stage.crumbs.hasSuffix("New image"))
        stage.click(on: "esc leave")
        #expect(stage.crumbs.hasSuffix("Images"))
    }

    @Test("a click presses a dialog's button, and what is below the dialog is not clicked")
    func dialog() async throws {
        let stage = try await Stage.at(.question)
        stage.click(on: "windows-2022")
        #expect(stage.workspace.catalogue.selectedImage?.name == "alpine-3.20")
        stage.click(on: "keep it")
        #expect(!stage.text().contains("Delete this image?"))
        stage.press(.character("d"))
        let button = stage.place(of: "[ delete ]")
        stage.click(on: "[ delete ]")
        #expect(!stage.workspace.catalogue.deleting.isEmpty)
        // The second press of a double click is not for the row that comes to light.
        stage.click(at: button, clicks: 2)
        #expect(stage.crumbs.hasSuffix("Images"))
    }

    @Test("a click chooses a tab, and takes a row of it")
    func tabs() async throws {
        let stage = try await Stage.at(.record)
        stage.click(on: "3 Members")
        #expect(stage.crumbs.hasSuffix("▸ Members"))
        stage.click(on: "1 Overview")
        stage.click(on: "disk_format")
        #expect(stage.press(.character("y")) == .copy("qcow2"))
    }

    @Test("a click gives a field the focus; a second one changes what has values to choose from")
    func form() async throws {
        let stage = try await Stage.at(.form)
        stage.click(on: "Min RAM")
        stage.type("512")
        #expect(stage.workspace.draft.draft.minRAM == "512")
        stage.click(on: "Protected    [")
        #expect(stage.workspace.draft.draft.isProtected == nil)
        stage.click(on: "Protected    [")
        #expect(stage.workspace.draft.draft.isProtected == true)
        stage.click(on: "Visibility   ‹")
        let before = stage.workspace.draft.draft.visibility
        stage.click(on: "Visibility   ‹", clicks: 2)
        #expect(stage.workspace.draft.draft.visibility != before)
        stage.click(on: "Data ")
        #expect(stage.stack.screens.last?.place == .dataFile)
    }

    @Test("a click on a field of an image that is changed gives it the focus")
    func edit() async throws {
        let stage = try await Stage.at(.edit)
        stage.click(on: "Min RAM")
        stage.press(.control("u"))
        stage.type("64")
        #expect(stage.text().contains("\"value\": 64") || stage.text().contains("[64"))
    }

    @Test("a click shows a theme, a double click takes it")
    func themes() async throws {
        let stage = try await Stage.at(.themes)
        #expect(stage.click(on: "light") == .theme(Theme.samples[1]))
        #expect(stage.click(on: "light", clicks: 2) == .keepTheme(Theme.samples[1]))
    }

    @Test("a double click runs a command, and the wheel goes through the commands without recalling any")
    func palette() async throws {
        let stage = try await Stage.at(.list)
        stage.press(.character(":"))
        stage.type("themes")
        stage.press(.enter, .escape, .character(":"))
        stage.turn(.wheelUp)
        #expect(stage.line.hasPrefix(":a command"))
        stage.click(on: "new image")
        stage.click(on: "new image", clicks: 2)
        #expect(stage.crumbs.hasSuffix("New image"))
    }

    @Test("a value is chosen by a click, and taken by a second one")
    func value() async throws {
        let stage = try await Stage.at(.value)
        stage.click(on: "  xen")
        stage.click(on: "▌ xen", clicks: 2)
        #expect(stage.workspace.draft.draft.value(ofProperty: "hw_disk_bus") == "xen")
    }

    @Test(
        "a click takes a row of every list",
        arguments: [
            (Place.files, "cirros.iso"), (.bookmarks, "/srv/images"), (.presets, "Windows"),
            (.transfers, "debian-12-genericc"), (.properties, "CPU pinning"), (.clouds, "RegionTwo"),
        ])
    func rows(place: Place, text: String) async throws {
        let stage = try await Stage.at(place)
        #expect(!stage.selectedText().contains(text))
        stage.click(on: text)
        #expect(stage.selectedText().contains(text))
    }

    @Test("the wheel goes three rows, in lists and in texts")
    func wheel() async throws {
        let stage = try await Stage.at(.list)
        stage.turn(.wheelDown)
        #expect(stage.workspace.catalogue.selectedRow == 3)
        stage.turn(.wheelUp)
        #expect(stage.workspace.catalogue.selectedRow == 0)
        stage.press(.character("?"))
        let lines = stage.draw().lines
        stage.turn(.wheelDown)
        #expect(stage.draw().lines[3].hasPrefix(lines[6].prefix(70)))
    }

    @Test("where the arrows have another meaning, the wheel does nothing", arguments: [Place.form, .edit, .listFilter])
    func forms(place: Place) async throws {
        let stage = try await Stage.at(place)
        let before = stage.draw()
        stage.turn(.wheelDown)
        #expect(stage.draw().cursor == before.cursor && stage.draw().lines == before.lines)
    }

    @Test("other buttons, and clicks where nothing is, do nothing", arguments: Place.allCases)
    func nothing(place: Place) async throws {
        let stage = try await Stage.at(place)
        let before = stage.text()
        for row in 0..<24 {
            #expect(stage.stack.handle(Mouse(.press(.right), at: Position(row: row, column: 5))) == nil)
            #expect(stage.stack.handle(Mouse(.press(.middle), at: Position(row: row, column: 5))) == nil)
        }
        #expect(stage.stack.handle(Mouse(.press(.left), at: Position(row: 1, column: 5))) == nil)
        #expect(stage.stack.handle(Mouse(.press(.left), at: Position(row: 500, column: 500))) == nil)
        #expect(stage.text() == before)
    }
}

extension Stage {
    /// The cell in which a text begins; the last one that has it, for what is on top is drawn at the bottom.
    func place(of text: String, sourceLocation: SourceLocation = #_sourceLocation) -> Position {
        for (row, line) in draw().lines.enumerated().reversed() {
            guard let range = line.firstRange(of: text) else { continue }
            return Position(row: row, column: line.distance(from: line.startIndex, to: range.lowerBound) + 2)
        }
        Issue.record("There is no “\(text)”:\n\(self.text())", sourceLocation: sourceLocation)
        return Position(row: 0, column: 0)
    }

    /// Clicks on a text.
    @discardableResult
    func click(on text: String, clicks: Int = 1, sourceLocation: SourceLocation = #_sourceLocation) -> Effect? {
        click(at: place(of: text, sourceLocation: sourceLocation), clicks: clicks)
    }

    @discardableResult
    func click(at position: Position, clicks: Int = 1) -> Effect? {
        _ = draw()
        let effect = stack.handle(Mouse(.press(.left), at: position, clicks: clicks))
        _ = draw()
        return effect
    }

    /// Turns the wheel by a notch.
    func turn(_ deed: Mouse.Deed) {
        _ = draw()
        _ = stack.handle(Mouse(deed, at: Position(row: 5, column: 5)))
        _ = draw()
    }
}

extension MouseTests {
    @Test(
        "a click chooses a column, and not one of the list that is shown below; a second one in place of a rebound enter"
    )
    func columnsAndViews() async throws {
        let stage = try await Stage.at(.columns)
        stage.click(on: "✓ disk_format")
        stage.click(on: "windows-2022")
        stage.press(.character(" "), .enter)
        #expect(stage.workspace.columns.chosen?.contains(ListColumn(.diskFormat)) == false)
        let views = Stage(configuration: "keys: {views: {use-view: F10}}") {
            $0.list = .answers(ImagePage(images: Image.samples, next: nil))
        }
        try await views.wait(for: "updated")
        for name in ["one", "two"] { views.workspace.views.save(SavedView(name: name, filter: "name:\(name)")) }
        views.press(.character("v"))
        views.click(on: "two")
        views.click(on: "two", clicks: 2)
        #expect(views.workspace.catalogue.filter.text == "name:two")
    }
}
