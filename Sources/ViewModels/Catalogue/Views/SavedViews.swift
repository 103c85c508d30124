public import Observation

/// The views of a cloud's list: those that were saved here, and those that the configuration has.
@Observable
@MainActor
public final class SavedViews {
    /// Those that were saved here, in alphabetical order.
    public private(set) var saved: [SavedView] = []
    /// Those of the configuration; one that is saved here under the same name takes its place.
    public let configured: [SavedView]
    /// Why the last change is not kept; nil where it is.
    public private(set) var failure: ListMemoryError?
    private let memory: ListMemory
    @ObservationIgnored private var task: Task<Void, Never>?
    @ObservationIgnored private var isRead = false

    init(configured: [SavedView], memory: ListMemory) {
        self.configured = configured
        self.memory = memory
    }

    isolated deinit { task?.cancel() }

    /// All views: those that were saved here, and then the configuration's.
    public var all: [SavedView] { saved + configured.filter { view in !saved.contains { $0.name == view.name } } }

    /// Their names.
    public var names: [String] { all.map(\.name) }

    /// The view of a name.
    public subscript(name: String) -> SavedView? { all.first { $0.name == name } }

    /// Whether a view was saved here, so that it can be renamed and taken away.
    public func isSaved(_ view: SavedView) -> Bool { saved.contains(view) }

    /// Reads what was kept, the first time that it is asked for.
    public func read() {
        guard !isRead else { return }
        isRead = true
        task = Task { [weak self, memory] in
            let kept = await memory.views()
            guard let self else { return }
            // What was saved meanwhile is later.
            self.saved = Self.sorted(self.saved + kept.filter { self.index(of: $0.name) == nil })
        }
    }

    /// Saves a view, in place of one of the same name.
    public func save(_ view: SavedView) {
        change { views in
            views.removeAll { $0.name == view.name }
            views.append(view)
        }
    }

    /// Gives a view that was saved here another name; one that has that name already is gone then.
    public func rename(_ name: String, to other: String) {
        guard let index = index(of: name), name != other else { return }
        var view = saved[index]
        view.name = other
        change { views in
            views.removeAll { $0.name == name || $0.name == other }
            views.append(view)
        }
    }

    /// Takes a view away that was saved here.
    public func remove(_ name: String) {
        change { views in views.removeAll { $0.name == name } }
    }

    /// Waits until they are read, or kept.
    public func finish() async { await task?.value }

    private func index(of name: String) -> Int? { saved.firstIndex { $0.name == name } }

    private static func sorted(_ views: [SavedView]) -> [SavedView] { views.sorted { $0.name < $1.name } }

    private func change(_ edit: (inout [SavedView]) -> Void) {
        read()
        edit(&saved)
        saved = Self.sorted(saved)
        let before = task
        task = Task { [weak self, memory] in
            // Those of before are to be kept too.
            await before?.value
            guard let self else { return }
            do throws(ListMemoryError) {
                try await memory.keepViews(self.saved)
                self.failure = nil
            } catch {
                self.failure = error
            }
        }
    }
}
