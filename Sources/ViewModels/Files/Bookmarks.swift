import Observation

/// The folders that a user has bookmarked.
@Observable
@MainActor
package final class Bookmarks {
    /// The folders in the order of the file; `~` stands for the home folder.
    package private(set) var folders: [String] = []
    /// Why the bookmarks cannot be read, or the last change could not be stored; nil if there is no failure.
    package private(set) var failure: String?
    /// Where the bookmarks are stored.
    package var location: String { memory.location }

    private let memory: BrowserMemory
    private let home: String
    /// The latest change. Changes run one after the other: each starts from what the one before has stored.
    @ObservationIgnored private var task: Task<Void, Never>?

    init(memory: BrowserMemory, home: String) {
        self.memory = memory
        self.home = home
    }

    /// Reads the bookmarks again: the user may have edited the file.
    package func refresh() { change { $0 } }

    /// Whether a folder is bookmarked.
    package func contains(_ folder: String) -> Bool { Self.place(of: folder, in: folders, home) != nil }

    /// Adds a folder, or removes it if it is there already.
    package func toggle(_ folder: String) {
        change { [home] folders in
            guard let place = Self.place(of: folder, in: folders, home) else {
                return folders + [FilePath.abbreviated(FilePath.expanded(folder, home: home), home: home)]
            }
            var rest = folders
            rest.remove(at: place)
            return rest
        }
    }

    /// Removes a folder.
    package func remove(_ folder: String) {
        change { [home] folders in
            var rest = folders
            if let place = Self.place(of: folder, in: folders, home) { rest.remove(at: place) }
            return rest
        }
    }

    private func change(_ change: @escaping @Sendable ([String]) -> [String]) {
        task = Task { [weak self, memory, before = task] in
            await before?.value
            let result: Result<[String], BookmarksError>
            do throws(BookmarksError) {
                // The file is read each time: another gaze may have changed it.
                let old = try await memory.bookmarks()
                let new = change(old)
                if new != old { try await memory.keepBookmarks(new) }
                result = .success(new)
            } catch {
                result = .failure(error)
            }
            self?.take(result)
        }
    }

    private func take(_ result: Result<[String], BookmarksError>) {
        switch result {
        case .success(let new):
            if new != folders { folders = new }
            if failure != nil { failure = nil }
        case .failure(let error): failure = error.description
        }
    }

    nonisolated private static func place(of folder: String, in folders: [String], _ home: String) -> Int? {
        let wanted = FilePath.expanded(folder, home: home)
        return folders.firstIndex { FilePath.expanded($0, home: home).utf8.elementsEqual(wanted.utf8) }
    }
}
