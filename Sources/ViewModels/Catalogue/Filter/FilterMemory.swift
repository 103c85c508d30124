/// Stores a cloud's filters between runs. Tests replace it with their own closures.
package struct FilterMemory: Sendable {
    /// The filters that have been used, the most recent first.
    package var history: @Sendable () async -> [String]
    /// Changes the stored filters, which other processes may have added to since they were read; none can change them during
    /// this call. A failure to store them is ignored, since it harms nobody.
    package var changeHistory: @Sendable (_ change: HistoryChange) async -> Void

    /// A function from the stored filters to the new ones.
    package typealias HistoryChange = @Sendable ([String]) -> [String]

    /// Creates a memory from its operations.
    package init(
        history: @escaping @Sendable () async -> [String],
        changeHistory: @escaping @Sendable (_ change: HistoryChange) async -> Void
    ) {
        self.history = history
        self.changeHistory = changeHistory
    }

    /// A memory that stores nothing.
    package static let none = FilterMemory(history: { [] }, changeHistory: { _ in })
}
