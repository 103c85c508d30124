import Foundation
import Testing

@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct FileBrowserModelTests {
    private let folders = ScriptedFolders()
    private let kept = KeptMemory()

    init() {
        folders.set("/", [.sample("home/"), .sample("srv/"), .sample("root/")])
        folders.set("/home/ann", [.sample("images/"), .sample(".ssh/"), .sample("notes.txt", size: 12)])
        folders.set(
            "/home/ann/images",
            [
                .sample("disk10.raw", size: 10, age: 1), .sample("disk9.raw", size: 9, age: 3), .sample("old/"),
                .sample(".part", size: 1, age: 2), .sample("Alpine.iso", size: 30, age: 2),
            ])
        folders.set("/home/ann/images/old", [])
    }

    private func model() -> FileBrowserModel {
        FileBrowserModel(surroundings: folders.surroundings, memory: kept.memory)
    }

    /// A browser that has read a folder.
    private func model(at path: String) async throws -> FileBrowserModel {
        let model = model()
        model.start(at: path)
        try await until { !model.isReading }
        try await until { model.folder == path }
        return model
    }

    private func names(_ model: FileBrowserModel) -> [String] { (0..<model.count).map { model[$0].name } }

    private let images = ["old", "Alpine.iso", "disk9.raw", "disk10.raw"]

    @Test("it begins in the folder that a file was chosen from last, or at home")
    func beginning() async throws {
        let model = model()
        #expect(model.folder.isEmpty && model.count == 0 && model.selected == nil && model.openSelected() == nil)
        model.start(at: "")
        #expect(model.opening != nil && model.isReading)
        try await until { model.folder == "~" }
        #expect(names(model) == ["images", "notes.txt"] && model.total == 3)
        kept.content.lastFolder = "/home/ann/images"
        model.start(at: "")
        try await until { model.folder == "~/images" }
        #expect(names(model) == images)
        #expect(model.selectedRow == 0 && model.notice == nil && model.opening == nil)
    }

    @Test(
        "it begins where the typed path leads, with the bar on what is typed",
        arguments: [
            ("~/images", "~/images", "old"), ("~/images/", "~/images", "old"),
            ("~/images/disk10.raw", "~/images", "disk10.raw"),
            ("/home/ann/images/disk", "~/images", "disk9.raw"), ("~/images/none", "~/images", "old"),
            ("~/ima", "~", "images"), ("/home/ann/not", "~", "notes.txt"), ("/", "/", "home"), ("~/.ss", "~", ".ssh"),
        ])
    func typed(path: String, folder: String, name: String) async throws {
        let model = model()
        model.start(at: path)
        try await until { !model.isReading && model.folder == folder && model.selected?.name == name }
        #expect(model.failure == nil && model.notice == nil)
    }

    @Test("where the typed folder is not there, it begins in the nearest one above, and says so")
    func nearest() async throws {
        let model = model()
        model.start(at: "~/images/none/at/all.raw")
        try await until { model.folder == "~/images" }
        #expect(model.notice == "There is no folder /home/ann/images/none.")
        model.select(1)
        #expect(model.notice == nil)
    }

    @Test("a folder that is still being put in order does not take the place of one that is asked for then")
    func overtaken() async throws {
        folders.set("/many", (0..<300).map { .sample("disk\($0).raw") })
        var models: [(model: FileBrowserModel, folder: String)] = []
        // In some of these moments it is open, and not in order yet.
        for moment in 0..<60 {
            let model = model()
            model.go(to: "/many")
            for _ in 0..<moment { await Task.yield() }
            model.go(to: "/slow")
            models.append((model, model.folder))
        }
        // Then the others have been put in order, too.
        let last = try await model(at: "/many")
        try await until { last.isSettled }
        for (model, folder) in models {
            #expect(model.opening == "/slow" && !model.isSettled && model.folder == folder)
            model.stop()
        }
    }

    @Test("rows are settled when they are those that were asked for last")
    func settled() async throws {
        let model = try await model(at: "~/images")
        try await until { model.isSettled }
        let asks: [@MainActor () -> Void] = [
            { model.filter = "disk" }, { model.nextOrder() }, { model.reverseOrder() }, { model.toggleHidden() },
            { model.refresh() }, { model.goUp() }, { model.go(to: "/root") },
        ]
        for ask in asks {
            ask()
            #expect(!model.isSettled)
            try await until { model.isSettled }
        }
        #expect(model.failure != nil)
    }

    @Test("names that have come and are not in order yet are not told as left out")
    func coming() async throws {
        let model = model()
        model.go(to: "/slow")
        try await wait { folders.calls == ["/slow"] }
        folders.send(.opened(path: "/slow"), to: "/slow")
        folders.send(.entries([.sample("a")]), to: "/slow")
        try await until { model.count == 1 }
        folders.send(.entries([.sample("b"), .sample("c")]), to: "/slow")
        folders.send(.details(from: 0, [.sample("a", size: 5)]), to: "/slow")
        try await until { model.total == 3 }
        #expect(model.count == 3)
        folders.finish("/slow")
    }

    @Test("a filter has the bar on the first row that it finds, unless the bar's own is found; and gives it back")
    func filtered() async throws {
        let model = try await model(at: "~/images")
        model.select(3)
        model.filter = "DISK"
        try await until { model.count == 2 }
        #expect(model.selected?.name == "disk10.raw")
        model.select(1)
        model.filter = "l"
        try await until { names(model) == ["old", "Alpine.iso"] }
        #expect(model.selected?.name == "old")
        model.filter = ""
        try await until { model.count == 4 }
        #expect(model.selected?.name == "disk10.raw")
    }

    @Test("what is asked for while a folder is opened is asked of that folder")
    func ahead() async throws {
        let model = try await model(at: "~/images")
        model.go(to: "/slow/a/b")
        model.goUp()
        model.goUp()
        #expect(model.opening == "/slow")
        model.go(to: "~")
        model.filter = "NOTE"
        try await until { model.isSettled }
        #expect(model.folder == "~" && names(model) == ["notes.txt"])
        model.go(to: "~/images")
        model.goUp()
        try await until { model.isSettled }
        #expect(model.folder == "~" && names(model) == ["images", "notes.txt"] && model.selected?.name == "images")
    }

    @Test("a folder that may not be read says so, and the way on is open")
    func forbidden() async throws {
        let model = model()
        model.start(at: "/root/secrets")
        try await until { model.failure != nil }
        #expect(
            model.failure == .forbidden(path: "/root/secrets") && model.folder == "/root/secrets" && model.count == 0)
        #expect(!model.isReading && model.opening == nil)
        model.goUp()
        try await until { model.folder == "/root" }
        model.goUp()
        try await until { model.folder == "/" && model.selected?.name == "root" }
        #expect(model.failure == nil)
    }

    @Test("a folder that cannot be opened stays in sight with what is the matter, whatever is asked of its rows")
    func forbiddenArranged() async throws {
        let model = try await model(at: "~/images")
        model.go(to: "/root/secrets")
        try await until { model.failure != nil }
        let asks: [@MainActor () -> Void] = [
            { model.toggleHidden() }, { model.nextOrder() }, { model.reverseOrder() }, { model.filter = "disk" },
        ]
        for ask in asks {
            ask()
            try await until { model.isSettled }
            #expect(model.folder == "/root/secrets" && model.count == 0 && model.total == 0)
            #expect(model.failure == .forbidden(path: "/root/secrets"))
        }
        // The ways on that are named beside it lead on.
        folders.set("/root/secrets", [.sample("disk.raw"), .sample("key.pem")])
        model.refresh()
        try await until { names(model) == ["disk.raw"] }
        #expect(model.failure == nil)
        model.goUp()
        try await until { model.folder == "/root" }
        #expect(model.failure == .forbidden(path: "/root"))
        model.toggleHidden()
        try await until { model.isSettled }
        model.goUp()
        try await until { model.folder == "/" && model.selected?.name == "root" }
        #expect(model.failure == nil)
    }

    @Test("going up puts the bar on the folder that one comes from; above the root there is nothing")
    func up() async throws {
        let model = try await model(at: "~/images")
        model.goUp()
        try await until { model.folder == "~" && model.selected?.name == "images" }
        model.go(to: "/")
        try await until { model.folder == "/" }
        let calls = folders.calls.count
        model.goUp()
        await settle()
        #expect(model.folder == "/" && folders.calls.count == calls)
    }

    @Test("a folder is gone into, and a file is chosen by its path; the folder is remembered")
    func opening() async throws {
        let model = try await model(at: "~/images")
        #expect(model.openSelected() == nil)
        try await until { model.folder == "~/images/old" }
        model.goUp()
        try await until { model.folder == "~/images" }
        model.select(2)
        #expect(model.openSelected() == "~/images/disk9.raw")
        try await wait { kept.content.lastFolder == "/home/ann/images" }
    }

    @Test("what can be no image's data says why")
    func unusable() async throws {
        let kinds: [(FileEntry.Kind, String)] = [
            (.device, "device"), (.pipe, "pipe"), (.socket, "socket"), (.deadLink, "link"),
            (.unknown, "cannot be told"),
        ]
        folders.set(
            "/srv", kinds.map { FileEntry(name: $1.utf8, kind: $0) } + [FileEntry(name: [0x63, 0xE9], kind: .file)])
        let model = try await model(at: "/srv")
        for row in 0..<model.count {
            model.select(row)
            let entry = model[row]
            #expect(model.openSelected() == nil)
            #expect(model.notice?.contains(entry.hasTextName ? entry.name : "$'c\\xE9'") == true)
        }
    }

    @Test("the order goes round, and turns round; the bar stays on its file")
    func order() async throws {
        let model = try await model(at: "~/images")
        model.select(2)
        let steps: [(isReversal: Bool, expected: [String])] = [
            (false, ["old", "Alpine.iso", "disk10.raw", "disk9.raw"]),
            (true, ["old", "disk9.raw", "disk10.raw", "Alpine.iso"]),
            (false, ["old", "disk10.raw", "Alpine.iso", "disk9.raw"]), (false, images),
            (true, ["old", "disk10.raw", "disk9.raw", "Alpine.iso"]),
        ]
        for step in steps {
            if step.isReversal { model.reverseOrder() } else { model.nextOrder() }
            try await until { names(model) == step.expected }
            #expect(model.selected?.name == "disk9.raw")
        }
    }

    @Test("hidden names are shown when they are asked for, and stay so in the next folder")
    func hidden() async throws {
        let model = try await model(at: "~/images")
        model.select(3)
        model.toggleHidden()
        try await until { model.count == 5 }
        #expect(names(model).contains(".part") && model.selected?.name == "disk10.raw" && model.showsHidden)
        model.goUp()
        try await until { model.folder == "~" }
        #expect(names(model) == [".ssh", "images", "notes.txt"])
        model.toggleHidden()
        try await until { model.count == 2 }
    }

    @Test("a filter goes by any part of the name, whatever the case, and ends in the next folder")
    func filter() async throws {
        let model = try await model(at: "~/images")
        model.filter = "IS"
        try await until { names(model) == ["Alpine.iso", "disk9.raw", "disk10.raw"] }
        model.select(1)
        model.filter = "isk"
        try await until { names(model) == ["disk9.raw", "disk10.raw"] }
        #expect(model.selected?.name == "disk9.raw")
        model.filter = "iskk"
        try await until { model.count == 0 }
        #expect(model.selected == nil && model.openSelected() == nil)
        model.filter = ""
        try await until { names(model) == images }
        #expect(model.selected?.name == "disk9.raw")
        model.filter = "old"
        try await until { model.count == 1 }
        #expect(model.openSelected() == nil)
        try await until { model.folder == "~/images/old" }
        #expect(model.filter.isEmpty)
    }

    @Test("reading again shows what is new, and keeps the bar, the order and the filter")
    func refresh() async throws {
        let model = try await model(at: "~/images")
        model.filter = "disk"
        try await until { model.count == 2 }
        model.select(1)
        folders.set("/home/ann/images", ["disk10.raw", "disk9.raw", "disk1.raw", "b"].map { .sample($0) })
        model.refresh()
        try await until { names(model) == ["disk1.raw", "disk9.raw", "disk10.raw"] }
        #expect(model.selected?.name == "disk10.raw" && model.filter == "disk")
        // Where the file is gone, the bar stays where it was.
        folders.set("/home/ann/images", ["disk1.raw", "disk2.raw"].map { .sample($0) })
        model.refresh()
        try await until { names(model) == ["disk1.raw", "disk2.raw"] }
        #expect(model.selectedRow == 1)
    }

    @Test("rows appear as they are read, and the bar stays on its file when others come before it")
    func batches() async throws {
        let model = model()
        model.start(at: "/slow")
        try await until { model.isReading }
        try await wait { folders.calls == ["/slow"] }
        folders.send(.opened(path: "/slow"), to: "/slow")
        folders.send(.entries([.sample("m"), .sample("n")]), to: "/slow")
        try await until { names(model) == ["m", "n"] }
        #expect(model.isReading && model.opening == nil && model.selectedRow == 0)
        // A bar that nobody has moved stays at the top.
        folders.send(.entries([.sample("b")]), to: "/slow")
        try await until { names(model) == ["b", "m", "n"] }
        #expect(model.selectedRow == 0)
        model.select(2)
        folders.send(.entries([.sample("a"), .sample("z")]), to: "/slow")
        try await until { model.count == 5 }
        #expect(model.selected?.name == "n")
        var looked = FileEntry.sample("n", size: 77)
        looked.isLink = true
        folders.send(.details(from: 1, [looked]), to: "/slow")
        try await until { model.selected?.size == 77 }
        #expect(names(model) == ["a", "b", "m", "n", "z"])
        folders.send(.allNamed, to: "/slow")
        folders.finish("/slow")
        try await until { !model.isReading }
        #expect(model.count == 5)
    }

    @Test("what a name turns out to be decides where it stands, and so do sizes where they are the order")
    func details() async throws {
        let model = model()
        model.start(at: "/slow")
        try await wait { folders.calls == ["/slow"] }
        folders.send(.opened(path: "/slow"), to: "/slow")
        folders.send(.entries(["a", "b"].map { FileEntry(name: $0.utf8) }), to: "/slow")
        try await until { model.count == 2 }
        #expect(model.openSelected() == nil)
        #expect(model.notice?.contains("not known yet") == true)
        folders.send(.details(from: 0, [.sample("a"), .sample("b/")]), to: "/slow")
        try await until { names(model) == ["b", "a"] }
        model.nextOrder()
        folders.send(.entries([.sample("c", size: 1)]), to: "/slow")
        try await until { names(model) == ["b", "a", "c"] }
        folders.send(.details(from: 2, [.sample("c", size: 9)]), to: "/slow")
        try await until { names(model) == ["b", "c", "a"] }
    }

    @Test("a folder that does not open keeps nobody from going elsewhere, and comes too late then")
    func hanging() async throws {
        let model = try await model(at: "~")
        model.go(to: "/slow")
        #expect(model.opening == "/slow" && model.folder == "~")
        try await wait { folders.calls.last == "/slow" }
        model.go(to: "~/images")
        try await until { model.folder == "~/images" && !model.isReading }
        folders.send(.opened(path: "/slow"), to: "/slow")
        folders.send(.entries([.sample("late")]), to: "/slow")
        await settle()
        #expect(model.folder == "~/images" && names(model) == images)
        model.go(to: "/slow")
        model.stop()
        #expect(model.opening == nil && !model.isReading)
        #expect(names(model) == images)
    }

    @Test("a folder that cannot be read to its end shows what was read")
    func broken() async throws {
        let model = model()
        model.start(at: "/slow")
        try await wait { folders.calls == ["/slow"] }
        let error = FolderError.failed(path: "/slow", reason: "Input/output error")
        for part in [.opened(path: "/slow"), .entries([.sample("a")]), .failed(error)] as [FolderPart] {
            folders.send(part, to: "/slow")
        }
        folders.finish("/slow")
        try await until { !model.isReading && model.count == 1 }
        #expect(model.failure == error)
        model.go(to: "~")
        try await until { model.folder == "~" }
        #expect(model.failure == nil)
    }

    @Test("a failure that comes when what was read is in sight is told too")
    func brokenLater() async throws {
        let model = model()
        model.start(at: "/slow")
        try await wait { folders.calls == ["/slow"] }
        folders.send(.opened(path: "/slow"), to: "/slow")
        folders.send(.entries([.sample("a")]), to: "/slow")
        try await until { model.count == 1 }
        let error = FolderError.failed(path: "/slow", reason: "Input/output error")
        folders.send(.failed(error), to: "/slow")
        folders.finish("/slow")
        try await until { !model.isReading }
        #expect(model.failure == error && model.count == 1)
    }

    @Test("a folder that is open and has no names yet is still to come, whatever is asked for meanwhile")
    func nameless() async throws {
        let model = try await model(at: "~/images")
        model.go(to: "/slow")
        try await wait { folders.calls.last == "/slow" }
        folders.send(.opened(path: "/slow"), to: "/slow")
        await settle()
        model.filter = "a"
        await settle()
        #expect(!model.isSettled && model.opening == "/slow")
        folders.send(.entries(["a", "b", "ab"].map { .sample($0) }), to: "/slow")
        try await until { model.isSettled }
        #expect(model.folder == "/slow" && names(model) == ["a", "ab"])
        folders.finish("/slow")
    }

    @Test("a folder of a hundred thousand files is read, ordered and filtered")
    func large() async throws {
        try await TestFolder.use { folder in
            for number in 0..<100_000 {
                let file = creat(folder.file("disk\(number).raw"), 0o600)
                try #require(file >= 0)
                close(file)
            }
            let model = FileBrowserModel(surroundings: Surroundings(), memory: kept.memory)
            model.start(at: folder.path)
            try await until { !model.isReading && model.count == 100_000 }
            #expect(model[0].name == "disk0.raw" && model[99_999].name == "disk99999.raw" && model[10].size == 0)
            model.select(99_999)
            model.filter = "999"
            try await until { model.count == 280 }
            #expect(model.selected?.name == "disk99999.raw")
        }
    }

    /// Waits for what no model tells of.
    private func wait(_ holds: () -> Bool) async throws {
        while !holds() {
            try Task.checkCancellation()
            await Task.yield()
        }
    }
}
