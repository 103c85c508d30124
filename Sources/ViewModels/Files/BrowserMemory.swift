/// What the file browser remembers between runs: the bookmarks and the last folder. Tests supply a stand-in.
package struct BrowserMemory: Sendable {
    /// Where the bookmarks are stored, for a user who wants to edit them.
    package var location: String
    /// Reads the bookmarks.
    package var bookmarks: @Sendable () async throws(BookmarksError) -> [String]
    /// Replaces the stored bookmarks.
    package var keepBookmarks: @Sendable ([String]) async throws(BookmarksError) -> Void
    /// The folder that a file was last chosen from.
    package var lastFolder: @Sendable () async -> String?
    /// Stores the folder that a file was chosen from. A failure is ignored: losing the folder does no harm.
    package var keepLastFolder: @Sendable (String) async -> Void

    /// Creates a memory from functions that read and store its parts.
    package init(
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

/// Why bookmarks cannot be read or stored.
package struct BookmarksError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What happened, why, and what to do next.
    package let description: String

    /// Creates an error from a text for the user.
    package init(_ description: String) { self.description = description }
}
