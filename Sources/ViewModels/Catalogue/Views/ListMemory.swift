/// What is kept of a cloud's list between starts. A test answers in its place.
public struct ListMemory: Sendable {
    /// The columns that were chosen; nil for the usual ones.
    public var columns: @Sendable () async -> [ListColumn]?
    /// Keeps these columns in place of the others. What cannot be kept is forgotten; that disturbs nobody.
    public var keepColumns: @Sendable ([ListColumn]?) async -> Void
    /// The views that were saved, in their order.
    public var views: @Sendable () async -> [SavedView]
    /// Changes the views that are kept, and says what they are then; nil where none are kept. Others may have changed them since they were read: nobody else
    /// does while this goes on.
    ///
    /// - Throws: why that cannot be done: a view has taken somebody work.
    public var changeViews: @Sendable (_ change: ViewsChange) async throws(ListMemoryError) -> [SavedView]?

    /// What becomes of the views that are kept.
    public typealias ViewsChange = @Sendable (inout [SavedView]) -> Void

    /// A memory that does these things.
    public init(
        columns: @escaping @Sendable () async -> [ListColumn]?,
        keepColumns: @escaping @Sendable ([ListColumn]?) async -> Void,
        views: @escaping @Sendable () async -> [SavedView],
        changeViews: @escaping @Sendable (_ change: ViewsChange) async throws(ListMemoryError) -> [SavedView]?
    ) {
        self.columns = columns
        self.keepColumns = keepColumns
        self.views = views
        self.changeViews = changeViews
    }

    /// A memory that forgets.
    public static let none = ListMemory(
        columns: { nil }, keepColumns: { _ in }, views: { [] }, changeViews: { _ in nil })
}

/// Why views cannot be kept, in words for a person.
public struct ListMemoryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What happened, why, and what to do next.
    public let description: String

    /// A failure in these words.
    public init(_ description: String) { self.description = description }
}
