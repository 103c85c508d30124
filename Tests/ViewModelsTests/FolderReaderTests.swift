import Foundation
import Testing

@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct FolderReaderTests {
    /// All that reading a folder tells.
    private func listing(_ path: String) async -> (listing: FolderListing, parts: [FolderPart]) {
        var (listing, parts) = (FolderListing(), [FolderPart]())
        for await part in FolderReader.parts(of: path) {
            _ = listing.take(part)
            parts.append(part)
        }
        return (listing, parts)
    }

    @Test("a folder tells what each of its names is, through links")
    func kinds() async throws {
        try await TestFolder.use { folder in
            _ = try folder.write("disk.raw", [1, 2, 3])
            _ = try folder.write(".hidden", [])
            let files = FileManager.default
            try files.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_000_000)], ofItemAtPath: folder.file("disk.raw"))
            try files.createDirectory(atPath: folder.file("old"), withIntermediateDirectories: true)
            for (name, target) in [("a link", "disk.raw"), ("to a folder", "old"), ("dead", "none"), ("loop", "loop")] {
                try files.createSymbolicLink(atPath: folder.file(name), withDestinationPath: target)
            }
            try #require(mkfifo(folder.file("pipe"), 0o600) == 0)
            let (listing, _) = await listing(folder.path)
            #expect(listing.folder == folder.path && listing.failure == nil && listing.hasAllNames)
            func kinds(_ kind: FileEntry.Kind, links: Bool = false) -> [String] {
                listing.entries.filter { $0.kind == kind && $0.isLink == links }.map(\.name).sorted()
            }
            #expect(kinds(.file) == [".hidden", "disk.raw"] && kinds(.file, links: true) == ["a link"])
            #expect(kinds(.folder) == ["old"] && kinds(.folder, links: true) == ["to a folder"])
            #expect(kinds(.deadLink, links: true) == ["dead", "loop"] && kinds(.pipe) == ["pipe"])
            #expect(listing.entries.count == 8)
            let file = try #require(listing.entries.first { $0.name == "a link" })
            #expect(file.size == 3 && file.modified == Date(timeIntervalSince1970: 1_000_000))
            #expect(listing.entries.first { $0.name == "old" }?.size == nil)
            #expect(listing.entries.filter(\.isHidden).map(\.name) == [".hidden"])
        }
    }

    @Test("devices are told apart from files")
    func devices() async {
        let (listing, _) = await listing("/dev")
        #expect(listing.entries.first { $0.name == "null" }?.kind == .device)
    }

    @Test("any bytes may be in a name, and what it names is found by them")
    func names() async throws {
        try await TestFolder.use { folder in
            _ = try folder.write("two\nlines and spaces ", [1])
            _ = try folder.write("e\u{301}", [1, 2])
            _ = try folder.write("\u{E9}", [1, 2, 3])
            let raw = open(
                Array(folder.path.utf8CString.dropLast()) + [0x2F, -23, 0x2E, 0x72, 0], O_CREAT | O_WRONLY, 0o600)
            try #require(raw >= 0)
            #expect(write(raw, "1234", 4) == 4)
            #expect(close(raw) == 0)
            let (listing, _) = await listing(folder.path)
            let sizes = Dictionary(
                uniqueKeysWithValues: listing.entries.map { (Array($0.rawName ?? Array($0.name.utf8)), $0.size) })
            #expect(
                sizes == [
                    Array("two\nlines and spaces ".utf8): 1, Array("e\u{301}".utf8): 2, Array("\u{E9}".utf8): 3,
                    [0xE9, 0x2E, 0x72]: 4,
                ])
            #expect(listing.entries.filter { !$0.hasTextName }.map(\.shellName) == ["$'\\xE9.r'"])
        }
    }

    @Test("names come before what they are, so that a file server that is slow shows them")
    func order() async throws {
        try await TestFolder.use { folder in
            for number in 0..<5000 { _ = try folder.write("\(number)", []) }
            let (listing, parts) = await listing(folder.path)
            #expect(listing.entries.count == 5000)
            #expect(Set(listing.entries.map(\.name)).count == 5000)
            let steps = parts.map { part in
                switch part {
                case .opened: 0
                case .entries: 1
                case .allNamed: 2
                case .details: 3
                case .failed: 4
                }
            }
            #expect(steps == steps.sorted() && Set(steps) == [0, 1, 2, 3])
            #expect(listing.entries.allSatisfy { $0.size == 0 })
        }
    }

    @Test("an empty folder is read to its end")
    func empty() async throws {
        try await TestFolder.use { folder in
            let (listing, parts) = await listing(folder.path + "/")
            #expect(listing.entries.isEmpty && listing.hasAllNames)
            #expect(parts == [.opened(path: folder.path), .allNamed])
        }
    }

    @Test("a folder that cannot be read says why")
    func failures() async throws {
        try await TestFolder.use { folder in
            let file = try folder.write("file", [])
            let cases: [(String, FolderError)] = [
                (folder.file("none"), .missing(path: folder.file("none"))), (file, .notAFolder(path: file)),
                (file + "/below", .notAFolder(path: file + "/below")),
            ]
            for (path, error) in cases {
                let (listing, parts) = await listing(path)
                #expect(parts == [.failed(error)])
                #expect(listing.failure == error)
            }
        }
    }

    @Test(
        "each of the system's reasons is told",
        arguments: [
            (ENOENT, "There is no folder /x."), (ENOTDIR, "/x is not a folder."),
            (EACCES, "/x may not be read by you."),
            (EPERM, "/x may not be read by you."), (EIO, "/x cannot be read: Input/output error."),
        ])
    func reasons(code: Int32, words: String) {
        let error = FolderError(code: code, path: "/x")
        #expect(error.description == words && error.path == "/x")
    }

    @Test("~ is the home folder, and reading from the current one needs no slash")
    func typed() async {
        let here = FileManager.default.currentDirectoryPath
        for (typed, path) in [("~", FilePath.absolute(FilePath.home)), (".", here), ("", here)] {
            let (listing, _) = await listing(typed)
            #expect(listing.folder == path)
        }
    }
}
