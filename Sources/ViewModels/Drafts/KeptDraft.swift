public import Foundation

/// What was filled in and not sent when a gaze ended.
public struct KeptDraft: Hashable, Sendable, Identifiable {
    /// What it is kept under.
    public let id: String
    /// What had been filled in.
    public var draft: Draft
    /// When it was kept last.
    public var keptAt: Date
    /// Whether something was left out that may be secret.
    public var isAbridged: Bool

    /// A draft that is kept.
    public init(id: String, draft: Draft, keptAt: Date, isAbridged: Bool) {
        self.id = id
        self.draft = draft
        self.keptAt = keptAt
        self.isAbridged = isAbridged
    }

    /// What a person knows it by: the name, or else where its data is.
    public var title: String {
        if !draft.name.isEmpty { return draft.name }
        return draft.data.split(separator: "/").last.map(String.init) ?? "without a name"
    }
}
