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
    /// Whether what was kept is being read.
    public private(set) var isReading = false
    private let memory: ListMemory
    @ObservationIgnored private var task: Task<Void, Never>?
    /// The changes that are not kept yet, the earliest first.
    @ObservationIgnored private var unkept: [ListMemory.ViewsChange] = []
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
        isReading = true
        task = Task { [weak self, memory] in
            let kept = await memory.views()
            self?.take(kept)
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
        change { [view] views in
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

    /// Takes over what is kept, with what is still to be kept besides.
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

    /// Makes the changes in what is kept, where another gaze may have made others.
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
            // They last until gaze ends, and are kept with the next one that can be.
            failure = error
        }
    }
}
