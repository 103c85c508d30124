import Terminal
import Testing

@testable import Widgets

@Suite("The list of tags and properties")
struct ChipFieldTests {
    private func field(_ chips: [String] = [], keys: [Key] = []) -> ChipField {
        var field = ChipField(chips: chips, separators: [","], placeholder: "a tag")
        for key in keys { _ = field.handle(key) }
        return field
    }

    @Test("Enter and a separator put what is typed into the list", arguments: [Key.enter, .character(",")])
    func adding(key: Key) {
        var field = field(["linux"], keys: typing("lts"))
        #expect(field.chips == ["linux"])
        #expect(field.values == ["linux", "lts"])
        let isTaken = field.handle(key)
        #expect(isTaken)
        #expect(field.chips == ["linux", "lts"])
        #expect(field.values == ["linux", "lts"])
    }

    @Test("after a backslash a separator is part of the text, typed and pasted")
    func escapedSeparator() {
        #expect(field(keys: typing(#"a\,b,c"#)).values == ["a,b", "c"])
        #expect(field(keys: [.paste(#"x\,y,z"#)]).values == ["x,y", "z"])
        #expect(field(keys: [.paste(#"x\,y"#)]).values == ["x,y"])
        // It is taken back for editing as it is.
        #expect(field(["a,b"], keys: [.backspace, .character("c"), .enter]).chips == ["a,bc"])
        // A backslash before anything else is one.
        #expect(field(keys: typing(#"a\b,"#)).chips == [#"a\b"#])
    }

    @Test("white space around what joins two halves does not count, typed and pasted")
    func joiner() {
        var field = ChipField(chips: ["kept= as it is"], joiner: "=")
        for key in typing("k = v = w") + [.enter] { _ = field.handle(key) }
        _ = field.handle(.paste("a = 1\n b= 2 \nc"))
        #expect(field.chips == ["kept= as it is", "k=v = w", "a=1", "b=2", "c"])
    }

    @Test("however many texts there are, those in sight are measured and one more", arguments: [0, 1, 5, 128, 100_000])
    func measured(count: Int) {
        var measured: [Int] = []
        let first = ChipField.firstInSight(before: count, room: 60) { index in
            measured.append(index)
            return 20
        }
        #expect(first == max(0, count - (count > 3 ? 2 : 3)))
        #expect(measured.count <= 3)
        // One that is too wide for the room is in sight all the same.
        #expect(ChipField.firstInSight(before: count, room: 10) { _ in 500 } == max(0, count - 1))
    }

    @Test("white space around a text does not count, and is no text")
    func whiteSpace() {
        var field = field(keys: typing("  a b \u{3000}"))
        #expect(field.values == ["a b"])
        field.commit()
        #expect(field.chips == ["a b"])
        field = self.field(keys: typing("  ") + [.enter])
        #expect(field.chips.isEmpty)
        #expect(field.values.isEmpty)
        // The line is empty again, so Enter is for the form.
        let isTaken = field.handle(.enter)
        #expect(!isTaken)
    }

    @Test("leaving the field takes over what is typed, once")
    func commit() {
        var field = field(keys: typing("a"))
        field.commit()
        field.commit()
        #expect(field.chips == ["a"])
    }

    @Test(
        "in the empty line, Enter and the keys between fields are for the form",
        arguments: [Key.enter, .tab, .up, .down, .escape])
    func others(key: Key) {
        var field = field(["a"])
        var isTaken = field.handle(key)
        #expect(!isTaken)
        _ = field.handle(.left)
        guard key != .enter else { return }
        isTaken = field.handle(key)
        #expect(!isTaken)
        #expect(field.chips == ["a"])
    }

    @Test(
        "Backspace in the empty line takes the last text back for editing", arguments: [Key.backspace, .control("h")])
    func backspace(key: Key) {
        var field = field(["a", "bc"], keys: [key])
        #expect(field.chips == ["a"])
        #expect(field.values == ["a", "bc"])
        _ = field.handle(key)
        #expect(field.values == ["a", "b"])
        _ = field.handle(key)
        #expect(field.values == ["a"])
        _ = field.handle(key)
        #expect(field.chips.isEmpty)
        #expect(field.values == ["a"])
        _ = field.handle(key)
        _ = field.handle(key)
        #expect(field.values.isEmpty)
    }

    @Test(
        "the arrows go to a text, and there Delete and its like remove it",
        arguments: [
            ([Key.left, .delete], ["a", "b"]), ([.left, .left, .backspace], ["a", "c"]),
            ([.control("b"), .control("d")], ["a", "b"]),
            ([.left, .home, .control("h")], ["b", "c"]), ([.left, .control("a"), .delete, .delete], ["c"]),
            ([.left, .left, .left, .left, .delete], ["b", "c"]), ([.left, .left, .right, .delete], ["a", "b"]),
            ([.left, .left, .control("f"), .delete], ["a", "b"]), ([.left, .delete, .delete, .delete, .delete], []),
            ([.left, .right, .delete], ["a", "b", "c"]), ([.left, .left, .end, .delete], ["a", "b", "c"]),
            ([.left, .left, .control("e"), .delete], ["a", "b", "c"]),
        ])
    func removing(keys: [Key], expected: [String]) {
        #expect(field(["a", "b", "c"], keys: keys).chips == expected)
    }

    @Test("Left goes to a text only from the beginning of the line")
    func leftInLine() {
        let field = field(["a"], keys: typing("xy") + [.left, .delete])
        #expect(field.values == ["a", "x"])
        #expect(self.field(["a"], keys: typing("xy") + [.left, .left, .left, .delete]).values == ["xy"])
        #expect(self.field(["a"], keys: typing("xy") + [.home, .control("b"), .delete]).values == ["xy"])
    }

