import Terminal
import Testing

@testable import Screens

@Suite(.timeLimit(.minutes(10))) @MainActor struct HeaderTests {
    private func header(_ crumbs: [String], _ status: String = "", columns: Int = 60) -> String {
        var canvas = Canvas(size: Size(rows: 1, columns: columns), charset: .utf8)
        Header(crumbs: crumbs, status: status).draw(into: &canvas)
        return canvas.lines[0]
    }

    @Test("where there is room, all crumbs are there")
    func whole() {
        #expect(
            header(["local", "demo", "Images", "alpine", "Members"], "reading")
                == " gaze  local ▸ demo ▸ Images ▸ alpine ▸ Members     reading")
    }

    @Test(
        "where there is not, those in the middle give way, and then the longest are cut",
        arguments: [
            (55, " gaze  local ▸ … ▸ Images ▸ alpine ▸ Members reading"),
            (45, " gaze  local ▸ … ▸ alpine ▸ Members reading"), (36, " gaze  local ▸ … ▸ Members reading"),
        ])
    func narrow(columns: Int, expected: String) {
        let text = header(["local", "demo", "Images", "alpine", "Members"], "reading", columns: columns)
        let words = { (line: String) in line.split(separator: " ").joined(separator: " ") }
        #expect(words(text) == words(expected))
    }

    @Test(
        "of the status, the last parts give way to where one is; the first stays, and nothing is written over it",
        arguments: [
            (70, "gaze one ▸ demo ▸ Images 70 marked no answer 1–6 of 70"),
            (50, "gaze one ▸ demo ▸ Images 70 marked no answer"), (40, "gaze one ▸ demo ▸ Images 70 marked"),
            (30, "gaze o… ▸ … ▸ I… 70 marked"), (16, "gaze 70 mark…"),
        ])
    func narrowStatus(columns: Int, expected: String) {
        let status = "70 marked  no answer  1–6 of 70  updated 22 s ago"
        let text = header(["one", "demo", "Images"], status, columns: columns)
        #expect(text.split(separator: " ").joined(separator: " ") == expected)
    }

    @Test("a long name is cut before another crumb gives way, as long as it can still be told from others")
    func longName() {
        #expect(
            header(["local", "demo", "Images", "debian-12-genericcloud-amd64"])
                == " gaze  local ▸ demo ▸ Images ▸ debian-12-genericcloud-amd64")
        #expect(
            header(["local", "demo", "Images", "debian-12-genericcloud-amd64", "Members"])
                == " gaze  local ▸ demo ▸ Images ▸ debian-12-generic… ▸ Members")
    }

    @Test(
        "each screen says how one came there",
        arguments: [
            (Place.list, "Images"), (.form, "Images ▸ New image"), (.dataFile, "Images ▸ New image"),
            (.files, "Images ▸ New image ▸ Choose a file"),
            (.bookmarks, "Images ▸ New image ▸ Choose a file ▸ Bookmarks"),
            (.properties, "Images ▸ New image ▸ Properties"), (.value, "Images ▸ New image ▸ Properties"),
            (.presets, "Images ▸ New image ▸ Presets"), (.review, "Images ▸ New image ▸ Review"),
            (.record, "Images ▸ alpine-3.20"), (.edit, "Images ▸ alpine-3.20 ▸ Change"),
            (.patch, "Images ▸ alpine-3.20 ▸ Change ▸ Changes"), (.transfers, "Images ▸ Transfers"),
            (.themes, "Images ▸ Themes"), (.question, "Images"), (.palette, "Images"), (.help, "Images ▸ Help"),
            (.answer, "Images ▸ The answer"),
        ])
    func crumbs(place: Place, expected: String) async throws {
        let stage = try await Stage.at(place)
        #expect(stage.crumbs == "local ▸ demo ▸ " + expected)
    }

    @Test(
        "a record says which of its tabs is in sight",
        arguments: [("1", ""), ("2", " ▸ Properties"), ("3", " ▸ Members"), ("5", " ▸ JSON")])
    func tabs(key: Character, part: String) async throws {
        let stage = try await Stage.at(.record)
        stage.press(.character(key))
        #expect(stage.crumbs == "local ▸ demo ▸ Images ▸ alpine-3.20\(part)")
    }

    @Test(
        "esc leads back to the list from everywhere, and left and h from where they are not letters or arrows of a list"
    )
    func back() async throws {
        // Changes that are not sent are asked about.
        for place in Place.allCases where place != .patch {
            let stage = try await Stage.at(place)
            var presses = 0
            while stage.stack.screens.count > 1, presses < 10 {
                stage.press(.escape)
                presses += 1
            }
            #expect(stage.crumbs.hasSuffix("▸ Images"), "\(place)")
        }
        for place in [Place.bookmarks, .presets, .review, .record, .patch, .transfers, .themes, .help, .answer] {
            for key in [Key.left, .character("h")] {
                let stage = try await Stage.at(place)
                let count = stage.stack.screens.count
                stage.press(key)
                #expect(stage.stack.screens.count == count - 1, "\(place) \(key.name)")
            }
        }
    }
}

extension Stage {
    /// Where one is, as the header says.
    var crumbs: String {
        let line = draw(.wide).lines[0].dropFirst(" gaze  ".count)
        return String(line.prefix(upTo: line.firstRange(of: "   ")?.lowerBound ?? line.endIndex))
    }
}
