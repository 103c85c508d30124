package import ImageModel
import Observation

/// The columns of a cloud's list.
@Observable
@MainActor
package final class ListColumns {
    /// The chosen columns, from left to right; nil for the default ones.
    package private(set) var chosen: [ListColumn]?
    /// Whether the configuration sets the initial columns; columns chosen later then last until gaze exits.
    package let isConfigured: Bool
    private let memory: ListMemory
    @ObservationIgnored private var task: Task<Void, Never>?
    @ObservationIgnored private var isRead = false

    init(configured: [ListColumn]?, memory: ListMemory) {
        chosen = configured
        isConfigured = configured != nil
        self.memory = memory
    }

    isolated deinit { task?.cancel() }

    /// Reads the stored columns when first called.
    package func read() {
        guard !isRead, !isConfigured else { return }
        isRead = true
        task = Task { [weak self, memory] in
            let kept = await memory.columns()
            if let kept, let self, self.chosen == nil { self.chosen = kept }
        }
    }

    /// Shows the columns of a view without storing them.
    package func show(_ columns: [ListColumn]?) { chosen = columns }

    /// Shows columns and stores them, unless the configuration sets the initial ones.
    package func take(_ columns: [ListColumn]?) {
        isRead = true
        chosen = columns
        guard !isConfigured else { return }
        let before = task
        task = Task { [memory] in
            await before?.value
            await memory.keepColumns(columns)
        }
    }

    /// Waits until the columns have been read or stored.
    package func finish() async { await task?.value }

    /// Returns what columns may show: the API's attributes and the properties of the first 500 images.
    package static func candidates(in images: some Sequence<Image>) -> [ImageAttribute] {
        var names: Set<String> = []
        for image in images.prefix(500) { names.formUnion(image.additional.keys) }
        return ListColumn.attributes + names.sorted().map(ImageAttribute.init(rawValue:))
    }
}
