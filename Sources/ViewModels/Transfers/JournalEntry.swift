public import Foundation
public import ImageModel

/// How a transfer ended: a line of the journal.
public struct JournalEntry: Hashable, Sendable, Codable, Identifiable {
    /// How, in a word.
    public enum Outcome: String, Hashable, Sendable, Codable {
        case verified, failed, cancelled
        /// Its gaze ended before it had.
        case cutOff = "cut off"
    }

    /// What tells it from all others.
    public var id = UUID()
    /// When that was.
    public var time: Date
    /// Where.
    public var place: PlaceNote
    /// The image.
    public var image: Image.ID
    /// What the image is called.
    public var name: String
    /// How it ended.
    public var outcome: Outcome
    /// The same in a line.
    public var title: String
    /// What was compared, or why it failed and what to do next; may be empty.
    public var text: String
    /// Whether a person has seen it.
    public var isSeen: Bool

    /// An entry.
    public init(
        time: Date, place: PlaceNote, image: Image.ID, name: String, outcome: Outcome, title: String, text: String,
        isSeen: Bool
    ) {
        self.time = time
        self.place = place
        self.image = image
        self.name = name
        self.outcome = outcome
        self.title = title
        self.text = text
        self.isSeen = isSeen
    }
}

extension JournalEntry {
    /// The end of a transfer; nil where it goes on.
    @MainActor
    init?(_ transfer: TransferModel, time: Date, place: PlaceNote, isSeen: Bool) {
        let (outcome, title, text): (Outcome, String, String)
        switch transfer.state {
        case .verified(let words): (outcome, title, text) = (.verified, "Verified", words)
        case .failed(let explanation):
            (outcome, title, text) = (.failed, explanation.headline, explanation.reason + " " + explanation.advice)
        case .cancelled: (outcome, title, text) = (.cancelled, "Called off", "")
        case .waiting, .held, .sending, .importing, .verifying: return nil
        }
        // What a service says may have the address in it that it was given.
        let origin = transfer.plan.origin
        self.init(
            time: time, place: place, image: transfer.imageID, name: transfer.name, outcome: outcome, title: title,
            text: origin.isEmpty ? text : text.replacing(origin, with: DataSource.withoutSecrets(origin)),
            isSeen: isSeen)
    }

    /// What is said of a transfer that was cut off.
    public init(_ cutOff: CutOff, place: PlaceNote) {
        self.init(
            time: cutOff.time, place: place, image: cutOff.note.id, name: cutOff.note.name, outcome: .cutOff,
            title: "Cut off", text: "gaze ended before the transfer had.", isSeen: true)
    }
}
