import Testing

@testable import Terminal

@Suite("The mouse")
@MainActor
struct MouseTests {
    /// What comes when the pieces arrive one after the other.
    private func events(_ pieces: [String], type: String = "xterm-256color") throws -> [Event] {
        try events(pieces.map { Array($0.utf8) }, type: type)
    }

    private func events(_ pieces: [[UInt8]], type: String) throws -> [Event] {
        try PseudoTerminal.use(type: type) { terminal in
            KeyReader.prepare()
            var reader = KeyReader()
            var events: [Event] = []
            for piece in pieces {
                try terminal.type(piece)
                while let event = reader.next() { events.append(event) }
            }
            return events
        }
    }

    private static func mouse(_ deed: Mouse.Deed, _ row: Int, _ column: Int, _ held: Mouse.Modifiers = []) -> Event {
        .mouse(Mouse(deed, at: Position(row: row, column: column), modifiers: held))
    }

    /// Terminals whose descriptions have the reports of mode 1006, the older ones, and none.
    private nonisolated static let types = ["xterm-256color", "tmux-256color", "screen-256color", "linux"]

    @Test("presses and the wheel are told with their cells and the keys held", arguments: types)
    func reports(type: String) throws {
        let reports: [(String, Event)] = [
            ("0;1;1M", Self.mouse(.press(.left), 0, 0)), ("1;10;5M", Self.mouse(.press(.middle), 4, 9)),
            ("2;300;200M", Self.mouse(.press(.right), 199, 299)), ("64;3;4M", Self.mouse(.wheelUp, 3, 2)),
            ("65;3;4M", Self.mouse(.wheelDown, 3, 2)), ("4;3;4M", Self.mouse(.press(.left), 3, 2, .shift)),
            ("24;3;4M", Self.mouse(.press(.left), 3, 2, [.alt, .control])),
        ]
        for (report, event) in reports {
            #expect(
                try events(["a\u{1B}[<\(report)b"], type: type) == [
                    .key(.character("a")), event, .key(.character("b")),
                ])
        }
    }

    @Test(
        "what nobody asked for is dropped, whole",
        arguments: [
            // A button let go, a movement, the wheel sideways, further buttons, no cell, and what is no report.
            "0;1;1m", "32;1;1M", "35;1;1M", "66;1;1M", "67;1;1M", "128;1;1M", "0;0;1M", "0;1;0M", "0;1M", "0;1;1;1M",
            ";;M", "M", "0;99999999999999999999999;1M",
        ])
    func dropped(report: String) throws {
        for type in Self.types {
            #expect(try events(["\u{1B}[<\(report)b"], type: type) == [.key(.character("b"))])
        }
    }

    @Test("a report may come in pieces, and many at once", arguments: types)
    func pieces(type: String) throws {
        let press = Self.mouse(.press(.left), 4, 9)
        #expect(try events(["\u{1B}[<0;1", "0;", "5Mx"], type: type) == [press, .key(.character("x"))])
        let many = String(repeating: "\u{1B}[<65;2;3M", count: 20)
        #expect(try events([many], type: type) == Array(repeating: Self.mouse(.wheelDown, 2, 1), count: 20))
    }

    @Test("a report that breaks off takes nothing else away", arguments: types)
    func brokenOff(type: String) throws {
        #expect(try events(["\u{1B}[<0;1\u{1B}[5~b"], type: type) == [.key(.pageUp), .key(.character("b"))])
        #expect(try events(["\u{1B}[<0;1xb"], type: type) == [.key(.character("x")), .key(.character("b"))])
    }

    @Test("a report in a paste is a part of it no more than a key is")
    func paste() throws {
        let pasted = try events(["\u{1B}[200~a\u{1B}[201~\u{1B}[<0;10;5M"])
        #expect(pasted == [.key(.paste("a")), Self.mouse(.press(.left), 4, 9)])
    }

    @Test("the older reports are read where the terminal's description has them")
    func older() throws {
        let bytes: [UInt8] = [0x1B, 0x5B, 0x4D, 32, 33, 34] + [0x1B, 0x5B, 0x4D, 97, 255, 40] + [0x62]
        #expect(
            try events([bytes], type: "tmux-256color") == [
                Self.mouse(.press(.left), 1, 0), Self.mouse(.wheelDown, 7, 222), .key(.character("b")),
            ])
    }

    @Test("two presses of a button on one cell in short order are a double click, and a third begins anew")
    func doubleClick() {
        var counter = ClickCounter()
        let start = ContinuousClock.now
        let (here, there) = (Position(row: 1, column: 1), Position(row: 1, column: 2))
        let left = Mouse(.press(.left), at: here)
        let presses: [(Mouse, Duration, Int)] = [
            (left, .zero, 1), (left, .milliseconds(300), 2), (left, .milliseconds(400), 1),
            // Too late, elsewhere, and by another button.
            (left, .milliseconds(900), 1), (Mouse(.press(.left), at: there), .milliseconds(950), 1),
            (Mouse(.press(.right), at: there), .milliseconds(1000), 1),
            (Mouse(.press(.right), at: there), .milliseconds(1100), 2),
            (Mouse(.wheelUp, at: there), .milliseconds(1110), 1), (Mouse(.wheelUp, at: there), .milliseconds(1120), 1),
        ]
        for (mouse, time, clicks) in presses {
            #expect(counter.counted(mouse, at: start + time).clicks == clicks, "\(mouse) \(time)")
        }
    }

    @Test("what lies on top is what a click means")
    func targets() {
        var canvas = Canvas(size: Size(rows: 4, columns: 10), charset: .utf8)
        canvas.mark(Rect(row: 0, column: 0, rows: 3, columns: 10), as: .item(1))
        canvas.mark(Rect(row: 1, column: 2, rows: 1, columns: 3), as: .key(.enter))
        canvas.mark(Rect(row: 0, column: 0, rows: 0, columns: 10), as: .item(2))
        #expect(canvas.target(at: Position(row: 0, column: 0)) == .item(1))
        #expect(canvas.target(at: Position(row: 1, column: 4)) == .key(.enter))
        #expect(canvas.target(at: Position(row: 1, column: 5)) == .item(1))
        #expect(canvas.target(at: Position(row: 3, column: 0)) == nil)
        canvas.forgetTargets()
        #expect(canvas.target(at: Position(row: 0, column: 0)) == nil)
    }
}
