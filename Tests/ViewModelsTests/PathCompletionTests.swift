import Foundation
import Testing

@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct PathCompletionTests {
    private let folders = ScriptedFolders()

    init() {
        folders.set(
            "/home/ann",
            [.sample("images/"), .sample("isos/"), .sample("notes 1.txt"), .sample("notes 2.txt"), .sample(".ssh/")])
        folders.set(
            "/home/ann/images",
            [
                .sample("alpine.qcow2"), .sample("debian-12.raw"), .sample("debian-12.raw.xz"), .sample(".hidden.raw"),
                .sample(".hide/"), .sample("line\nbreak.raw"), .sample("日本語.raw"), .sample("日本.raw"), .sample("é.raw"),
                FileEntry(name: [0x63, 0xE9], kind: .file), .sample("Alpha/"),
            ])
        folders.set("/home/ann/isos", [.sample("only/")])
        folders.set("/empty", [])
        folders.set(FilePath.absolute("."), [.sample("here.raw")])
    }

    private func completion() -> PathCompletion { PathCompletion(surroundings: folders.surroundings) }

    /// What is known of a path when it is typed.
    private func completed(_ path: String) async throws -> PathCompletion {
        let completion = completion()
        completion.update(path)
        try await until { !completion.isBusy }
        return completion
    }

    @Test(
        "a path goes on with what all names that begin so have in common",
        arguments: [
            ("~/im", "ages/", ["images/"]), ("~/i", "", ["images/", "isos/"]),
            ("~/n", "otes ", ["notes 1.txt", "notes 2.txt"]),
            ("~/notes 1", ".txt", ["notes 1.txt"]), ("~/images/alp", "ine.qcow2", ["alpine.qcow2"]),
            ("~/images/Alp", "ha/", ["Alpha/"]), ("~/images/al", "pine.qcow2", ["alpine.qcow2"]),
            ("~/images/deb", "ian-12.raw", ["debian-12.raw", "debian-12.raw.xz"]),
            ("~/images/line", "\nbreak.raw", ["line\nbreak.raw"]), ("~/images/日", "本", ["日本.raw", "日本語.raw"]),
            ("~/images/.h", "id", [".hide/", ".hidden.raw"]), ("~/isos/", "only/", ["only/"]), ("~", "/", ["~/"]),
            ("~/", "", ["images/", "isos/", "notes 1.txt", "notes 2.txt"]), ("~/.", "ssh/", [".ssh/"]),
            ("~/..", "/", ["../"]),
            ("h", "ere.raw", ["here.raw"]), ("/home/ann/isos/o", "nly/", ["only/"]),
        ])
    func completes(path: String, suggestion: String, choices: [String]) async throws {
        let completion = try await completed(path)
        #expect(completion.suggestion == suggestion)
        #expect(completion.choices == choices && completion.count == choices.count)
        #expect(completion.isUnfinished)
    }

    @Test("what is left out is no completion")
    func leavingOut() async throws {
        folders.set("/saved", [.sample("disk.raw.part"), .sample("disk.raw.part.json"), .sample("disk.iso")])
        let completion = PathCompletion(
            surroundings: folders.surroundings, leavingOut: [PartFile.suffix, PartFile.noteSuffix])
        for (path, suggestion) in [("/saved/disk.raw", ""), ("/saved/d", "isk.iso")] {
            completion.update(path)
            try await until { !completion.isBusy }
            #expect(completion.suggestion == suggestion)
        }
    }

    @Test(
        "where there is nothing to go on with, nothing is said",
        arguments: [
            "", "~/none", "~/images/alpine.qcow2x", "/empty/", "/nowhere/a", "/root/a", "~ann", "~/notes 1.txt/",
            "~/images/c", "~/images/ALP",
        ])
    func nothing(path: String) async throws {
        let completion = try await completed(path)
        #expect(completion.suggestion.isEmpty && completion.choices.isEmpty && !completion.isUnfinished)
    }

    @Test(
        "of an image elsewhere, the region or the cloud is completed, and no file",
        arguments: [
            ("glance://", "", ["lab:/", "RegionOne/", "RegionTwo/"]),
            ("glance://R", "egion", ["RegionOne/", "RegionTwo/"]),
            ("GLANCE://l", "ab:/", ["lab:/"]), ("glance://x", "", []), ("glance://lab:/", "", []),
        ])
    func places(line: String, suggestion: String, choices: [String]) async throws {
        var surroundings = folders.surroundings
        surroundings.places = { ["RegionOne", "RegionTwo", "lab:"] }
        let completion = PathCompletion(surroundings: surroundings)
        // As the form hands it on.
        completion.update(ImageElsewhere.isPlace(line) ? line : "")
        try await until { !completion.isBusy }
        #expect(completion.suggestion == suggestion && completion.choices == choices)
        #expect(folders.calls.isEmpty)
    }

    @Test("a path that names a file is complete, with the names that are longer in sight")
    func complete() async throws {
        let one = try await completed("~/images/alpine.qcow2")
        #expect(one.choices.isEmpty && !one.isUnfinished)
        let two = try await completed("~/images/debian-12.raw")
        #expect(two.choices == ["debian-12.raw", "debian-12.raw.xz"] && two.suggestion.isEmpty && !two.isUnfinished)
        let folder = try await completed("~/images")
        #expect(folder.suggestion == "/" && folder.isUnfinished)
    }

    @Test("a letter is completed as it was typed, not as it might have been")
    func scalars() async throws {
        #expect(try await completed("~/images/e").choices.isEmpty)
        #expect(try await completed("~/images/\u{E9}").suggestion == ".raw")
        #expect(try await completed("~/images/e\u{301}").choices.isEmpty)
    }

    @Test("a folder is read once for as long as one types in it, and anew the next time")
    func once() async throws {
        let completion = completion()
        for text in ["~/images/d", "~/images/de", "~/images/d", "~/images/al"] {
            completion.update(text)
            try await until { !completion.isBusy }
        }
        #expect(folders.calls == ["/home/ann/images"])
        completion.update("")
        #expect(completion.choices.isEmpty && completion.suggestion.isEmpty)
        folders.set("/home/ann/images", [.sample("alert.raw")])
        completion.update("~/images/al")
        try await until { completion.suggestion == "ert.raw" }
        #expect(folders.calls.count == 2)
    }

    @Test("what is typed along the suggestion leaves the rest of it in sight, anything else takes it away")
    func along() async throws {
        let completion = try await completed("~/im")
        completion.update("~/ima")
        #expect(completion.suggestion == "ges/")
        completion.update("~/imx")
        #expect(completion.suggestion.isEmpty)
        try await until { !completion.isBusy }
        #expect(completion.choices.isEmpty)
        completion.update("~/im")
        try await until { completion.suggestion == "ages/" }
        completion.update("~/images/")
        #expect(completion.suggestion.isEmpty)
    }

    @Test("until a name of another folder is known, none of the one before is in sight, and the path stays unfinished")
    func another() async throws {
        let completion = try await completed("~/im")
        completion.update("/slow/")
        #expect(completion.choices.isEmpty && completion.count == 0 && completion.suggestion.isEmpty)
        #expect(completion.isBusy && completion.isUnfinished)
        try await reading("/slow")
        folders.send(.opened(path: "/slow"), to: "/slow")
        await settle()
        #expect(completion.choices.isEmpty && completion.isUnfinished)
        folders.send(.entries([.sample("alpine"), .sample("debian")]), to: "/slow")
        try await until { completion.choices == ["alpine", "debian"] }
        folders.send(.allNamed, to: "/slow")
        folders.finish("/slow")
        try await until { !completion.isBusy }
        // Whoever types on in a folder keeps its names in sight until those that go with the path are found.
        completion.update("/slow/a")
        #expect(completion.choices == ["alpine", "debian"] && completion.count == 2)
        try await until { completion.choices == ["alpine"] }
        // A folder that is not there has none; nor has a path that was finished anything to go on with.
        completion.update("/nowhere/a")
        #expect(completion.choices.isEmpty && completion.count == 0 && completion.isUnfinished)
        try await until { !completion.isUnfinished }
        #expect(!completion.isBusy && completion.choices.isEmpty)
        completion.update("~/i")
        #expect(!completion.isUnfinished)
        try await until { completion.choices == ["images/", "isos/"] }
        // The same names as in the folder before are in sight again.
        completion.update("/home/ann/i")
        #expect(completion.choices.isEmpty)
        try await until { completion.choices == ["images/", "isos/"] }
        completion.update("/slow/b")
        completion.update("")
        #expect(completion.choices.isEmpty && !completion.isUnfinished)
    }

    @Test("until all names are there, they are shown, and none is suggested")
    func slow() async throws {
        let completion = completion()
        completion.update("/slow/a")
        try await reading("/slow")
        folders.send(.opened(path: "/slow"), to: "/slow")
        folders.send(.entries([FileEntry(name: "alpine".utf8)]), to: "/slow")
        try await until { completion.choices == ["alpine"] }
        #expect(completion.suggestion.isEmpty && completion.isBusy)
        folders.send(.entries([.sample("alps")]), to: "/slow")
        folders.send(.allNamed, to: "/slow")
        try await until { completion.suggestion == "lp" }
        #expect(!completion.isBusy)
        // It turns out to be a folder while one types.
        completion.update("/slow/alpi")
        folders.send(.details(from: 0, [.sample("alpine/")]), to: "/slow")
        try await until { completion.suggestion == "ne/" }
        folders.finish("/slow")
    }

    @Test("a folder that does not answer keeps nobody from typing on")
    func hanging() async throws {
        let completion = completion()
        completion.update("/slow/a")
        try await reading("/slow")
        completion.update("~/im")
        try await until { completion.suggestion == "ages/" }
        folders.send(.opened(path: "/slow"), to: "/slow")
        folders.send(.entries([.sample("imagine")]), to: "/slow")
        await settle()
        #expect(completion.choices == ["images/"])
    }

    @Test("a wish to complete is kept until it is answered, or something else is typed")
    func wanted() async throws {
        let completion = completion()
        completion.update("~/im")
        completion.want()
        #expect(completion.isWanted)
        completion.update("~/ima")
        #expect(!completion.isWanted)
        completion.want()
        completion.answered()
        #expect(!completion.isWanted)
    }

    @Test("of very many names the first are at hand, and all are counted")
    func many() async throws {
        folders.set("/many", (0..<2000).map { .sample("image\($0)") })
        let completion = try await completed("/many/")
        #expect(completion.count == 2000 && completion.choices.count == 500)
        #expect(completion.choices.prefix(3) == ["image0", "image1", "image2"] && completion.suggestion == "image")
    }

    @Test("the machine's own folders are completed")
    func real() async throws {
        try await TestFolder.use { folder in
            _ = try folder.write("alpine.raw", [])
            try FileManager.default.createDirectory(atPath: folder.file("sub"), withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: "sub")
            let completion = PathCompletion(surroundings: Surroundings())
            completion.update(folder.file("a"))
            try await until { completion.suggestion == "lpine.raw" }
            completion.update(folder.file("l"))
            try await until { completion.suggestion == "ink/" }
        }
    }

    /// Waits until a folder has been asked for.
    private func reading(_ path: String) async throws {
        while folders.calls.last != path {
            try Task.checkCancellation()
            await Task.yield()
        }
    }
}
