public import Foundation
public import Observation

/// The changes that were made since the start, the last one last: what there is to take back.
@Observable
@MainActor
public final class ChangeHistory {
    /// What was changed at once, of one image or of many.
    public struct Entry: Identifiable, Sendable {
        /// What was done: `protect 3 images`.
        public let words: String
        /// What was changed of each image.
        public fileprivate(set) var changes: [DoneChange]
        /// The run that did it; nil where it was done by itself.
        fileprivate let run: ChangeRun.ID?
        /// What tells it from others.
        public let id = UUID()

        /// Why it cannot be taken back; nil where it can.
        public var finality: String? { changes.first?.finality }
    }

    /// All that are kept, the last one last.
    public private(set) var entries: [Entry] = []
    /// How often something was changed, or taken back, beside the screens: they read again what they show.
    public private(set) var changeCount = 0

    /// Whether something that was changed is here no more and was not taken back: somebody else has changed it since, or it is
    /// too long ago.
    public private(set) var isSomethingLost = false
    /// Whether anything has been changed since the start.
    public private(set) var hasChanged = false

    /// How many are kept.
    static let kept = 50

    /// The last change; nil where there is none.
    public var last: Entry? { entries.last }

    /// The last change that can be taken back; nil where there is none.
    public var lastReversible: Entry? { entries.last { $0.finality == nil } }

    /// Writes down what was changed of one image, by itself.
    func note(_ change: DoneChange) {
        append(Entry(words: change.words, changes: [change], run: nil))
    }

    /// Writes down what a run has changed of one image; all of a run is one change.
    func note(_ change: DoneChange, by run: ChangeRun) {
        let id = run.id
        if let place = entries.lastIndex(where: { $0.run == id }) {
            entries[place].changes.append(change)
        } else {
            append(Entry(words: run.words, changes: [change], run: id))
        }
    }

    /// Takes out of an entry what has been taken back of it, and what cannot be because somebody else has changed it since. What
    /// was refused or not begun stays, to be taken back later.
    func takeOut(_ taken: Set<DoneChange>, conflicts: Set<DoneChange>, of entry: Entry.ID) {
        guard let place = entries.firstIndex(where: { $0.id == entry }) else { return }
        if !conflicts.isDisjoint(with: entries[place].changes) { isSomethingLost = true }
        entries[place].changes.removeAll { taken.contains($0) || conflicts.contains($0) }
        if entries[place].changes.isEmpty { entries.remove(at: place) }
    }

    /// Takes note that something was changed beside the screens.
    func didChange() { changeCount += 1 }

    private func append(_ entry: Entry) {
        hasChanged = true
        entries.append(entry)
        guard entries.count > Self.kept else { return }
        isSomethingLost = true
        entries.removeFirst(entries.count - Self.kept)
    }
}
