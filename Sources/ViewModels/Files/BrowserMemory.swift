/// What the file browser keeps between starts: bookmarks, and the folder it was in last. A test answers in its place.
public struct BrowserMemory: Sendable {
    /// Where bookmarks are kept, for a person who wants to edit them.
    public var location: String
    /// The bookmarks as they are now.
    public var bookmarks: @Sendable () async throws(BookmarksError) -> [String]
    /// Keeps these bookmarks in place of the others.
    public var keepBookmarks: @Sendable ([String]) async throws(BookmarksError) -> Void
    /// The folder that a file was chosen from last.
    public var lastFolder: @Sendable () async -> String?
    /// Keeps the folder that a file was chosen from. One that cannot be kept is forgotten; that disturbs nobody.
    public var keepLastFolder: @Sendable (String) async -> Void

    /// A memory that does these things.
    public init(
        location: String,
        bookmarks: @escaping @Sendable () async throws(BookmarksError) -> [String],
        keepBookmarks: @escaping @Sendable ([String]) async throws(BookmarksError) -> Void,
        lastFolder: @escaping @Sendable () async -> String?,
        keepLastFolder: @escaping @Sendable (String) async -> Void
    ) {
        self.location = location
        self.bookmarks = bookmarks
        self.keepBookmarks = keepBookmarks
        self.lastFolder = lastFolder
        self.keepLastFolder = keepLastFolder
    }
}

/// Why bookmarks cannot be read, or not be kept.
public struct BookmarksError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What happened, why, and what to do next.
    public let description: String

    /// An error in words for a person.
    public init(_ description: String) { self.description = description }
}
