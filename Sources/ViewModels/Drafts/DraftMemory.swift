/// What keeps drafts beyond the end of gaze, for one cloud. A test answers in its place.
public struct DraftMemory: Sendable {
    /// The newest draft that a gaze has left behind which has ended; nil where there is none. It is nobody else's until it
    /// is forgotten, or this gaze ends.
    public var find: @Sendable () async -> KeptDraft?
    /// Keeps this gaze's draft in place of the one before; an empty one is not kept.
    public var keep: @Sendable (_ draft: Draft, _ isAbridged: Bool) async throws(DraftMemoryError) -> Void
    /// Removes a draft that was found.
    public var forget: @Sendable (KeptDraft.ID) async throws(DraftMemoryError) -> Void

    /// A memory that does these things.
    public init(
        find: @escaping @Sendable () async -> KeptDraft?,
        keep: @escaping @Sendable (_ draft: Draft, _ isAbridged: Bool) async throws(DraftMemoryError) -> Void,
        forget: @escaping @Sendable (KeptDraft.ID) async throws(DraftMemoryError) -> Void
    ) {
        self.find = find
        self.keep = keep
        self.forget = forget
    }

    /// One for what has no form that a person fills in: nothing is kept, and nothing found.
    public static let none = DraftMemory(find: { nil }, keep: { _, _ in }, forget: { _ in })
}

/// Why a draft cannot be kept.
public struct DraftMemoryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What happened, why, and what to do next.
    public let description: String

    /// An error in words for a person.
    public init(_ description: String) { self.description = description }
}
