import Foundation
import Testing

@testable import Screens

@Suite struct ReadmeTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func readme() throws -> String {
        try String(contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
    }

    @Test("the README's table of keys is the program's")
    func keys() throws {
        if ProcessInfo.processInfo.environment["GAZE_RECORD_SNAPSHOTS"] == "1" { try record() }
        let readme = try readme()
        #expect(readme.contains("## Keys\n\n\(KeyBinding.markdown)\n"), "It should say:\n\(KeyBinding.markdown)")
    }

    /// Writes the table as the program has it.
    private func record() throws {
        let readme = try readme()
        let heading = try #require(readme.range(of: "## Keys\n\n"))
        let next = try #require(readme[heading.upperBound...].range(of: "\n## "))
        let text = readme[..<heading.upperBound] + KeyBinding.markdown + "\n" + readme[next.lowerBound...]
        try text.write(to: Self.root.appending(path: "README.md"), atomically: true, encoding: .utf8)
        Issue.record("Recorded the keys in the README: look at them, then run again without GAZE_RECORD_SNAPSHOTS.")
    }

    @Test("the README's screens are what the program draws", arguments: ["list-transfer.80x24", "form.80x24"])
    func screens(snapshot: String) throws {
        let readme = try readme()
        #expect(readme.contains(try Snapshot.picture(snapshot)))
    }

    @Test("every snapshot is one that a test compares")
    func leftovers() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let sources = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "swift" }
            .map { try String(contentsOf: $0, encoding: .utf8) }.joined()
        for name in try Snapshot.names() {
            // A parameterised test writes the beginning of the name, or its end, around the parameter.
            let words = name.split(separator: "-")
            let isNamed = (1...words.count).contains { count in
                let start = words.prefix(count).joined(separator: "-")
                return count == words.count ? sources.contains("\"\(name)\"") : sources.contains("\"\(start)-\\(")
            }
            #expect(isNamed, "No test compares \(name).")
        }
    }
}
