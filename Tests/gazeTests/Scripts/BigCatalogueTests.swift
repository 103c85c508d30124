import Foundation
import ImageModel
import TestSupport
import Testing

@testable import gaze

/// A catalogue of a hundred thousand records in a terminal, and one of twenty thousand printed: each answer is in sight as that of a list of ten is.
///
/// `Tests/scale/run` measures how long it takes, with a million.
@Suite(.atMost(3, of: "terminals"), .timeLimit(.minutes(30))) struct BigCatalogueTests {
    /// Gives a home's embedded service so many records of `Tests/scale/catalogue.py`.
    private func fill(_ home: TestFolder, _ count: Int) async throws {
        // The first command makes the catalogue.
        let first = try await home.gaze("list")
        #expect(first.status == 0, "\(first.errors)")
        let program = URL(filePath: #filePath).appending(path: "../../../scale/catalogue.py").standardized.path()
        let made = try await Command.run([
            "python3", program, home.path + "/.local/share/gaze/catalogue.sqlite", "\(count)",
        ])
        #expect(made.status == 0, "\(made.errors)")
    }

    @Test("the list opens, goes to its ends, is ordered and filtered by the service, and searched in what is there")
    func terminal() async throws {
        try await TestFolder.use { home in
            try await fill(home, 100_000)
            try await gaze(home: home) { terminal in
                let list = try await terminal.wait(for: "1–19 of 100+")
                #expect(list.contains("▌ image-0100000"))
                try await terminal.press("G")
                try await terminal.wait(for: "the last record, and those before it") {
                    $0.contains("▌ image-0000001") && $0.contains("image-0000019") && $0.contains("from the end")
                }
                try await terminal.press("k")
                try await terminal.wait(for: "▌ image-0000002")
                // Far from both ends, the list is read on as one goes; a page that is turned before its rows are there ends
                // at the last one that is.
                var number = 2
                while number < 200 {
                    try await terminal.press("PPage")
                    try await terminal.wait(for: "rows further up than \(number)") { screen in
                        guard let found = screen.firstMatch(of: /▌ image-(\d+)/), let row = Int(found.1), row > number
                        else { return false }
                        number = row
                        return true
                    }
                    try await terminal.wait(forNo: "reading")
                }
                try await terminal.press("g")
                try await terminal.wait(for: "▌ image-0100000")
                try await terminal.press("s")
                try await terminal.wait(for: "▌ image-0000001")
                try await terminal.press("S")
                try await terminal.wait(for: "NAME ↓")
                try await terminal.wait(for: "▌ image-0100000")
                try await terminal.press("/")
                try await terminal.type("tag:rare name:*7000")
                try await terminal.wait(for: "Filter tag:rare name:*7000")
                try await terminal.press("Enter")
                // 7,000, 17,000 and so on.
                let found = try await terminal.wait(for: "1–10 of 10 ")
                #expect(found.contains("▌ image-0097000") && found.contains("image-0007000"))
                #expect(found.contains("cloud: tag:rare; here: name:*7000 among 100 read"))
                try await terminal.press("Escape")
                try await terminal.wait(for: "▌ image-0100000")
                try await terminal.press("q")
                try await terminal.wait(forNo: "image-0100000")
            }
        }
    }

    @Test("the list is printed to its end, in its order, and filtered")
    func printed() async throws {
        try await TestFolder.use { home in
            try await fill(home, 20_000)
            let names = try await home.gaze("list", "--columns", "name", "--format", "csv", "--no-header")
            #expect(names.status == 0)
            let lines = names.output.split(separator: "\r\n")
            #expect(lines.count == 20_000)
            #expect(lines.first == "image-0020000" && lines.last == "image-0000001")
            #expect(Set(lines).count == 20_000)
            let found = try await home.gaze("list", "tag:rare", "--sort", "size", "--format", "json")
            let sizes = try found.objects.compactMap { object -> Int64? in
                if case .integer(let size)? = object["size"] { size } else { nil }
            }
            #expect(sizes.count == 20 && sizes == sizes.sorted(by: >))
            let first = try await home.gaze("list", "--limit", "3", "--columns", "name", "--no-header")
            #expect(first.output == "image-0020000\nimage-0019999\nimage-0019998\n")
        }
    }
}
