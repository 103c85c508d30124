import Terminal
import Testing

@testable import Widgets

@Suite("The dialog")
struct DialogTests {
    private func dialog(lines: Int = 2, title: String = "Delete this image?") -> Dialog {
        Dialog(
            title: title, text: (0..<lines).map { StyledLine("line \($0)", role: .dialog) },
            buttons: [.init("keep it", letter: "k"), .init("delete", letter: "d"), .init("other", letter: "o")])
    }

    private func canvas(_ dialog: inout Dialog, rows: Int = 24, columns: Int = 80, charset: Charset = .utf8) -> Canvas {
        drawing(rows: rows, columns: columns, charset: charset) { canvas, rect in
            dialog.draw(into: &canvas, in: rect)
        }
    }

    @Test(
        "the first button is the safe one; keys press and choose",
        arguments: [
            ([Key.enter], 0), ([.escape], 0), ([.control("c")], 0), ([.character("d")], 1), ([.character("D")], 1),
            ([.character("k")], 0), ([.right, .enter], 1), ([.tab, .tab, .enter], 2),
            ([.right, .right, .right, .enter], 0),
            ([.left, .enter], 2), ([.backTab, .enter], 2), ([.right, .left, .enter], 0), ([.right, .escape], 0),
            ([.character("x")], nil), ([.right], nil), ([.function(1)], nil), ([.paste("d")], nil),
            ([.control("s")], nil),
        ] as [([Key], Int?)])
    func keys(keys: [Key], expected: Int?) {
        var dialog = dialog()
        var pressed: Int?
        for key in keys { pressed = dialog.handle(key) }
        #expect(pressed == expected)
    }

    @Test("it stands in the middle, over what was there, with its title, its text and its buttons")
    func drawingAll() {
        var dialog = dialog()
        let canvas = drawing(rows: 10, columns: 44) { canvas, rect in
            canvas.fill(rect, with: ".")
            dialog.draw(into: &canvas, in: rect)
        }
        #expect(
            canvas.lines == [
                "............................................",
                "...┌─ Delete this image? ───────────────┐...",
                "...│                                    │...",
                "...│ line 0                             │...",
                "...│ line 1                             │...",
                "...│                                    │...",
                "...│ [ keep it ]  [ delete ]  [ other ] │...",
                "...└────────────────────────────────────┘...",
                "............................................",
                "............................................",
            ])
        #expect(canvas.text(.buttonFocused, row: 6).contains("[ keep it ]"))
        #expect(canvas.text(.button, row: 6).contains("[ ·elete ]"))
        #expect(canvas.text(.key, row: 6).contains("·d·"))
        #expect(canvas.text(.title, row: 1).contains(" Delete this image? "))
        #expect(canvas.cursor == nil)
    }

    @Test("the focus is seen")
    func focus() {
        var dialog = dialog()
        _ = dialog.handle(.right)
        let canvas = canvas(&dialog)
        let row = canvas.lines.firstIndex { $0.contains("[ delete ]") }
        #expect(row.map { canvas.text(.buttonFocused, row: $0).contains("[ delete ]") } == true)
    }

    @Test(
        "text that is broken to the width of the dialog is shown to its last letter, beside the marks",
        arguments: [80, 60, 40])
    func fullLines(columns: Int) {
        let width = Dialog.textColumns(on: Canvas(size: Size(rows: 12, columns: columns), charset: .utf8))
        let line = String(repeating: "x", count: width - 1) + "y"
        var dialog = Dialog(
            title: "t", text: Array(repeating: StyledLine(line), count: 30), buttons: [.init("ok", letter: "o")])
        let canvas = canvas(&dialog, rows: 12, columns: columns)
        #expect(canvas.lines.filter { $0.contains(line) }.count == 7)
        #expect(canvas.lines.contains { $0.contains("y↓") })
    }

    @Test("buttons that have no room in one row stand in two, each to its last letter")
    func manyButtons() {
        var dialog = Dialog(
            title: "Who?", text: [StyledLine("line")],
            buttons: ["keep", "shared", "private", "community", "public"].map { .init($0, letter: $0.first ?? " ") })
        let canvas = drawing(rows: 9, columns: 56) { canvas, rect in dialog.draw(into: &canvas, in: rect) }
        #expect(canvas.lines[5].contains("│ [ keep ]  [ shared ]  [ private ]  [ community ] "))
        #expect(canvas.lines[6].contains("│ [ public ] "))
        #expect(canvas.lines[7].contains("└"))
    }

    @Test("text that is too long scrolls; the buttons stay")
    func scrolling() {
        var dialog = dialog(lines: 30)
        var canvas = canvas(&dialog, rows: 16, columns: 60)
        #expect(canvas.lines.contains { $0.contains("line 0") })
        #expect(!canvas.lines.contains { $0.contains("line 29") })
        #expect(canvas.lines.contains { $0.contains("[ keep it ]") })
        #expect(canvas.lines.contains { $0.contains("↓") })
        for key in [Key.down, .pageDown, .character("j")] { #expect(dialog.handle(key) == nil) }
        canvas = self.canvas(&dialog, rows: 16, columns: 60)
        #expect(!canvas.lines.contains { $0.contains("line 0 ") })
        #expect(canvas.lines.contains { $0.contains("↑") })
        _ = dialog.handle(.end)
        canvas = self.canvas(&dialog, rows: 16, columns: 60)
        #expect(canvas.lines.contains { $0.contains("line 29") })
        #expect(canvas.lines.contains { $0.contains("[ keep it ]") })
    }

    @Test("a title that is too long is cut")
    func longTitle() {
        var dialog = dialog(title: String(repeating: "long ", count: 30))
        let canvas = canvas(&dialog, rows: 16, columns: 60)
        #expect(canvas.lines.contains { $0.hasSuffix("… ─┐") })
    }

    @Test("on every screen it stays on the screen", arguments: [0, 1, 3, 5, 6, 8, 16], [0, 1, 5, 14, 20, 60])
    func sizes(rows: Int, columns: Int) {
        for lines in [0, 1, 40] {
            var dialog = dialog(lines: lines)
            let canvas = canvas(&dialog, rows: rows, columns: columns, charset: .ascii)
            // No button stands on the right edge.
            for line in canvas.lines where line.contains("[") && line.hasPrefix("  |") {
                #expect(line.hasSuffix("|"))
            }
            if rows >= 6, columns >= 20 { #expect(canvas.lines.contains { $0.contains("[ keep it ]") }) }
        }
    }

    @Test("text has the room that the screen leaves", arguments: [(80, 66), (60, 52), (200, 66), (10, 10), (0, 10)])
    func textColumns(columns: Int, expected: Int) {
        #expect(Dialog.textColumns(on: Canvas(size: Size(rows: 24, columns: columns), charset: .utf8)) == expected)
    }
}
