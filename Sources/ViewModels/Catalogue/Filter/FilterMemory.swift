/// What is kept of a cloud's filters between starts. A test answers in its place.
public struct FilterMemory: Sendable {
    /// The filters that were used, the last one first.
    public var history: @Sendable () async -> [String]
    /// Keeps these filters in place of the others. What cannot be kept is forgotten; that disturbs nobody.
    public var keepHistory: @Sendable ([String]) async -> Void

    /// A memory that does these things.
    public init(
        history: @escaping @Sendable () async -> [String], keepHistory: @escaping @Sendable ([String]) async -> Void
    ) {
        self.history = history
        self.keepHistory = keepHistory
    }

    /// A memory that forgets.
    public static let none = FilterMemory(history: { [] }, keepHistory: { _ in })
}
