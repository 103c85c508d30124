import Terminal
import Testing

@testable import Screens
@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct FileBrowserTests {
    /// A stage with the browser in sight, opened from the data field with a path typed in it.
    ///
    /// - Parameter hasEnd: whether its names come to an end. Until they have, the header says that they are being read.
    private func stage(
        at path: String = "~/images/", until text: String = "alpine-3.20.qcow2", hasEnd: Bool = true
    ) async throws -> Stage {
        let stage = Stage()
        try await stage.wait(for: "There are no images")
        stage.press(.character("n"))
        stage.go(to: .data)
        stage.press(.paste(path), .enter)
        try await stage.wait { $0.contains("Choose a file") && $0.contains(text) }
        try await stage.wait(forNo: "opening")
        if hasEnd { try await stage.wait { _ in !stage.workspace.files.isReading } }
        return stage
    }

    @Test("a folder's files stand in columns, folders first, and the one under the bar is told in full")
    func listing() async throws {
        let stage = try await stage()
        stage.press(.down)
        try stage.expect("files", [.home, .wide, .small], roles: [.selection, .title])
        try stage.expect("files", [.home], charset: .ascii)
    }

    @Test("the column that the rows are ordered by is marked, and so is the direction")
    func order() async throws {
        let stage = try await stage()
        stage.press(.character("s"))
        try await stage.wait { $0.contains("SIZE ↓") && $0.contains(/old\/.*\n.*windows/) }
        try stage.expect("files-by-size")
        stage.press(.character("s"), .character("S"))
        try await stage.wait { $0.contains("MODIFIED ↑") && $0.contains(/old\/.*\n.*debian-9/) }
        try stage.expect("files-by-time")
    }

    @Test("names that begin with a dot are shown when they are asked for, and the bar stays on its file")
    func hidden() async throws {
        let stage = try await stage()
        stage.press(.down, .down)
        let selected = stage.workspace.files.selected
        stage.press(.character("."))
        try await stage.wait(for: ".cirros.iso.part")
        #expect(stage.workspace.files.selected == selected)
        try stage.expect("files-hidden", roles: [.selection])
    }

    @Test("a filter narrows the rows as it is typed, and Enter opens what it has found")
    func filter() async throws {
        let stage = try await stage()
        stage.press(.character("/"))
        stage.type("EB")
        try await stage.wait(forNo: "alpine")
        try stage.expect("files-filter", [.home, .wide, .small], roles: [.selection])
        stage.press(.down, .enter)
        #expect(stage.workspace.draft.draft.data == "~/images/debian-10.raw")
        #expect(stage.text().contains("▸ New image"))
    }

    @Test("a filter that nothing goes with says so")
    func vainFilter() async throws {
        let stage = try await stage()
        stage.press(.character("/"))
        stage.type("no such name")
        try await stage.wait(for: "No name here")
        try stage.expect("files-filter-vain", [.home])
        stage.press(.enter)
        #expect(stage.text().contains("No name here"))
        stage.press(.escape)
        try await stage.wait(for: "alpine")
    }

    @Test("a large folder is told by its count")
    func large() async throws {
        let stage = try await stage(at: "/srv/images", until: "image-1.qcow2")
        stage.press(.end)
        try stage.expect("files-large", [.home, .small], roles: [.selection])
    }

    @Test("names that are long, wide or hostile stay in their column, and what is no file says what it is")
    func names() async throws {
        let stage = try await stage(at: "/srv/names", until: "a folder/")
        try stage.expect("files-names", [.home, .wide, .small], roles: [.standIn])
        try stage.expect("files-names", [.home], charset: .ascii)
    }

    @Test(
        "what cannot be chosen says why, and stays unchosen",
        arguments: ["sda", "fifo", "agent", "gone", "nobody knows", "caf\u{FFFD}.raw"])
    func unusable(name: String) async throws {
        let stage = try await stage(at: "/srv/names", until: "a folder/")
        stage.press(.character("/"))
        stage.type(name)
        try await stage.wait { $0.contains("1–1 of 1") }
        stage.press(.tab, .enter)
        let words = name.split(separator: "\u{FFFD}")[0].split(separator: " ")[0]
        try stage.expect("files-unusable-\(words)", [.home, .small], roles: [.warning])
        stage.press(.escape)
        #expect(stage.workspace.draft.draft.data == "/srv/names")
    }

    @Test(
        "a folder that shows no files says why",
        arguments: [
            ("empty", "~/images/old/", "empty"), ("hidden-only", "~/hidden", "hidden files"),
            ("forbidden", "/root", "may not"),
        ])
    func noRows(name: String, path: String, words: String) async throws {
        let stage = try await stage(at: path, until: words)
        try stage.expect("files-\(name)", [.home, .small], roles: [.error])
        #expect(stage.press(.enter) == nil)
        stage.press(.left)
        try await stage.wait { _ in stage.workspace.files.selected?.kind == .folder }
        #expect(!stage.text().contains(words))
    }

    @Test("a folder that can be read in part shows that part, and says so")
    func broken() async throws {
        let stage = try await stage(at: "/mnt/broken", until: "Input/output error")
        try stage.expect("files-broken", [.home], roles: [.warning])
    }

    @Test("while names keep coming, those that are there can be chosen")
    func slow() async throws {
        let stage = try await stage(at: "/mnt/slow", until: "first.raw", hasEnd: false)
        try stage.expect("files-slow", [.home])
        stage.press(.enter)
        #expect(stage.workspace.draft.draft.data == "/mnt/slow/first.raw")
    }

    @Test("a folder that does not answer keeps nobody from going elsewhere")
    func dead() async throws {
        let stage = Stage()
        try await stage.wait(for: "There are no images")
        stage.press(.character("n"))
        stage.go(to: .data)
        stage.press(.paste("/mnt/dead"), .enter)
        try stage.expect("files-dead", [.home])
        // What waits for its rows is forgotten.
        stage.press(.down, .enter, .character("~"))
        try await stage.wait(for: "notes.txt")
        #expect(stage.workspace.files.selectedRow == 0)
        stage.press(.escape)
        #expect(stage.workspace.draft.draft.data == "/mnt/dead")
    }

    @Test("keys that come before the rows that they are for wait for them")
    func typedAhead() async throws {
        let stage = try await stage()
        stage.press(.end, .character("/"))
        stage.type("debian")
        stage.press(.down, .enter)
        // Nothing is chosen of what is in sight before the filter is.
        #expect(stage.workspace.draft.draft.data == "~/images/")
        try await stage.wait(forNo: "▸ Choose a file")
        #expect(stage.workspace.draft.draft.data == "~/images/debian-10.raw")

        // To the folder above, into it again by its name, and from its first file to the second.
        stage.press(.enter)
        try await stage.wait { $0.contains("▸ Choose a file") && !$0.contains("opening") }
        stage.press(.character("h"), .character("/"))
        stage.type("ima")
        stage.press(.enter, .character("g"), .down, .down, .enter)
        try await stage.wait(forNo: "▸ Choose a file")
        #expect(stage.workspace.draft.draft.data == "~/images/cirros.iso")
    }

    @Test("a typed path that leads nowhere opens the nearest folder, and says so")
    func nowhere() async throws {
        let stage = try await stage(at: "~/images/none/at all.raw", until: "There is no folder")
        try stage.expect("files-nowhere", [.home], roles: [.warning])
        #expect(stage.workspace.files.folder == "~/images")
    }

    @Test("the bar is on what is typed", arguments: [("~/images/deb", "debian-9.raw"), ("~/images/README", "README")])
    func typed(path: String, name: String) async throws {
        let stage = try await stage(at: path)
        #expect(stage.workspace.files.selected?.name == name)
    }

    @Test("the chosen file is in the form, whatever was typed there before")
    func choosing() async throws {
        let stage = try await stage()
        stage.press(.down, .enter)
        #expect(stage.workspace.draft.draft.data == "~/images/alpine-3.20.qcow2")
        try await stage.wait(for: "56.3 MiB in")
        #expect(stage.text().contains("[~/images/alpine-3.20.qcow2 "))
    }

    @Test("a folder with a long path shows its end")
    func longPath() async throws {
        let stage = try await stage(at: "/mnt/broken", until: "Input/output error")
        stage.press(.character("b"))
        try await stage.wait(for: "a long name")
        stage.press(.end, .enter)
        try await stage.wait(for: "There is no folder")
        try stage.expect("files-long-path", [.home, .small])
    }

    @Test("bookmarks are listed, and say where they are kept")
    func bookmarks() async throws {
        let stage = try await Stage.at(.bookmarks)
        try stage.expect("bookmarks", [.home, .wide, .small], roles: [.selection])
        try stage.expect("bookmarks", [.home], charset: .ascii)
    }

    @Test("without bookmarks, the screen says how to make one; B does")
    func firstBookmark() async throws {
        let stage = try await stage()
        stage.bookmarks.folders = .success([])
        stage.press(.character("b"))
        try await stage.wait(for: "There are no bookmarks")
        try stage.expect("bookmarks-none", [.home, .small])
        stage.press(.enter, .character("d"), .escape, .character("B"))
        try await stage.wait(for: "bookmarked")
        #expect(try stage.bookmarks.folders.get() == ["~/images"])
    }

    @Test("bookmarks that cannot be used say why, in their screen and below the files")
    func brokenBookmarks() async throws {
        let stage = try await stage()
        stage.bookmarks.folders = .failure(
            BookmarksError("The bookmarks in ~/.config/gaze/bookmarks.yaml cannot be used: line 3: it is no list."))
        stage.press(.character("B"))
        try await stage.wait(for: "cannot be used")
        try stage.expect("files-bookmarks-failure", [.home, .small], roles: [.warning])
        stage.press(.character("b"))
        try stage.expect("bookmarks-failure", [.home, .small], roles: [.error])
    }

    @Test("the mark of bookmarks is what B puts there and takes away")
    func toggle() async throws {
        let stage = try await stage(at: "~/images/old/", until: "empty")
        stage.press(.character("B"))
        try await stage.wait(for: "bookmarked")
        #expect(try stage.bookmarks.folders.get().last == "~/images/old")
        stage.press(.character("B"))
        try await stage.wait(forNo: "bookmarked")
        #expect(try stage.bookmarks.folders.get().count == 3)
    }
}
