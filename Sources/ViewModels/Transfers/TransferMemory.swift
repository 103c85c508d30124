public import Foundation
public import ImageModel

/// What is written down of transfers, for other gazes and for those to come. A test answers in its place.
public struct TransferMemory: Sendable {
    /// Writes down what is under way in this gaze, in place of what was before.
    public var keep: @Sendable ([TransferNote], PlaceNote) async throws(TransferMemoryError) -> Void
    /// Adds to the journal.
    public var add: @Sendable ([JournalEntry]) async throws(TransferMemoryError) -> Void
    /// What other gazes have written down of a place.
    public var look: @Sendable (PlaceNote) async throws(TransferMemoryError) -> Found
    /// Takes note of the entries that a person has seen.
    public var markSeen: @Sendable (Set<JournalEntry.ID>) async throws(TransferMemoryError) -> Void
    /// Takes note that an image is gone: what did not work out of it is offered no more.
    public var forget: @Sendable (Image.ID) async throws(TransferMemoryError) -> Void
    /// Takes one that was cut off away, so that no other gaze goes on with it.
    ///
    /// It answers whether it was still there.
    public var take: @Sendable (CutOff.ID) async throws(TransferMemoryError) -> Bool

    /// What is found.
    public struct Found: Hashable, Sendable {
        /// What has ended at the place, the earliest first.
        public var ended: [JournalEntry]
        /// What other gazes are doing now.
        public var running: [TransferNote]
        /// What was cut off or did not work out, the earliest first.
        public var cutOff: [CutOff]

        /// All of it.
        public init(ended: [JournalEntry] = [], running: [TransferNote] = [], cutOff: [CutOff] = []) {
            self.ended = ended
            self.running = running
            self.cutOff = cutOff
        }
    }

    /// A memory that does these things.
    public init(
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

    /// A memory that keeps nothing.
    public static let none = TransferMemory(
        keep: { _, _ in }, add: { _ in }, look: { _ in Found() }, markSeen: { _ in }, take: { _ in false })
}

/// Why what is under way cannot be written down, or what was cannot be read.
public struct TransferMemoryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What happened, why, and what to do next.
    public let description: String

    /// An error in words for a person.
    public init(_ description: String) { self.description = description }
}
