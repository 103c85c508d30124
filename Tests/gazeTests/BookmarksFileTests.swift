import Foundation
import Testing
import ViewModels

@testable import gaze

/// The file of bookmarks: what gaze writes it reads, and what a person has spoiled it does not touch.
@Suite struct BookmarksFileTests {
    private func file(_ body: (BookmarksFile, TestFolder) async throws -> Void) async throws {
        try await TestFolder.use { home in
            try await body(BookmarksFile(path: home.path + "/.config/gaze/bookmarks.yaml", home: home.path), home)
        }
    }

    @Test("without a file there are no bookmarks")
    func none() async throws {
        try await file { file, _ in
            let read = try file.read()
            #expect(read == [])
            #expect(file.shownPath == "~/.config/gaze/bookmarks.yaml")
        }
    }

    @Test("what is written is read again, whatever a folder is called, and a person can read it")
    func roundTrip() async throws {
        let folders = [
            "~/images", "/srv/a b", "/x: y", "/#c", "/é 日本", "/two\nlines", "/\"quoted\" 'too'", "/ ends with a space ",
            "~",
            "/" + String(repeating: "long ", count: 60),
        ]
        try await file { file, _ in
            try file.write(folders)
            let read = try file.read()
            #expect(read == folders)
            let text = try String(contentsOfFile: file.path, encoding: .utf8)
            #expect(text.hasPrefix("# ") && text.contains("\nbookmarks:\n- ~/images\n- /srv/a b\n"))
            #expect(text.contains("/é 日本"))
            try file.write([])
            let rest = try file.read()
            #expect(rest == [])
        }
    }

    @Test("a file that is a link to one elsewhere stays a link")
    func link() async throws {
        try await file { file, home in
            let folder = (file.path as NSString).deletingLastPathComponent
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let elsewhere = try home.write("bookmarks.yaml", Data("bookmarks: [/a]\n".utf8))
            try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: elsewhere)
            try file.write(["/b"])
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: file.path) == elsewhere)
            #expect(try file.read() == ["/b"])
        }
    }

    @Test(
        "what a person may write is read",
        arguments: [
            ("bookmarks: [~/a, /b]", ["~/a", "/b"]), ("", []), ("# nothing yet\n", []), ("bookmarks: []\n", []),
            ("other: 1\nbookmarks:\n  - '/c d'\n", ["/c d"]),
        ])
    func written(text: String, folders: [String]) async throws {
        try await file { file, home in
            try write(text, to: file)
            let read = try file.read()
            #expect(read == folders)
        }
    }

    @Test(
        "what is no list of folders is refused, with the line",
        arguments: [
            ("bookmarks: ~/a", "line 1: “bookmarks” is not a list"), ("- /a\n", "no list named “bookmarks”"),
            ("bookmarks:\n- /a\n- relative\n", "line 3: a bookmark is a folder's path"),
            ("bookmarks:\n- {a: b}\n", "line 2: a bookmark is a folder's path"), ("bookmarks: [", "line "),
            ("\"", "line "),
        ])
    func wrong(text: String, words: String) async throws {
        try await file { file, home in
            try write(text, to: file)
            let error = #expect(throws: BookmarksError.self) { try file.read() }
            #expect(error?.description.contains(words) == true, "\(String(describing: error))")
            #expect(
                error?.description.hasPrefix("The bookmarks in ~/.config/gaze/bookmarks.yaml cannot be used: ") == true)
        }
    }

    @Test("a file that cannot be read, or a folder that cannot be made, is told")
    func unusable() async throws {
        try await file { file, home in
            _ = try home.write(".config", Data())
            let error = #expect(throws: BookmarksError.self) { try file.write(["/a"]) }
            #expect(error?.description.contains("cannot be kept") == true)
        }
        try await file { file, home in
            try FileManager.default.createDirectory(atPath: file.path, withIntermediateDirectories: true)
            let error = #expect(throws: BookmarksError.self) { try file.read() }
            #expect(error?.description.contains("cannot be read") == true)
        }
    }

    private func write(_ text: String, to file: BookmarksFile) throws {
        try FileManager.default.createDirectory(
            atPath: (file.path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: file.path))
    }

    @Test(
        "a line is remembered as it was, spaces and line breaks included",
        arguments: ["/a", " /b ", "/two\nlines\n", ""])
    func line(text: String) async throws {
        try await TestFolder.use { home in
            let line = RememberedLine(path: home.path + "/state/gaze/folder")
            #expect(line.line == nil)
            line.keep("before")
            line.keep(text)
            #expect(line.line == text)
        }
    }
}
