import Observation

/// The views of a cloud's list: those saved by the user, and those of the configuration.
@Observable
@MainActor
package final class SavedViews {
    /// The views saved by the user, in alphabetical order.
    package private(set) var saved: [SavedView] = []
    /// The views of the configuration; a saved view of the same name replaces one.
    package let configured: [SavedView]
    /// Why the last change could not be stored; nil if it was.
    package private(set) var failure: ListMemoryError?
    /// Whether the stored views are being read.
    package private(set) var isReading = false
    private let memory: ListMemory
    @ObservationIgnored private var task: Task<Void, Never>?
    /// The changes that are not stored yet, the earliest first.
    @ObservationIgnored private var unkept: [ListMemory.ViewsChange] = []
    @ObservationIgnored private var isRead = false

    init(configured: [SavedView], memory: ListMemory) {
        self.configured = configured
        self.memory = memory
    }

    isolated deinit { task?.cancel() }

    /// All views: first the saved ones, then those of the configuration.
    package var all: [SavedView] { saved + configured.filter { view in !saved.contains { $0.name == view.name } } }

    /// The names of all views.
    package var names: [String] { all.map(\.name) }

    /// The view of a name; nil if there is none.
    package subscript(name: String) -> SavedView? { all.first { $0.name == name } }

    /// Whether a view was saved by the user, and so can be renamed and removed.
    package func isSaved(_ view: SavedView) -> Bool { saved.contains(view) }

    /// Reads the stored views when first called.
    package func read() {
        guard !isRead else { return }
        isRead = true
        isReading = true
        task = Task { [weak self, memory] in
            let kept = await memory.views()
            self?.take(kept)
        }
    }

    /// Saves a view, replacing one of the same name.
    package func save(_ view: SavedView) {
        change { views in
            views.removeAll { $0.name == view.name }
            views.append(view)
        }
    }

    /// Renames a saved view; it replaces one that already has that name.
    package func rename(_ name: String, to other: String) {
        guard let index = index(of: name), name != other else { return }
        var view = saved[index]
        view.name = other
        change { [view] views in
            views.removeAll { $0.name == name || $0.name == other }
            views.append(view)
        }
    }

    /// Removes a saved view.
    package func remove(_ name: String) {
        change { views in views.removeAll { $0.name == name } }
    }

    /// Waits until the views have been read or stored.
    package func finish() async { await task?.value }

    private func index(of name: String) -> Int? { saved.firstIndex { $0.name == name } }

    private static func sorted(_ views: [SavedView]) -> [SavedView] { views.sorted { $0.name < $1.name } }

    /// Takes the stored views, and applies the changes that are not stored yet.
    private func take(_ kept: [SavedView]) {
        var views = kept
        for edit in unkept { edit(&views) }
        saved = Self.sorted(views)
        isReading = false
    }

    private func change(_ edit: @escaping ListMemory.ViewsChange) {
        read()
        edit(&saved)
        saved = Self.sorted(saved)
        unkept.append(edit)
        let before = task
        task = Task { [weak self] in
            await before?.value
            await self?.keep()
        }
    }

    /// Applies the changes to the stored views, which another process may have changed as well.
    private func keep() async {
        let edits = unkept
        guard !edits.isEmpty else { return }
        do throws(ListMemoryError) {
            let kept = try await memory.changeViews { views in
                for edit in edits { edit(&views) }
            }
            unkept.removeFirst(edits.count)
            failure = nil
            if let kept { take(kept) }
        } catch {
            // The changes last until gaze exits, and are stored with the next change that can be.
            failure = error
        }
    }
}
