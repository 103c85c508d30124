import Testing

@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct BookmarksTests {
    private let kept = KeptMemory(["~/images", "/srv"])

    private func bookmarks() async throws -> Bookmarks {
        let bookmarks = Bookmarks(memory: kept.memory, home: "/home/ann")
        bookmarks.refresh()
        try await until { bookmarks.folders.count == 2 }
        return bookmarks
    }

    @Test("a folder is a bookmark however its home is written")
    func contains() async throws {
        let bookmarks = try await bookmarks()
        for folder in ["~/images", "/home/ann/images", "/srv"] { #expect(bookmarks.contains(folder)) }
        for folder in ["", "~", "/home/ann", "/srv/", "/images"] { #expect(!bookmarks.contains(folder)) }
        #expect(bookmarks.location == "~/bookmarks.yaml")
    }

    @Test("a folder is added at the end, with ~ for home, and taken away the next time")
    func toggle() async throws {
        let bookmarks = try await bookmarks()
        bookmarks.toggle("/home/ann/a b")
        try await until { bookmarks.folders == ["~/images", "/srv", "~/a b"] }
        #expect(try kept.content.folders.get() == bookmarks.folders)
        bookmarks.toggle("/home/ann/images")
        try await until { bookmarks.folders == ["/srv", "~/a b"] }
        bookmarks.remove("/srv")
        bookmarks.remove("/never/there")
        try await until { bookmarks.folders == ["~/a b"] }
        #expect(try kept.content.folders.get() == ["~/a b"])
    }

    @Test("changes that come at once are all made, one after the other")
    func together() async throws {
        let bookmarks = try await bookmarks()
        for name in ["/a", "/b", "/c", "/a"] { bookmarks.toggle(name) }
        try await until { bookmarks.folders == ["~/images", "/srv", "/b", "/c"] }
    }

    @Test("what another gaze has added meanwhile stays")
    func another() async throws {
        let bookmarks = try await bookmarks()
        kept.content.folders = .success(["~/images", "/srv", "/other"])
        bookmarks.toggle("/mine")
        try await until { bookmarks.folders == ["~/images", "/srv", "/other", "/mine"] }
    }

    @Test("bookmarks that cannot be read, or not be kept, stay as they are and say why")
    func failures() async throws {
        let bookmarks = try await bookmarks()
        kept.content.refusal = BookmarksError("The disk is full.")
        bookmarks.toggle("/mine")
        try await until { bookmarks.failure == "The disk is full." }
        #expect(bookmarks.folders == ["~/images", "/srv"])
        kept.content.folders = .failure(BookmarksError("It is no list."))
        bookmarks.refresh()
        try await until { bookmarks.failure == "It is no list." }
        kept.content = .init(folders: .success(["/new"]))
        bookmarks.refresh()
        try await until { bookmarks.folders == ["/new"] }
        #expect(bookmarks.failure == nil)
    }
}
