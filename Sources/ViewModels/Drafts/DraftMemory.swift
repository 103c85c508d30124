/// Stores drafts of one cloud so that they outlive gaze. Tests supply a stand-in.
package struct DraftMemory: Sendable {
    /// Finds the newest draft left behind by a gaze that has ended; nil if there is none. The draft is claimed: no other gaze
    /// gets it until it is forgotten or this gaze ends.
    package var find: @Sendable () async -> KeptDraft?
    /// Stores this gaze's draft in place of its previous one; an empty draft is not stored.
    package var keep: @Sendable (_ draft: Draft, _ isAbridged: Bool) async throws(DraftMemoryError) -> Void
    /// Removes a draft that was found.
    package var forget: @Sendable (KeptDraft.ID) async throws(DraftMemoryError) -> Void

    /// Creates a memory from functions that find, store, and remove drafts.
    package init(
        find: @escaping @Sendable () async -> KeptDraft?,
        keep: @escaping @Sendable (_ draft: Draft, _ isAbridged: Bool) async throws(DraftMemoryError) -> Void,
        forget: @escaping @Sendable (KeptDraft.ID) async throws(DraftMemoryError) -> Void
    ) {
        self.find = find
        self.keep = keep
        self.forget = forget
    }

    /// A memory for programs without a form to fill in: it stores nothing and finds nothing.
    package static let none = DraftMemory(find: { nil }, keep: { _, _ in }, forget: { _ in })
}

/// Why a draft cannot be stored.
package struct DraftMemoryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What happened, why, and what to do next.
    package let description: String

    /// Creates an error from a text for the user.
    package init(_ description: String) { self.description = description }
}
