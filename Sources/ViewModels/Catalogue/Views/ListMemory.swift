/// Stores a cloud's columns and views between runs. Tests replace it with their own closures.
package struct ListMemory: Sendable {
    /// The chosen columns; nil for the default ones.
    package var columns: @Sendable () async -> [ListColumn]?
    /// Stores columns in place of the former ones. A failure to store them is ignored, since it harms nobody.
    package var keepColumns: @Sendable ([ListColumn]?) async -> Void
    /// The saved views, in their order.
    package var views: @Sendable () async -> [SavedView]
    /// Changes the stored views and returns them; nil if this memory stores none. Other processes may have changed them since
    /// they were read; none can change them during this call.
    ///
    /// - Throws: A `ListMemoryError` if that fails, because views are work that must not be lost silently.
    package var changeViews: @Sendable (_ change: ViewsChange) async throws(ListMemoryError) -> [SavedView]?

    /// A change to the stored views.
    package typealias ViewsChange = @Sendable (inout [SavedView]) -> Void

    /// Creates a memory from its operations.
    package init(
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

    /// A memory that stores nothing.
    package static let none = ListMemory(
        columns: { nil }, keepColumns: { _ in }, views: { [] }, changeViews: { _ in nil })
}

/// The reason that views cannot be stored, in words for the user.
package struct ListMemoryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What happened, why, and what to do next.
    package let description: String

    /// Creates an error with a description.
    package init(_ description: String) { self.description = description }
}
