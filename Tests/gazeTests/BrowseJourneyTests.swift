import Foundation
import TestSupport
import Testing

/// Finding a file: by browsing, and by typing with completion, in a real terminal.
@Suite(.atMost(3, of: "terminals")) struct BrowseJourneyTests {
    /// A home with images in a folder of a folder.
    private func fill(_ home: TestFolder) throws {
        let folder = home.path + "/images/cloud images"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for name in ["disk 10.raw", "disk 9.raw", ".part"] {
            _ = try home.write("images/cloud images/\(name)", Data(repeating: 7, count: 3 << 20))
        }
        _ = try home.write("images/cloud images/line\nbreak.raw", Data(count: 1 << 20))
        _ = try home.write("notes.txt", Data("notes".utf8))
    }

    @Test("a file is browsed to, chosen and sent, and the next browsing begins in its folder")
    func browse() async throws {
        try await gaze { terminal, home in
            try fill(home)
            try await terminal.press("n")
            try await terminal.wait(for: "New image")
            try await terminal.type("browsed")
            try await terminal.press("Tab", "r", "Tab", "b", "BTab", "BTab", "BTab")
            try await terminal.wait(for: "⏎ browse")
            try await terminal.press("Enter")
            try await terminal.wait(for: "Choose a file")
            try await terminal.wait(for: "notes.txt")
            try await terminal.wait(for: "images/")
            // Into both folders, a bookmark there, and the second file by a filter.
            try await terminal.press("Enter")
            try await terminal.wait(for: "cloud images/")
            try await terminal.press("Right")
            try await terminal.wait(for: "both disks") { $0.contains(/disk 9\.raw +3 MiB.*\n.*disk 10\.raw +3 MiB/) }
            try await terminal.press("B")
            try await terminal.wait(for: "bookmarked")
            try await terminal.press("/")
            try await terminal.type("10")
            try await terminal.wait(forNo: "disk 9.raw")
            try await terminal.press("Enter")
            try await terminal.wait(for: "[~/images/cloud images/disk 10.raw")
            try await terminal.wait(for: "3 MiB in")
            try await terminal.press("C-s")
            try await terminal.wait(for: "Verified: size and SHA-512 match what was sent.")
            try await terminal.press("Escape")
            try await terminal.wait(for: "n new")
            try await terminal.press("n")
            try await terminal.wait(for: "New image")
            try await terminal.press("F4")
            try await terminal.wait(for: "disk 9.raw")
            try await terminal.wait(for: "~/images/cloud images")
            let bookmarks = try String(contentsOfFile: home.path + "/.config/gaze/bookmarks.yaml", encoding: .utf8)
            #expect(bookmarks.hasSuffix("bookmarks:\n- ~/images/cloud images\n"))
        }
    }

    @Test("the folder that a file was chosen from, and bookmarks, are there at the next start")
    func nextStart() async throws {
        try await TestFolder.use { home in
            try fill(home)
            try await gazeToItsEnd(home: home) { terminal in
                try await terminal.press("n")
                try await terminal.wait(for: "New image")
                try await terminal.press("F4")
                try await terminal.wait(for: "images/")
                try await terminal.press("B", "Enter")
                try await terminal.wait(for: "cloud images/")
                try await terminal.press("Enter")
                try await terminal.wait(for: "line")
                try await terminal.press("G", "Enter")
                try await terminal.wait(for: "1 MiB in")
                // The line break in the name is shown, and is part of the path.
                try await terminal.wait(for: "line␊break.raw")
            }
            try await gaze(home: home) { terminal in
                try await terminal.wait(for: "A draft is kept from")
                try await terminal.press("n")
                try await terminal.wait(for: "Resume the draft?")
                try await terminal.press("n")
                try await terminal.wait(for: "New image")
                try await terminal.press("F4")
                try await terminal.wait(for: "~/images/cloud images")
                try await terminal.press("b")
                try await terminal.wait(for: "kept in ~/.config/gaze/bookmarks.yaml")
                try await terminal.wait(for: "▌ ~")
                try await terminal.press("Enter")
                try await terminal.wait(for: "notes.txt")
            }
        }
    }

    @Test("a path is typed with tab, as in the shell")
    func completion() async throws {
        try await gaze { terminal, home in
            try fill(home)
            try await terminal.press("n")
            try await terminal.wait(for: "New image")
            try await terminal.press("Up")
            try await terminal.wait(for: "⏎ browse")
            try await terminal.type("~/i")
            try await terminal.wait(for: "tab complete")
            try await terminal.press("Tab")
            try await terminal.wait(for: "cloud images/")
            try await terminal.press("Tab")
            try await terminal.wait(for: "line␊break.raw")
            try await terminal.type("d")
            try await terminal.press("Tab")
            try await terminal.wait(for: "cloud images/disk")
            try await terminal.type("1")
            try await terminal.wait(for: "cloud images/disk 10.raw")
            try await terminal.press("Tab")
            try await terminal.wait(for: "[~/images/cloud images/disk 10.raw")
            try await terminal.wait(for: "3 MiB in")
            // There is nothing left to complete.
            try await terminal.press("Tab")
            try await terminal.wait(forNo: "⏎ browse")
        }
    }

    @Test("keys that come faster than a large folder is filtered choose what they would choose later")
    func typedAhead() async throws {
        try await gaze { terminal, home in
            try FileManager.default.createDirectory(atPath: home.path + "/many", withIntermediateDirectories: true)
            for number in 1...5_000 { _ = try home.write("many/image-\(number).raw", Data([7])) }
            try await terminal.press("n")
            try await terminal.wait(for: "New image")
            try await terminal.press("F4")
            try await terminal.wait(for: "many/")
            try await terminal.press("Enter")
            try await terminal.wait(for: "of 5,000")
            try await terminal.press("G", "/", "4", "9", "9", "Down", "Enter")
            try await terminal.wait(for: "[~/many/image-1499.raw")
            try await terminal.press("C-u")
            try await terminal.type("~/many/image-4999.raw")
            try await terminal.press("Tab")
            try await terminal.wait(forNo: "⏎ browse")
            try await terminal.wait(for: "[~/many/image-4999.raw")
        }
    }
}
