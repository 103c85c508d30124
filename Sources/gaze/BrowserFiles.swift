import Foundation
import ViewModels

/// The files in which the file browser keeps bookmarks, and the folder it was in last.
struct BrowserFiles: Sendable {
    private let bookmarks: BookmarksFile
    private let lastFolder: RememberedLine

    init(files: FileLocations) {
        bookmarks = BookmarksFile(path: files.configuration + "/bookmarks.yaml", home: files.home)
        lastFolder = RememberedLine(path: files.state + "/folder")
    }

    /// They, for the file browser. None of it is done on the main actor.
    var memory: BrowserMemory {
        BrowserMemory(
            location: bookmarks.shownPath, bookmarks: readBookmarks, keepBookmarks: writeBookmarks,
            lastFolder: readFolder, keepLastFolder: writeFolder)
    }

    @concurrent @Sendable private func readBookmarks() async throws(BookmarksError) -> [String] {
        try bookmarks.read()
    }

    @concurrent @Sendable private func writeBookmarks(_ folders: [String]) async throws(BookmarksError) {
        try bookmarks.write(folders)
    }

    @concurrent @Sendable private func readFolder() async -> String? { lastFolder.line }

    @concurrent @Sendable private func writeFolder(_ folder: String) async { lastFolder.keep(folder) }
}
