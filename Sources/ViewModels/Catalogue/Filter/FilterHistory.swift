public import Observation

/// The filters that were used on a cloud.
@Observable
@MainActor
public final class FilterHistory {
    /// They, the last one first.
    public private(set) var filters: [String] = []
    private let memory: FilterMemory
    @ObservationIgnored private var task: Task<Void, Never>?
    @ObservationIgnored private var isRead = false

    /// How many are kept.
    nonisolated static let limit = 100

    init(memory: FilterMemory) { self.memory = memory }

    isolated deinit { task?.cancel() }

    /// Reads what was kept, the first time that it is asked for.
    public func read() {
        guard !isRead else { return }
        isRead = true
        task = Task { [weak self, memory] in
            let kept = await memory.history()
            guard let self else { return }
            // What was used meanwhile is later.
            self.filters = Self.joined(self.filters, kept)
        }
    }

    /// Puts a filter before all others, and keeps them.
    public func add(_ filter: String) {
        guard !filter.isEmpty else { return }
        filters = Self.joined([filter], filters)
        let reading = task
        task = Task { [memory] in
            // One after the other, so that the last one stays the first.
            await reading?.value
            await memory.changeHistory { Self.joined([filter], $0) }
        }
    }

    /// Waits until it is kept.
    public func finish() async { await task?.value }

    private nonisolated static func joined(_ first: [String], _ rest: [String]) -> [String] {
        Array((first + rest.filter { !first.contains($0) }).prefix(limit))
    }
}
