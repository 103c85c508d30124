import Terminal
import Testing

@testable import Widgets

@Suite("The form")
struct FormTests {
    private func form() -> Form<String> {
        Form(items: [
            .init(id: "name", label: "Name", field: .text(TextField())),
            .init(
                id: "format", label: "Disk format", field: .choice(ChoiceField(options: ["raw"], placeholder: "none"))),
            .init(id: "tags", label: "Tags", field: .chips(ChipField())),
            .init(id: "protected", label: "Protected", field: .toggle(ToggleField())),
            .init(id: "hidden", label: "Hidden", field: .toggle(ToggleField()), sharesLine: true),
        ])
    }

    private func canvas(_ form: Form<String>, rows: Int = 4, columns: Int = 40, notes: [String: String] = [:]) -> Canvas
    {
        drawing(rows: rows, columns: columns) { canvas, rect in
            form.draw(into: &canvas, in: rect) { id in notes[id].map { .init($0, role: .warning) } }
        }
    }

    @Test(
        "the focus goes from field to field, and around",
        arguments: [
            ([], "name"), ([Key.tab], "format"), ([.down, .down], "tags"), ([.enter], "format"), ([.backTab], "hidden"),
            ([.up], "hidden"), ([.tab, .backTab], "name"), (Array(repeating: .tab, count: 5), "name"),
        ] as [([Key], String)])
    func focus(keys: [Key], expected: String) {
        var form = form()
        for key in keys {
            let isTaken = form.handle(key)
            #expect(isTaken)
        }
        #expect(form.focus == expected)
    }

    @Test("a key is for the field that has the focus, and then for the form; others are left alone")
    func keys() {
        var form = form()
        for key in typing("x y") { _ = form.handle(key) }
        guard case .text(let name)? = form["name"] else {
            Issue.record("not a text")
            return
        }
        #expect(name.text == "x y")
        for key in [Key.escape, .control("s"), .pageDown, .function(1)] {
            let isTaken = form.handle(key)
            #expect(!isTaken)
        }
        form.focus(on: "protected")
        _ = form.handle(.character(" "))
        #expect(form["protected"] == .toggle(ToggleField(value: true)))
        form.focus(on: "nothing")
        #expect(form.focus == "protected")
        #expect(form["nothing"] == nil)
    }

    @Test("a field is replaced by its name; a name that nobody has changes nothing")
    func replacing() {
        var form = form()
        form["name"] = .text(TextField(text: "alpine"))
        form["other"] = .toggle(ToggleField())
        form["tags"] = nil
        #expect(form.items.map(\.id) == ["name", "format", "tags", "protected", "hidden"])
        #expect(form["name"] == .text(TextField(text: "alpine")))
        #expect(form["tags"] == .chips(ChipField()))
    }

    @Test("leaving a field takes over what is typed in it", arguments: ["tab", "focus", "commit"])
    func leaving(way: String) {
        var form = form()
        form.focus(on: "tags")
        for key in typing("lts") { _ = form.handle(key) }
        switch way {
        case "tab": _ = form.handle(.tab)
        case "focus": form.focus(on: "name")
        default: form.commit()
        }
        #expect(form["tags"] == .chips(ChipField(chips: ["lts"])))
    }

    @Test("labels stand in a column, fields beside them; two may share a line")
    func drawingAll() {
        let canvas = canvas(form())
        #expect(
            canvas.lines == [
                "Name         [                       ]◀", "Disk format  ‹ none ›", "Tags",
                "Protected    [ ]    Hidden       [ ]",
            ])
        #expect(form().rows == 4)
        #expect(canvas.cursor == Position(row: 0, column: 14))
        #expect(canvas.text(.labelFocused).hasPrefix("Name"))
        #expect(canvas.text(.label, row: 3).contains("Hidden"))
    }

    @Test("the lines around the focus are in sight, and marks tell that there are more")
    func scrolling() {
        var form = form()
        #expect(canvas(form, rows: 2).lines.map { $0.first } == ["N", "D"])
        #expect(canvas(form, rows: 2).lines.map { $0.last } == ["◀", "↓"])
        form.focus(on: "tags")
        #expect(canvas(form, rows: 2).lines.map { $0.first } == ["D", "T"])
        #expect(canvas(form, rows: 2).lines.map { $0.last } == ["↑", "↓"])
        form.focus(on: "hidden")
        #expect(canvas(form, rows: 2).lines.map { $0.first } == ["T", "P"])
        #expect(canvas(form, rows: 2).lines.map { $0.last } == ["↑", "◀"])
        #expect(canvas(form, rows: 9).lines == canvas(form).lines + Array(repeating: "", count: 5))
    }

    @Test(
        "every field that has the focus is in sight with its cursor, at every size", arguments: 0...5,
        [0, 1, 5, 14, 20, 40, 58])
    func sizes(rows: Int, columns: Int) {
        var form = form()
        for _ in form.items {
            let canvas = framed(rows: rows, columns: columns) { canvas, rect in
                form.draw(into: &canvas, in: rect) { _ in .init("too long by far", role: .warning) }
            }
            #expect(canvas.frameIsWhole)
            #expect(canvas.cursorIsInside)
            if rows > 0, columns == 58 { #expect(canvas.cursor != nil) }
            _ = form.handle(.tab)
        }
    }

    @Test("a note stands beside its field, and takes half of its room at most")
    func notes() {
        var form = form()
        form["name"] = .text(TextField(text: "a name that is long"))
        let short = canvas(form, notes: ["name": "long"])
        #expect(short.lines[0].hasSuffix("] ! long◀"))
        #expect(short.text(.warning).contains("! long"))
        let long = canvas(form, columns: 60, notes: ["name": "this name is far too long to be one"])
        #expect(long.text(.warning).contains("! this name is far t…"))
        #expect(long.lines[0].count <= 59)
        #expect(long.cursor?.row == 0)
        let narrow = canvas(form, notes: ["name": "this name is far too long to be one"])
        #expect(narrow.lines[0].hasSuffix("] !◀"))
    }
}
