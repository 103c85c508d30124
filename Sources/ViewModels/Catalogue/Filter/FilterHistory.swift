import Observation

/// The filters that have been used on a cloud.
@Observable
@MainActor
package final class FilterHistory {
    /// The filters, the most recent first.
    package private(set) var filters: [String] = []
    private let memory: FilterMemory
    @ObservationIgnored private var task: Task<Void, Never>?
    @ObservationIgnored private var isRead = false

    /// The number of filters to keep.
    nonisolated static let limit = 100

    init(memory: FilterMemory) { self.memory = memory }

    isolated deinit { task?.cancel() }

    /// Reads the stored filters when first called.
    package func read() {
        guard !isRead else { return }
        isRead = true
        task = Task { [weak self, memory] in
            let kept = await memory.history()
            guard let self else { return }
            // Filters used in the meantime are more recent.
            self.filters = Self.joined(self.filters, kept)
        }
    }

    /// Puts a filter at the front, and stores the history.
    package func add(_ filter: String) {
        guard !filter.isEmpty else { return }
        filters = Self.joined([filter], filters)
        let reading = task
        task = Task { [memory] in
            // One write after the other keeps the last filter first.
            await reading?.value
            await memory.changeHistory { Self.joined([filter], $0) }
        }
    }

    /// Waits until the history has been read or stored.
    package func finish() async { await task?.value }

    private nonisolated static func joined(_ first: [String], _ rest: [String]) -> [String] {
        Array((first + rest.filter { !first.contains($0) }).prefix(limit))
    }
}
