import Terminal
import Testing

@testable import Widgets

@Suite("The choice field")
struct ChoiceFieldTests {
    private func choice(_ value: String? = nil) -> ChoiceField {
        ChoiceField(options: ["raw", "qcow2", "vhd", "vhdx"], value: value, placeholder: "left alone")
    }

    @Test("a value is chosen, whether or not it is offered: nothing chosen earlier is lost")
    func beginning() {
        #expect(choice().value == nil)
        #expect(choice("vhd").value == "vhd")
        #expect(choice("iso").value == "iso" && choice("iso").options.last == "iso")
        #expect(choice().options == [nil, "raw", "qcow2", "vhd", "vhdx"])
    }

    @Test(
        "keys choose, around the ends too",
        arguments: [
            (nil, Key.right, "raw"), ("raw", .right, "qcow2"), ("vhdx", .right, nil), (nil, .left, "vhdx"),
            ("raw", .character(" "), "qcow2"), ("raw", .left, nil), ("vhd", .home, nil), ("raw", .end, "vhdx"),
            ("vhd", .backspace, nil), ("vhd", .delete, nil), (nil, .character("q"), "qcow2"),
            (nil, .character("V"), "vhd"),
            ("vhd", .character("v"), "vhdx"), ("vhdx", .character("v"), "vhd"), ("raw", .character("r"), "raw"),
            (nil, .paste(" vhd\n"), "vhd"),
        ] as [(String?, Key, String?)])
    func keys(before: String?, key: Key, after: String?) {
        var choice = choice(before)
        let isTaken = choice.handle(key)
        #expect(isTaken)
        #expect(choice.value == after)
    }

    @Test(
        "keys that choose nothing are left to others",
        arguments: [Key.character("z"), .paste("iso"), .enter, .tab, .up, .down, .escape, .control("s")])
    func others(key: Key) {
        var choice = choice("raw")
        let isTaken = choice.handle(key)
        #expect(!isTaken)
        #expect(choice.value == "raw")
    }

    @Test("a value that was chosen stays, whatever is offered later")
    func offers() {
        var choice = choice("vhd")
        choice.offer(["raw", "vhd"])
        #expect(choice.value == "vhd")
        #expect(choice.options == [nil, "raw", "vhd"])
        choice.offer(["raw"])
        #expect(choice.value == "vhd")
        #expect(choice.options == [nil, "raw", "vhd"])
        choice.choose("iso")
        #expect(choice.value == "iso")
        choice.choose(nil)
        #expect(choice.value == nil)
        choice.offer([])
        #expect(choice.options == [nil])
        let isTaken = choice.handle(.right)
        #expect(isTaken)
        #expect(choice.value == nil)
    }

    @Test("the value stands between marks", arguments: [(Charset.utf8, "‹ raw ›"), (.ascii, "< raw >")])
    func marks(charset: Charset, expected: String) {
        let canvas = drawing(columns: 20, charset: charset) { choice("raw").draw(into: &$0, in: $1, isFocused: true) }
        #expect(canvas.lines == [expected])
        #expect(canvas.cursor == Position(row: 0, column: 2))
        #expect(canvas[0, 2].role == .fieldFocused)
    }

    @Test("no value is shown as a placeholder")
    func placeholder() {
        let canvas = drawing(columns: 20) { choice().draw(into: &$0, in: $1, isFocused: false) }
        #expect(canvas.lines == ["‹ left alone ›"])
        #expect(canvas[0, 2].role == .placeholder)
        #expect(canvas.cursor == nil)
    }

    @Test("a value that is too long is cut, and nothing leaves the rectangle", arguments: 0...16)
    func narrow(columns: Int) {
        for field in [choice("qcow2"), ChoiceField(options: ["日本語"], value: "日本語", placeholder: "")] {
            let canvas = framed(columns: columns) { field.draw(into: &$0, in: $1, isFocused: true) }
            #expect(canvas.frameIsWhole)
            #expect(canvas.cursorIsInside)
        }
        let canvas = drawing(columns: 8) { choice("qcow2").draw(into: &$0, in: $1, isFocused: false) }
        #expect(canvas.lines == ["‹ qco… ›"])
    }
}
