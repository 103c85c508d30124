import Foundation
import TestSupport
import Testing

/// What a person does to get about, with the real program in a real terminal.
@Suite(.atMost(3, of: "terminals")) struct AboutJourneyTests {
    @Test("a command is found by a few letters, and does what its key does")
    func palette() async throws {
        try await gaze { terminal, _ in
            try await terminal.type(":")
            try await terminal.wait(for: " Commands ")
            try await terminal.type("themes")
            try await terminal.press("Enter")
            try await terminal.wait(for: "▸ Themes")
            try await terminal.press("Escape")
            try await terminal.wait(forNo: "▸ Themes")
            try await terminal.type(":theme light")
            try await terminal.wait(for: "the line, and the theme that fits best") {
                $0.contains("\n :theme light") && $0.contains("▌ light")
            }
            try await terminal.press("Down")
            try await terminal.wait(for: "▌ solarized-light")
            let preview = try await terminal.colouredScreen()
            #expect(preview.contains("48;5;230"), "solarized-light has a ground of its own")
            try await terminal.press("Escape")
            try await terminal.wait(forNo: ":theme")
            // In a form a colon is a colon, and F9 opens the line.
            try await terminal.press("n")
            try await terminal.wait(for: "▸ New image")
            try await terminal.type("a:b")
            try await terminal.wait(for: "[a:b")
            try await terminal.press("F9")
            try await terminal.wait(for: " Commands ")
            try await terminal.type("review")
            try await terminal.press("Enter")
            try await terminal.wait(for: "▸ Review")
            try await terminal.type(":quit")
            try await terminal.press("Enter")
            try await terminal.wait(forNo: "▸ Review")
        }
    }

    @Test(
        "the mouse takes rows, opens them, presses keys of the footer, and is given back",
        arguments: ["tmux-256color", "xterm-256color"])
    func mouse(term: String) async throws {
        try await gaze(term: term) { terminal, _ in
            #expect(try await terminal.hasMouse())
            for name in ["first", "second"] {
                try await terminal.press("n")
                try await terminal.wait(for: "▸ New image")
                try await terminal.type(name)
                try await terminal.press("C-s")
                try await terminal.wait(for: "The image was created.")
                try await terminal.press("Escape")
                try await terminal.wait(for: "NAME")
            }
            // The newest comes first.
            try await terminal.click(row: 4, column: 6)
            try await terminal.wait(for: "▌ first")
            try await terminal.click(row: 3, column: 6, times: 2)
            try await terminal.wait(for: "▸ second")
            try await terminal.press("Escape")
            try await terminal.wait(for: "NAME")
            // The first key of the footer.
            try await terminal.click(row: 23, column: 2)
            try await terminal.wait(for: "▸ New image")
            try await terminal.press("Escape")
            try await terminal.wait(for: "NAME")
            try await terminal.press("M")
            try await terminal.wait(for: "The mouse is off")
            #expect(try await !terminal.hasMouse())
            try await terminal.press("M")
            try await terminal.wait(for: "The mouse is on")
            #expect(try await terminal.hasMouse())
        }
    }

    @Test(
        "the mouse is given back while gaze is away, and however it ends", arguments: ["suspended", "left", "crashed"])
    func restored(way: String) async throws {
        try await gaze { terminal, _ in
            try await terminal.wait(for: "There are no images")
            #expect(try await terminal.hasMouse())
            switch way {
            case "suspended": try await terminal.press("C-z")
            case "left": try await terminal.press("q")
            default: kill(try await terminal.program(), SIGSEGV)
            }
            try await gazeTests.wait(for: "the mouse to be given back") { try await !terminal.hasMouse() }
            guard way == "suspended" else { return }
            // The mouse is given back before the settings are, and Enter is no end of a line until then. The shell writes where
            // the cursor is, over the end of a line too.
            try await terminal.wait(for: "Stopped") { $0.replacing("\n", with: "").contains("Stopped") }
            try await terminal.type("fg")
            try await terminal.press("Enter")
            try await gazeTests.wait(for: "the mouse to be taken again") { try await terminal.hasMouse() }
        }
    }

    @Test("the mouse stays off where it was given back, at the next start too; a terminal without one says so")
    func remembered() async throws {
        try await TestFolder.use { home in
            for expected in [true, false] {
                try await gaze(home: home) { terminal in
                    try await terminal.wait(for: "There are no images")
                    #expect(try await terminal.hasMouse() == expected)
                    guard expected else { return }
                    try await terminal.press("M")
                    try await terminal.wait(for: "The mouse is off")
                }
            }
            try await gaze(home: home, term: "vt220") { terminal in
                try await terminal.press("M")
                try await terminal.wait(for: "This terminal has no mouse")
            }
        }
    }

    @Test("the tour is offered at the very first start alone, and goes on as one does what it says")
    func tour() async throws {
        try await TestFolder.use { home in
            try await gaze(home: home) { terminal in
                try await terminal.wait(for: "New here? :tour")
                try await terminal.type(":tour")
                try await terminal.press("Enter")
                try await terminal.wait(for: "Tour 1 of 9")
                try await terminal.press("n")
                try await terminal.wait(for: "Tour 2 of 9")
                try await terminal.press("C-n")
                try await terminal.wait(for: "Tour 3 of 9")
                try await terminal.press("C-g")
                try await terminal.wait(forNo: "Tour")
            }
            try await gaze(home: home) { terminal in
                let screen = try await terminal.wait(for: "There are no images")
                #expect(!screen.contains("New here?"))
            }
        }
    }
}

extension TmuxTerminal {
    /// Clicks on a cell, counted from 0, as a terminal reports it.
    func click(row: Int, column: Int, times: Int = 1) async throws {
        let report = "\u{1B}[<0;\(column + 1);\(row + 1)"
        try await self.type(String(repeating: "\(report)M\(report)m", count: times))
    }
}
