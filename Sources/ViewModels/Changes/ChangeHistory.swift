public import Observation

/// The changes that were made since the start, the last one last: what there is to take back.
@Observable
@MainActor
public final class ChangeHistory {
    /// What was changed at once, of one image or of many.
    public struct Entry: Sendable {
        /// What was done: `protect 3 images`.
        public let words: String
        /// What was changed of each image.
        public fileprivate(set) var changes: [DoneChange]
        /// The run that did it; nil where it was done by itself.
        fileprivate let run: ChangeRun.ID?

        /// Why it cannot be taken back; nil where it can.
        public var finality: String? { changes.first?.finality }
    }

    /// All that are kept, the last one last.
    public private(set) var entries: [Entry] = []
    /// How often something was changed, or taken back, beside the screens: they read again what they show.
    public private(set) var changeCount = 0

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

    /// Takes the last change that can be taken back out, to take it back.
    func takeLastReversible() -> Entry? {
        entries.lastIndex { $0.finality == nil }.map { entries.remove(at: $0) }
    }

    /// Puts back what was not begun to be taken back.
    func putBack(_ changes: [DoneChange], words: String) {
        if !changes.isEmpty { append(Entry(words: words, changes: changes, run: nil)) }
    }

    /// Takes note that something was changed beside the screens.
    func didChange() { changeCount += 1 }

    private func append(_ entry: Entry) {
        entries.append(entry)
        if entries.count > Self.kept { entries.removeFirst(entries.count - Self.kept) }
    }
}
