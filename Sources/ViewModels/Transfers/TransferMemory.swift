import Foundation
package import ImageModel

/// Stores notes on transfers for other and later gazes. Tests supply a stand-in.
package struct TransferMemory: Sendable {
    /// Stores the transfers that are under way in this gaze, in place of the previous ones.
    package var keep: @Sendable ([TransferNote], PlaceNote) async throws(TransferMemoryError) -> Void
    /// Adds entries to the journal.
    package var add: @Sendable ([JournalEntry]) async throws(TransferMemoryError) -> Void
    /// Finds what other gazes have stored about transfers at a place.
    package var look: @Sendable (PlaceNote) async throws(TransferMemoryError) -> Found
    /// Marks journal entries as seen by the user.
    package var markSeen: @Sendable (Set<JournalEntry.ID>) async throws(TransferMemoryError) -> Void
    /// Marks an image as gone, so that its failed transfers are offered no more.
    package var forget: @Sendable (Image.ID) async throws(TransferMemoryError) -> Void
    /// Removes a transfer that was cut off, so that no other gaze resumes it.
    ///
    /// Returns whether it was still there.
    package var take: @Sendable (CutOff.ID) async throws(TransferMemoryError) -> Bool

    /// The notes that were found.
    package struct Found: Hashable, Sendable {
        /// The transfers that have ended at the place, the earliest first.
        package var ended: [JournalEntry]
        /// The transfers that other gazes are running now.
        package var running: [TransferNote]
        /// The transfers that were cut off or failed, the earliest first.
        package var cutOff: [CutOff]

        /// Creates a set of notes.
        package init(ended: [JournalEntry] = [], running: [TransferNote] = [], cutOff: [CutOff] = []) {
            self.ended = ended
            self.running = running
            self.cutOff = cutOff
        }
    }

    /// Creates a memory from functions that store and find notes.
    package init(
        keep: @escaping @Sendable ([TransferNote], PlaceNote) async throws(TransferMemoryError) -> Void,
        add: @escaping @Sendable ([JournalEntry]) async throws(TransferMemoryError) -> Void,
        look: @escaping @Sendable (PlaceNote) async throws(TransferMemoryError) -> Found,
        markSeen: @escaping @Sendable (Set<JournalEntry.ID>) async throws(TransferMemoryError) -> Void,
        forget: @escaping @Sendable (Image.ID) async throws(TransferMemoryError) -> Void = { _ in },
        take: @escaping @Sendable (CutOff.ID) async throws(TransferMemoryError) -> Bool
    ) {
        self.keep = keep
        self.add = add
        self.look = look
        self.markSeen = markSeen
        self.forget = forget
        self.take = take
    }

    /// A memory that stores nothing.
    package static let none = TransferMemory(
        keep: { _, _ in }, add: { _ in }, look: { _ in Found() }, markSeen: { _ in }, take: { _ in false })
}

/// Why notes cannot be stored or read.
package struct TransferMemoryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What happened, why, and what to do next.
    package let description: String

    /// Creates an error from a text for the user.
    package init(_ description: String) { self.description = description }
}
