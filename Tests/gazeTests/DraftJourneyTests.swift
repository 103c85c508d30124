import Foundation
import TestSupport
import Testing

/// What was typed and not sent outlives gaze, however it ends.
@Suite(.atMost(3, of: "terminals")) struct DraftJourneyTests {
    /// How a gaze ends.
    enum End: CaseIterable {
        case quit, hangUp, kill
    }

    @Test("a form that is filled in is offered at the next start, and sent from there", arguments: End.allCases)
    func nextStart(end: End) async throws {
        try await TestFolder.use { home in
            // A draft is its gaze's for as long as that lives, and the next one looks for it once.
            try await gazeToItsEnd(home: home) { terminal in
                try await terminal.press("n")
                try await terminal.wait(for: "New image")
                try await terminal.type("kept for later")
                try await terminal.press("Tab", "q")
                // What is drawn is on its way to the disk.
                try await terminal.wait(for: #""disk_format":"#)
                try await wait(for: "the draft on the disk") { try drafts(in: home).contains { $0.contains("qcow2") } }
                switch end {
                case .quit:
                    try await terminal.press("Escape")
                    try await terminal.wait(for: "There are no images here yet.")
                    try await terminal.press("q")
                    try await terminal.wait(forNo: "There are no images here yet.")
                case .hangUp: break
                case .kill: #expect(kill(try await terminal.program(), SIGKILL) == 0)
                }
            }
            try await gaze(home: home) { terminal in
                try await terminal.wait(for: "A draft is kept from")
                try await terminal.press("n")
                try await terminal.wait(for: "kept for later")
                try await terminal.press("t")
                try await terminal.wait(for: "New image")
                try await terminal.wait(for: "‹ qcow2 ›")
                try await terminal.press("Tab", "Tab", "b", "C-s")
                try await terminal.wait(for: "The image was created.")
                try await wait(for: "no draft on the disk") { try drafts(in: home).isEmpty }
            }
            try await gaze(home: home) { terminal in
                let list = try await terminal.wait(for: "kept for later")
                #expect(!list.contains("draft is kept"))
            }
        }
    }

    /// What the files of drafts say.
    private func drafts(in home: TestFolder) throws -> [String] {
        let folder = home.path + "/.local/state/gaze/drafts"
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder).map {
            // One that has been put in another's place meanwhile says nothing.
            String(decoding: FileManager.default.contents(atPath: folder + "/" + $0) ?? Data(), as: UTF8.self)
        }
    }
}
