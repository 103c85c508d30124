import Foundation
import ImageModel
import TestSupport
import Testing

/// What a person does to save an image's data, in a real terminal on the embedded service.
@Suite(.atMost(3, of: "terminals"), .timeLimit(.minutes(30))) struct SaveJourneyTests {
    private static let bytes = Data((0..<3_000_001).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) })

    @Test("w saves an image, never over a file unasked, and proposes the same folder the next time")
    func saved() async throws {
        try await TestFolder.use { home in
            let file = try home.write("source.raw", Self.bytes)
            let create = try await CreateProcess.run(
                in: home, ["--data", file, "--disk-format", "raw", "--container-format", "bare", "alpine"])
            #expect(create.status == 0, "\(create.errors)")
            try FileManager.default.createDirectory(atPath: home.path + "/images", withIntermediateDirectories: true)
            let there = try home.write("images/alpine.raw", Data("mine".utf8))
            try await gaze("", home: home) { terminal in
                try await terminal.wait(for: "● active")
                try await terminal.press("w")
                try await terminal.wait(for: "free there")
                try await terminal.press("C-u")
                try await terminal.type("~/images/alp")
                try await terminal.press("Tab")
                try await terminal.wait(for: "[~/images/alpine.raw")
                try await terminal.wait(for: "There is a file")
                try await terminal.press("Enter")
                try await terminal.wait(for: "another name")
                try await terminal.press("a")
                try await terminal.wait(for: "[~/images/alpine-2.raw")
                try await terminal.wait(for: "free there")
                try await terminal.press("Enter")
                try await terminal.wait(forNo: "free there")
                try await terminal.press("T")
                try await terminal.wait(for: "Saved: size and SHA-512 match the record")
                try await terminal.press("Escape")
                try await terminal.wait(for: "▸ Images  ")
                try await terminal.press("w")
                try await terminal.wait(for: "[~/images/alpine.raw")
                try await terminal.press("Escape")
                try await terminal.wait(forNo: "to a file")
                try await terminal.press("q")
            }
            let saved = try Data(contentsOf: URL(filePath: home.path + "/images/alpine-2.raw"))
            #expect(saved == Self.bytes)
            let kept = try Data(contentsOf: URL(filePath: there))
            #expect(kept == Data("mine".utf8))
        }
    }
}
