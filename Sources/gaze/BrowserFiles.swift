import Foundation
import ViewModels

/// The files in which the file browser keeps its bookmarks and the last folder visited.
struct BrowserFiles: Sendable {
    private let bookmarks: BookmarksFile
    private let lastFolder: RememberedLine

    init(files: FileLocations) {
        bookmarks = BookmarksFile(path: files.configuration + "/bookmarks.yaml", home: files.home)
        lastFolder = RememberedLine(path: files.state + "/folder")
    }

    /// These files as the file browser's memory. All access happens off the main actor.
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
