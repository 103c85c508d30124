import Synchronization

@testable import ViewModels

/// What the file browser keeps, for as long as a test.
final class KeptMemory: Sendable {
    struct Content: Sendable {
        var folders: Result<[String], BookmarksError> = .success([])
        /// Why nothing can be kept; nil where it can.
        var refusal: BookmarksError?
        var lastFolder: String?
    }
    private let kept: Mutex<Content>

    init(_ folders: [String] = [], lastFolder: String? = nil) {
        kept = Mutex(Content(folders: .success(folders), lastFolder: lastFolder))
    }

    var content: Content {
        get { kept.withLock { $0 } }
        set { kept.withLock { $0 = newValue } }
    }

    var memory: BrowserMemory {
        BrowserMemory(
            location: "~/bookmarks.yaml",
            bookmarks: { [self] () throws(BookmarksError) -> [String] in try content.folders.get() },
            keepBookmarks: { [self] folders throws(BookmarksError) in
                if let refusal = content.refusal { throw refusal }
                content.folders = .success(folders)
            },
            lastFolder: { [self] in content.lastFolder }, keepLastFolder: { [self] in content.lastFolder = $0 })
    }
}
