public import Observation

/// Folders that a person comes back to.
@Observable
@MainActor
public final class Bookmarks {
    /// The folders in the order of the file; `~` stands for the home folder.
    public private(set) var folders: [String] = []
    /// Why they cannot be read, or the last change not be kept; nil while all is well.
    public private(set) var failure: String?
    /// Where they are kept.
    public var location: String { memory.location }

    private let memory: BrowserMemory
    private let home: String
    /// One after the other: each begins with what the one before it has kept.
    @ObservationIgnored private var task: Task<Void, Never>?

    init(memory: BrowserMemory, home: String) {
        self.memory = memory
        self.home = home
    }

    /// Reads them again: a person may have edited the file.
    public func refresh() { change { $0 } }

    /// Whether a folder is among them.
    public func contains(_ folder: String) -> Bool { Self.place(of: folder, in: folders, home) != nil }

    /// Adds a folder, or takes it away where it is there already.
    public func toggle(_ folder: String) {
        change { [home] folders in
            guard let place = Self.place(of: folder, in: folders, home) else {
                return folders + [FilePath.abbreviated(FilePath.expanded(folder, home: home), home: home)]
            }
            var rest = folders
            rest.remove(at: place)
            return rest
        }
    }

    /// Takes a folder away.
    public func remove(_ folder: String) {
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
                // As they are in the file now: another gaze may have changed them.
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
