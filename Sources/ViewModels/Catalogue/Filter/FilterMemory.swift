/// What is kept of a cloud's filters between starts. A test answers in its place.
public struct FilterMemory: Sendable {
    /// The filters that were used, the last one first.
    public var history: @Sendable () async -> [String]
    /// Changes what is kept: others may have used filters since it was read, and nobody else changes it while this goes on. What
    /// cannot be kept is forgotten; that disturbs nobody.
    public var changeHistory: @Sendable (_ change: HistoryChange) async -> Void

    /// What becomes of the filters that are kept.
    public typealias HistoryChange = @Sendable ([String]) -> [String]

    /// A memory that does these things.
    public init(
        history: @escaping @Sendable () async -> [String],
        changeHistory: @escaping @Sendable (_ change: HistoryChange) async -> Void
    ) {
        self.history = history
        self.changeHistory = changeHistory
    }

    /// A memory that forgets.
    public static let none = FilterMemory(history: { [] }, changeHistory: { _ in })
}
