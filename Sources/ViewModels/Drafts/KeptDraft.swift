package import Foundation

/// A draft that had been filled in but not sent when a gaze ended.
package struct KeptDraft: Hashable, Sendable, Identifiable {
    /// The identifier that the draft is stored under.
    package let id: String
    /// What had been filled in.
    package var draft: Draft
    /// When the draft was last stored.
    package var keptAt: Date
    /// Whether possible secrets were left out.
    package var isAbridged: Bool

    /// Creates a stored draft.
    package init(id: String, draft: Draft, keptAt: Date, isAbridged: Bool) {
        self.id = id
        self.draft = draft
        self.keptAt = keptAt
        self.isAbridged = isAbridged
    }

    /// The title of the draft: its name, or else the file name of its data.
    package var title: String {
        if !draft.name.isEmpty { return draft.name }
        return draft.data.split(separator: "/").last.map(String.init) ?? "without a name"
    }
}
