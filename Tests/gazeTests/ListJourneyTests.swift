import Foundation
import TestSupport
import Testing

/// Lists of several pages, and terminals that change their size, on the embedded service.
@Suite(.atMost(3, of: "terminals")) struct ListJourneyTests {
    @Test("a list of several pages is read as one scrolls, to its end, and back to its beginning")
    func pages() async throws {
        try await TestFolder.use { home in
            // `gaze serve` makes the images, on the folder that gaze itself will use.
            let data = home.path + "/.local/share/gaze"
            let ended = try await ServeProcess.use(in: home, data: data) { service in
                let made = try await Command.run([
                    "sh", "-ec",
                    """
                    for number in $(seq 101 330); do
                        curl --silent --show-error --fail --output /dev/null --json "{\\"name\\": \\"image-$number\\"}" "$1/v2/images"
                    done
                    """, "sh", service.url,
                ])
                #expect(made.status == 0, "\(made.errors)")
            }
            #expect(ended == 0)
            try await gazeToItsEnd(home: home) { terminal in
                let first = try await terminal.wait(for: "1–19 of 100+")
                #expect(first.contains("▌ image-330"))
                try await terminal.press("End")
                // While gaze draws, the terminal shows some rows of the page before.
                try await terminal.wait(for: "the end, and its rows") { screen in
                    let shown = screen.matches(of: /image-(\d{3})/).map { Int($0.output.1) }
                    return screen.contains("212–230 of 230") && shown == (101...119).reversed()
                }
                try await terminal.press("k", "PPage")
                try await terminal.wait(for: "▌ image-120")
                try await terminal.press("g")
                try await terminal.wait(for: "1–19 of 230  ")
                try await terminal.wait(for: "▌ image-330")
                try await terminal.press("s")
                try await terminal.wait(for: "NAME ↑")
                try await terminal.wait(for: "▌ image-101")
                try await terminal.press("S")
                try await terminal.wait(for: "NAME ↓")
                try await terminal.wait(for: "▌ image-330")
                try await terminal.press("/")
                try await terminal.type("status:queued name:*29* own")
                try await terminal.press("Tab")
                try await terminal.type("me")
                // What is loaded is narrowed at once, whatever is loaded.
                try await terminal.wait(for: "Filter status:queued name:*29* owner:me")
                try await terminal.press("Enter")
                let found = try await terminal.wait(for: "among 230 read")
                #expect(found.contains("/ cloud: status:queued owner:me; here: name:*29* among 230 read"))
                // 129, 229, 290 to 299 and 329.
                #expect(found.contains("1–13 of 13  ") && found.contains("▌ image-329"))
                try await terminal.press("Escape")
                try await terminal.wait(forNo: "among 230 read")
                try await terminal.press("q")
                try await terminal.wait(forNo: "NAME ↓")
            }
            // What was used is there at the next start.
            try await gaze(home: home) { terminal in
                try await terminal.wait(for: "▌ image-330")
                try await terminal.press("/", "Up")
                try await terminal.wait(for: "Filter status:queued name:*29* owner:me")
            }
        }
    }

    @Test("a form that is resized keeps what is typed and where the cursor is; a record keeps its place")
    func resize() async throws {
        try await gaze { terminal, _ in
            try await terminal.press("n")
            try await terminal.wait(for: "New image")
            try await terminal.type("stays")
            try await terminal.press("Tab", "q", "Tab", "Tab", "Tab")
            try await terminal.type("one,tw")
            for (columns, rows, sign) in [(60, 16, "New image"), (40, 10, "gaze needs 60×16"), (160, 50, "┊")] {
                try await terminal.resize(columns: columns, rows: rows)
                try await terminal.wait(for: sign)
            }
            try await terminal.type("o")
            let form = try await terminal.wait(for: "two")
            for text in ["stays", "‹ qcow2 ›", "[one]"] { #expect(form.contains(text)) }
            try await terminal.press("C-s")
            try await terminal.wait(for: "The image was created.")
            try await terminal.resize(columns: 80, rows: 24)
            // A key may overtake the size; at the old one, all of the record was in sight. Until gaze has drawn anew, tmux
            // shows a part of the old picture, which has no header in its first row or no footer in its last.
            try await terminal.wait(for: "a header in the first row and a footer in the last") { screen in
                let rows = screen.split(separator: "\n", omittingEmptySubsequences: false).prefix(24)
                return rows.first?.contains("▸ stays") == true && rows.last?.contains("? help") == true
            }
            try await terminal.press("End")
            try await terminal.wait(for: "x-openstack-request-id")
            for (columns, rows, sign) in [(60, 16, "stays"), (30, 5, "gaze needs"), (80, 24, "stays")] {
                try await terminal.resize(columns: columns, rows: rows)
                try await terminal.wait(for: sign)
            }
            try await terminal.wait(for: "x-openstack-request-id")
            try await terminal.press("Home")
            try await terminal.wait(for: #"["one","two"]"#)
        }
    }
}