    @Test("Enter on a text edits it, and keeps what was typed")
    func editing() {
        var field = field(["a", "b"], keys: [.left, .left, .enter])
        #expect(field.chips == ["b"])
        #expect(field.values == ["b", "a"])
        _ = field.handle(.character("x"))
        #expect(field.values == ["b", "ax"])
        field = self.field(["a", "b"], keys: typing("new") + [.home, .left, .enter])
        #expect(field.values == ["a", "new", "b"])
    }

    @Test("a letter on a text goes into the line; so does a paste")
    func typingOnText() {
        #expect(field(["a"], keys: [.left, .character("x")]).values == ["a", "x"])
        #expect(field(["a"], keys: [.left, .paste("x y")]).values == ["a", "x y"])
        #expect(field(["a"], keys: [.left, .character(",")]).values == ["a"])
    }

    @Test(
        "a paste of many lines adds many; of one line, it is typed",
        arguments: [
            ("one", [], ["one"]), ("one\n", [], ["one"]),
            ("one\ntwo\r\n three \n\n", ["one", "two", "three"], ["one", "two", "three"]),
            ("one,two", ["one", "two"], ["one", "two"]), (",one,", [], ["one"]), ("", [], []), ("\n", [], []),
            ("a\n  \nb", ["a", "b"], ["a", "b"]), ("日本,\u{1B}", ["日本", "\u{1B}"], ["日本", "\u{1B}"]),
        ])
    func paste(text: String, chips: [String], values: [String]) {
        let field = field(keys: [.paste(text)])
        #expect(field.chips == chips)
        #expect(field.values == values)
    }

    @Test("a paste of many lines keeps what is typed, as a text of its own")
    func pasteAfterTyping() {
        #expect(field(keys: typing("x") + [.paste("a\nb")]).chips == ["x", "a", "b"])
        #expect(field(keys: typing("x") + [.paste("a")]).values == ["xa"])
    }

    @Test("texts stand in boxes, and the line after them")
    func boxes() {
        var field = field(["linux", "lts"])
        let quiet = canvas(field, columns: 40, isFocused: false)
        #expect(quiet.lines == ["[linux] [lts]"])
        #expect(quiet[0, 0].role == .tag)
        #expect(quiet.cursor == nil)
        for key in typing("ne") { _ = field.handle(key) }
        let focused = canvas(field, columns: 40, isFocused: true)
        #expect(focused.lines == ["[linux] [lts] ne"])
        #expect(focused.cursor == Position(row: 0, column: 16))
        #expect(canvas(self.field(), columns: 40, isFocused: false).lines == ["a tag"])
        #expect(canvas(self.field(), columns: 40, isFocused: true).lines == ["a tag"])
    }

    @Test("the text that the cursor is on stands out, and what is typed stays in sight")
    func selected() {
        let field = field(["linux", "lts"], keys: typing("ne") + [.home, .left])
        let canvas = self.canvas(field, columns: 40, isFocused: true)
        #expect(canvas.lines == ["[linux] [lts] ne"])
        #expect(canvas.cursor == Position(row: 0, column: 8))
        #expect(canvas.text(.buttonFocused).contains("[lts]"))
    }

    @Test(
        "where there is not room for all, the end is shown, or the part around the cursor, and how many are before it")
    func manyTexts() {
        let chips = (1...9).map { "tag\($0)" }
        #expect(canvas(field(chips), columns: 30, isFocused: false).lines == ["+6 [tag7] [tag8] [tag9]"])
        #expect(canvas(field(chips), columns: 30, isFocused: true).lines == ["+8 [tag9]"])
        let first = field(chips, keys: [.left, .home])
        #expect(canvas(first, columns: 30, isFocused: true).lines == ["[tag1] [tag2] [t…"])
        #expect(canvas(first, columns: 30, isFocused: true).cursor == Position(row: 0, column: 0))
    }

    @Test(
        "at every width the cursor is inside, and nothing leaves the rectangle", arguments: 0...40,
        [Charset.utf8, .ascii])
    func narrow(columns: Int, charset: Charset) {
        let chips = ["linux", "日本語のタグ", "a=very long property, of many words", "\u{202E}", "x"]
        for count in 0...chips.count {
            for lefts in 0...count + 1 {
                var field = field(Array(chips.prefix(count)), keys: typing("日本 typed text"))
                _ = field.handle(.home)
                for _ in 0..<lefts { _ = field.handle(.left) }
                for isFocused in [true, false] {
                    let canvas = framed(columns: columns, charset: charset) {
                        field.draw(into: &$0, in: $1, isFocused: isFocused)
                    }
                    #expect(canvas.frameIsWhole)
                    #expect(canvas.cursorIsInside)
                    #expect((canvas.cursor != nil) == (isFocused && columns > 0), "\(lefts) of \(count) in \(columns)")
                }
            }
        }
    }

    private func canvas(_ field: ChipField, columns: Int, isFocused: Bool) -> Canvas {
        drawing(columns: columns) { field.draw(into: &$0, in: $1, isFocused: isFocused) }
    }

    @Test("what the cursor is on is told, and the line can be completed where the cursor is at its end")
    func completing() {
        var field = field(["a=1", "b=2"], keys: typing("hw"))
        #expect(field.current == "hw" && field.completable == "hw")
        field.complete(with: "hw_bus=")
        #expect(field.values == ["a=1", "b=2", "hw_bus="] && field.completable == "hw_bus=")
        _ = field.handle(.left)
        #expect(field.current == "hw_bus=" && field.completable == nil)
        _ = field.handle(.home)
        _ = field.handle(.left)
        #expect(field.current == "b=2" && field.completable == nil)
        _ = field.handle(.left)
        #expect(field.current == "a=1")
    }
}
