import Synchronization

@testable import ViewModels

/// What is written down of transfers, for as long as a test.
final class KeptTransfers: Sendable {
    struct Content: Sendable {
        /// What this gaze has written down, each time.
        var pages: [[TransferNote]] = []
        var place: PlaceNote?
        /// The journal of this gaze.
        var journal: [JournalEntry] = []
        /// What others have written down.
        var found = TransferMemory.Found()
        var seen: Set<JournalEntry.ID> = []
        /// Why nothing can be written or read; nil where it can.
        var refusal: TransferMemoryError?
    }
    private let kept = Mutex(Content())

    var content: Content {
        get { kept.withLock { $0 } }
        set { kept.withLock { $0 = newValue } }
    }

    private func change<Result: Sendable>(
        _ body: @Sendable (inout Content) -> Result
    ) throws(TransferMemoryError) -> Result {
        if let refusal = content.refusal { throw refusal }
        return kept.withLock { body(&$0) }
    }

    var memory: TransferMemory {
        TransferMemory(
            keep: { [self] notes, place throws(TransferMemoryError) in
                try change {
                    $0.pages.append(notes)
                    $0.place = place
                }
            },
            add: { [self] entries throws(TransferMemoryError) in try change { $0.journal += entries } },
            look: { [self] _ throws(TransferMemoryError) in try change { $0.found } },
            markSeen: { [self] seen throws(TransferMemoryError) in try change { $0.seen.formUnion(seen) } },
            take: { [self] id throws(TransferMemoryError) in
                try change { content in
                    let isThere = content.found.cutOff.contains { $0.id == id }
                    content.found.cutOff.removeAll { $0.id == id }
                    return isThere
                }
            })
    }
}
