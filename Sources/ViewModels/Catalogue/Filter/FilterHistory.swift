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
    static let limit = 100

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
        task = Task { [weak self, memory] in
            // Those of before are to be kept too.
            await reading?.value
            guard let self else { return }
            await memory.keepHistory(self.filters)
        }
    }

    /// Waits until it is kept.
    public func finish() async { await task?.value }

    private static func joined(_ first: [String], _ rest: [String]) -> [String] {
        Array((first + rest.filter { !first.contains($0) }).prefix(limit))
    }
}
