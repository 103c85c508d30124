import Foundation
import TestSupport
import Testing

/// Marking images, changing many at once and taking changes back, in a real terminal on the embedded service.
@Suite(.atMost(3, of: "terminals")) struct ChangesJourneyTests {
    /// Makes images by the service that gaze itself will use: `image-101` and so on.
    private func fill(_ home: TestFolder, count: Int) async throws {
        let ended = try await ServeProcess.use(in: home, data: home.path + "/.local/share/gaze") { service in
            let made = try await Command.run([
                "sh", "-ec",
                """
                for number in $(seq 101 \(100 + count)); do
                    curl --silent --show-error --fail --output /dev/null --json "{\\"name\\": \\"image-$number\\"}" "$1/v2/images"
                done
                """, "sh", service.url,
            ])
            #expect(made.status == 0, "\(made.errors)")
        }
        #expect(ended == 0)
    }

    @Test("images are marked one by one, through, and all of them; changed, compared, brought back and deleted")
    func changes() async throws {
        try await TestFolder.use { home in
            try await fill(home, count: 130)
            try await gaze(home: home) { terminal in
                try await terminal.wait(for: "▌ image-230")
                // One, and then through to the fourth.
                try await terminal.press("Space", "Down", "Down", "m")
                try await terminal.wait(for: "4 marked")
                try await terminal.press("b")
                try await terminal.wait(for: "▸ Change 4 images")
                try await terminal.press("Down", "Down", "Down", "Enter")
                try await terminal.wait(for: "Add tags to 4 images")
                try await terminal.type("lts, old")
                try await terminal.press("Enter")
                try await terminal.wait(for: "Add the tags lts, old to 4 images?")
                try await terminal.press("Enter")
                try await terminal.wait(for: "4 done")
                try await terminal.press("Escape")
                try await terminal.wait(for: "▸ Images  ")
                try await terminal.press("Escape")
                try await terminal.wait(forNo: "4 marked")
                // Only those that have the tag.
                try await terminal.press("/")
                try await terminal.type("tag:lts")
                try await terminal.press("Enter")
                try await terminal.wait(for: "of 4  ")
                // All of them, beside what the filter leaves out; protected, and one is compared with another.
                try await terminal.press("*")
                try await terminal.wait(for: "4 marked")
                try await terminal.press("P", "p")
                try await terminal.wait(for: "Protect 4 images?")
                try await terminal.press("Enter")
                try await terminal.wait(for: "4 done")
                try await terminal.press("Escape")
                try await terminal.wait(for: "▸ Images  ")
                try await terminal.press("Escape")
                try await terminal.wait(forNo: "4 marked")
                try await terminal.press("g", "Space", "Space", "=")
                let difference = try await terminal.wait(for: "differences in")
                #expect(difference.contains("image-230") && difference.contains("image-229"))
                #expect(!difference.contains("protected"))
                try await terminal.press("a")
                try await terminal.wait(for: "visibility")
                try await terminal.press("Escape")
                try await terminal.wait(for: "2 marked")
                // What is protected is refused, each with the service's words.
                try await terminal.press("d")
                try await terminal.wait(for: "Type 2 to delete them")
                try await terminal.type("2")
                try await terminal.press("Enter")
                let refused = try await terminal.wait(for: "0 done, 2 refused")
                #expect(refused.matches(of: /refused \(403\)/).count == 2)
                try await terminal.press("Escape")
                try await terminal.wait(for: "▸ Images  ")
                // The last change was the protection; it is taken back, and then the delete goes.
                try await terminal.press("u")
                try await terminal.wait(for: "Undo: protect 4 images?")
                try await terminal.press("u")
                try await terminal.wait(for: "4 done")
                try await terminal.press("Escape")
                try await terminal.wait(for: "2 marked")
                try await terminal.press("d")
                try await terminal.wait(for: "Type 2 to delete them")
                try await terminal.type("2")
                try await terminal.press("Enter")
                try await terminal.wait(for: "2 done")
                try await terminal.press("Escape")
                try await terminal.wait(for: "of 2  ")
                try await terminal.press("u")
                try await terminal.wait(for: "It cannot be undone.")
                try await terminal.press("Escape")
                try await terminal.wait(forNo: "It cannot be undone.")
                try await terminal.press("Escape")
                // All, those that are not loaded too.
                try await terminal.wait(for: "of 100+")
                try await terminal.press("*")
                try await terminal.wait(for: "128 marked")
                try await terminal.press("*")
                try await terminal.wait(forNo: "128 marked")
            }
        }
    }
}
