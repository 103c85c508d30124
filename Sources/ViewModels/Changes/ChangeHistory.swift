package import Foundation
import Observation

/// The changes made since gaze was started, in order, the latest last: what can be undone.
@Observable
@MainActor
package final class ChangeHistory {
    /// One step of the history: what was changed in one go, in one image or in many.
    package struct Entry: Identifiable, Sendable {
        /// What was done: `protect 3 images`.
        package let words: String
        /// The changes, one for each image.
        package fileprivate(set) var changes: [DoneChange]
        /// The run that made the changes; nil if a single change was made outside a run.
        fileprivate let run: ChangeRun.ID?
        /// The entry's identity.
        package let id = UUID()

        /// Why the entry cannot be undone; nil if it can.
        package var finality: String? { changes.first?.finality }
    }

    /// The entries that are kept, the latest last.
    package private(set) var entries: [Entry] = []
    /// The number of runs that have made or undone changes. A screen reloads what it shows when this number changes.
    package private(set) var changeCount = 0

    /// Whether a change was dropped from the history without being undone, because somebody else has since changed the same
    /// thing, or because the change was too long ago.
    package private(set) var isSomethingLost = false
    /// Whether anything has been changed since gaze was started.
    package private(set) var hasChanged = false

    /// The maximum number of entries that are kept.
    static let kept = 50

    /// The latest entry; nil if there is none.
    package var last: Entry? { entries.last }

    /// The latest entry that can be undone; nil if there is none.
    package var lastReversible: Entry? { entries.last { $0.finality == nil } }

    /// Records a change of one image that was made outside a run.
    func note(_ change: DoneChange) {
        append(Entry(words: change.words, changes: [change], run: nil))
    }

    /// Records a change that a run has made to one image. All changes of a run form one entry.
    func note(_ change: DoneChange, by run: ChangeRun) {
        let id = run.id
        if let place = entries.lastIndex(where: { $0.run == id }) {
            entries[place].changes.append(change)
        } else {
            append(Entry(words: run.words, changes: [change], run: id))
        }
    }

    /// Removes changes from an entry: those that have been undone, and those that cannot be because somebody else has since
    /// changed the same thing. Changes whose undo was refused or not started stay, to be undone later.
    func takeOut(_ taken: Set<DoneChange>, conflicts: Set<DoneChange>, of entry: Entry.ID) {
        guard let place = entries.firstIndex(where: { $0.id == entry }) else { return }
        if !conflicts.isDisjoint(with: entries[place].changes) { isSomethingLost = true }
        entries[place].changes.removeAll { taken.contains($0) || conflicts.contains($0) }
        if entries[place].changes.isEmpty { entries.remove(at: place) }
    }

    /// Records that a run has ended, so that screens reload what they show.
    func didChange() { changeCount += 1 }

    private func append(_ entry: Entry) {
        hasChanged = true
        entries.append(entry)
        guard entries.count > Self.kept else { return }
        isSomethingLost = true
        entries.removeFirst(entries.count - Self.kept)
    }
}
