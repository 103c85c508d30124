public import ImageModel
public import Observation

/// The columns of a cloud's list.
@Observable
@MainActor
public final class ListColumns {
    /// Those that a person has chosen, from left to right; nil for the usual ones.
    public private(set) var chosen: [ListColumn]?
    /// Whether the configuration says with which ones gaze begins: what is chosen then holds until gaze ends.
    public let isConfigured: Bool
    private let memory: ListMemory
    @ObservationIgnored private var task: Task<Void, Never>?
    @ObservationIgnored private var isRead = false

    init(configured: [ListColumn]?, memory: ListMemory) {
        chosen = configured
        isConfigured = configured != nil
        self.memory = memory
    }

    isolated deinit { task?.cancel() }

    /// Reads what was kept, the first time that it is asked for.
    public func read() {
        guard !isRead, !isConfigured else { return }
        isRead = true
        task = Task { [weak self, memory] in
            let kept = await memory.columns()
            if let kept, let self, self.chosen == nil { self.chosen = kept }
        }
    }

    /// Shows these columns, and nothing is remembered: those of a view.
    public func show(_ columns: [ListColumn]?) { chosen = columns }

    /// Shows these columns, and remembers them.
    public func take(_ columns: [ListColumn]?) {
        isRead = true
        chosen = columns
        guard !isConfigured else { return }
        let before = task
        task = Task { [memory] in
            await before?.value
            await memory.keepColumns(columns)
        }
    }

    /// Waits until they are read, or kept.
    public func finish() async { await task?.value }

    /// What columns may show: what the API has, and what the images have.
    public static func candidates(in images: some Sequence<Image>) -> [ImageAttribute] {
        var names: Set<String> = []
        for image in images.prefix(500) { names.formUnion(image.additional.keys) }
        return ListColumn.attributes + names.sorted().map(ImageAttribute.init(rawValue:))
    }
}
