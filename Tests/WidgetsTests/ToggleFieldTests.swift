import Terminal
import Testing

@testable import Widgets

@Suite("The toggle field")
struct ToggleFieldTests {
    @Test(
        "keys change it",
        arguments: [
            (nil, Key.character(" "), true), (true, .character(" "), false), (false, .character(" "), true),
            (nil, .left, true), (true, .right, false), (nil, .character("y"), true), (false, .character("x"), true),
            (true, .character("n"), false), (nil, .character("n"), false), (true, .backspace, nil),
            (false, .delete, nil),
        ] as [(Bool?, Key, Bool?)])
    func keys(before: Bool?, key: Key, after: Bool?) {
        var toggle = ToggleField(value: before)
        let isTaken = toggle.handle(key)
        #expect(isTaken)
        #expect(toggle.value == after)
    }

    @Test("other keys are left to others", arguments: [Key.enter, .tab, .up, .character("z"), .paste("y"), .escape])
    func others(key: Key) {
        var toggle = ToggleField(value: true)
        let isTaken = toggle.handle(key)
        #expect(!isTaken)
        #expect(toggle.value == true)
    }

    @Test(
        "the value is a shape and a word",
        arguments: [(nil, "[ ]", Role.placeholder), (false, "[ ] no", .field), (true, "[x] yes", .field)]
            as [(Bool?, String, Role)])
    func shapes(value: Bool?, expected: String, role: Role) {
        let canvas = drawing(columns: 10) { ToggleField(value: value).draw(into: &$0, in: $1, isFocused: false) }
        #expect(canvas.lines == [expected])
        #expect(canvas[0, 0].role == role)
        #expect(canvas.cursor == nil)
        let focused = drawing(columns: 10) { ToggleField(value: value).draw(into: &$0, in: $1, isFocused: true) }
        #expect(focused[0, 0].role == .fieldFocused)
        #expect(focused.cursor == Position(row: 0, column: 1))
    }

    @Test("nothing leaves the rectangle", arguments: 0...8)
    func narrow(columns: Int) {
        for rows in 0...1 {
            let canvas = framed(rows: rows, columns: columns) {
                ToggleField(value: true).draw(into: &$0, in: $1, isFocused: true)
            }
            #expect(canvas.frameIsWhole)
            #expect(canvas.cursorIsInside)
        }
    }
}
