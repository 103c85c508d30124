import Terminal
import Testing

@testable import Widgets

@Suite("The progress bar")
struct ProgressBarTests {
    private func bar(_ fraction: Double, columns: Int = 12, charset: Charset = .utf8) -> Canvas {
        drawing(columns: columns, charset: charset) { ProgressBar(fraction: fraction).draw(into: &$0, in: $1) }
    }

    @Test(
        "the bar is full only when all is done",
        arguments: [
            (0, 0), (0.5, 5), (0.59, 5), (0.999, 9), (1, 10), (1.5, 10), (-0.5, 0), (.nan, 0), (-.infinity, 0),
            (.infinity, 0),
        ] as [(Double, Int)])
    func fractions(fraction: Double, done: Int) {
        let full = String(repeating: "█", count: done) + String(repeating: "░", count: 10 - done)
        #expect(bar(fraction).lines == ["▕\(full)▏"])
        #expect(bar(fraction).text(.progress).filter { $0 == "█" }.count == done)
        #expect(
            bar(fraction, charset: .ascii).lines == [
                "[" + String(repeating: "#", count: done) + String(repeating: ".", count: 10 - done) + "]"
            ])
    }

    @Test("where there is no room for a bar, there is none", arguments: 0...4)
    func narrow(columns: Int) {
        let canvas = framed(columns: columns, charset: .ascii) { ProgressBar(fraction: 1).draw(into: &$0, in: $1) }
        #expect(canvas.frameIsWhole)
        #expect(canvas.lines[1].contains("#") == (columns > 2))
        let flat = drawing(columns: 9) { canvas, _ in
            ProgressBar(fraction: 1).draw(into: &canvas, in: Rect(row: 0, column: 0, rows: 0, columns: 9))
        }
        #expect(flat.lines == [""])
    }
}

@Suite("The keys at the bottom")
struct KeyHintsTests {
    private let hints = KeyHints([("n", "new"), ("⏎", "open"), ("d", "delete"), ("?", "help")])

    @Test(
        "what there is no room for is left out, the last first; help is kept",
        arguments: [
            (80, "n new   ⏎ open   d delete   ? help"), (34, "n new   ⏎ open   d delete   ? help"),
            (33, "n new   ⏎ open   ? help"), (23, "n new   ⏎ open   ? help"), (22, "n new   ? help"),
            (14, "n new   ? help"),
            (13, "? help"), (6, "? help"), (5, "? hel"), (1, "?"), (0, ""),
        ])
    func fitting(columns: Int, expected: String) {
        let canvas = framed(columns: columns) { hints.draw(into: &$0, in: $1) }
        #expect(canvas.frameIsWhole)
        var line = String(canvas.lines[1].dropFirst().dropLast())
        while line.last == " " { line.removeLast() }
        #expect(line == expected)
    }

    @Test("one that fits does not stand in for a more important one that does not")
    func order() {
        let hints = KeyHints([("a", "a very long label"), ("b", "b"), ("?", "help")])
        #expect(drawing(columns: 16) { hints.draw(into: &$0, in: $1) }.lines == ["? help"])
    }

    @Test(
        "what is to be kept stays in its place, and others give way",
        arguments: [
            (40, "n new   ⏎ open   d delete   ? help"), (33, "n new   d delete   ? help"),
            (25, "n new   d delete   ? help"), (24, "d delete   ? help"), (17, "d delete   ? help"),
        ])
    func keeping(columns: Int, expected: String) {
        let hints = KeyHints([("n", "new"), ("⏎", "open"), ("d", "delete"), ("?", "help")], keeping: [2])
        #expect(drawing(columns: columns) { hints.draw(into: &$0, in: $1) }.lines == [expected])
    }

    @Test("keys and their labels have roles of their own")
    func roles() {
        let canvas = drawing(columns: 14) { hints.draw(into: &$0, in: $1) }
        #expect(canvas.text(.key) == "n·······?·····")
        #expect(canvas.text(.keyLabel) == "··new·····help")
    }

    @Test("without hints, or rows, nothing is drawn")
    func nothing() {
        #expect(drawing(columns: 9) { KeyHints([]).draw(into: &$0, in: $1) }.lines == [""])
        let canvas = drawing(columns: 9) { canvas, _ in
            hints.draw(into: &canvas, in: Rect(row: 0, column: 0, rows: 0, columns: 9))
        }
        #expect(canvas.lines == [""])
    }
}
