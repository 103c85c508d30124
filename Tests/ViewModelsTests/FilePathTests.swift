import Foundation
import Testing

@testable import ViewModels

@Suite struct FilePathTests {
    @Test(
        "~ is the home folder, at the beginning and by itself",
        arguments: [
            ("~", "/home/ann"), ("~/a b", "/home/ann/a b"), ("~/", "/home/ann/"), ("/~", "/~"), ("a~/b", "a~/b"),
            ("", ""),
            ("~ann/x", "~ann/x"), ("~~", "~~"),
        ])
    func expanded(path: String, expected: String) {
        #expect(FilePath.expanded(path, home: "/home/ann") == expected)
    }

    @Test("~ is the folder that HOME names, and ~root the home of root")
    func homes() throws {
        #expect(FilePath.expanded("~/x") == FilePath.home + "/x")
        #expect(FilePath.expanded("~root/x") == "/root/x")
        #expect(FilePath.expanded("~nobody of that name/x") == "~nobody of that name/x")
    }

    @Test(
        "an absolute path says each folder once, whatever was typed",
        arguments: [
            ("/", "/"), ("//", "/"), ("/a/b/", "/a/b"), ("/a//b", "/a/b"), ("/a/./b/.", "/a/b"), ("/a/../b", "/b"),
            ("/..", "/"), ("/a/b/../..", "/"), ("/a/\u{301}b", "/a/\u{301}b"), ("/a\n/ b ", "/a\n/ b "),
        ])
    func absolute(path: String, expected: String) {
        #expect(FilePath.absolute(path).utf8.elementsEqual(expected.utf8))
    }

    @Test("a path that begins with no slash lies in the current folder")
    func relative() {
        let here = FileManager.default.currentDirectoryPath
        #expect(FilePath.absolute("a/b") == here + "/a/b")
        #expect(FilePath.absolute(".") == here)
        #expect(FilePath.absolute("") == here)
    }

    @Test(
        "what lies in the home folder is shown with ~",
        arguments: [
            ("/home/ann", "~"), ("/home/ann/a", "~/a"), ("/home/anna", "/home/anna"), ("/home", "/home"), ("/", "/"),
        ])
    func abbreviated(path: String, expected: String) {
        #expect(FilePath.abbreviated(path, home: "/home/ann") == expected)
        #expect(FilePath.abbreviated(path, home: "") == path)
        #expect(FilePath.abbreviated(path, home: "/") == path)
    }

    @Test(
        "a path is a folder and a name",
        arguments: [
            ("/a/b", "/a/", "b"), ("a", "", "a"), ("/", "/", ""), ("", "", ""), ("~/", "~/", ""),
            ("a/\u{301}", "a/", "\u{301}"),
        ])
    func split(path: String, folder: String, name: String) {
        let parts = FilePath.split(path)
        #expect(parts.folder.utf8.elementsEqual(folder.utf8) && parts.name.utf8.elementsEqual(name.utf8))
    }

    @Test("the root has no parent, and every other path has one")
    func parent() throws {
        #expect(FilePath.parent(of: "/") == nil)
        let top = try #require(FilePath.parent(of: "/a"))
        #expect(top == ("/", "a"))
        let deep = try #require(FilePath.parent(of: "/a/b c"))
        #expect(deep == ("/a", "b c"))
        #expect(FilePath.joined("/", "a") == "/a" && FilePath.joined("/a", "b") == "/a/b")
    }
}
