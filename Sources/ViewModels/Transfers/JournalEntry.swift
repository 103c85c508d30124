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
    /// What the other cloud is called that the image was copied to; nil where it is in the one that was worked on.
    public var target: String?
    /// The file that the image was saved to, or was to be, with `~` for the home folder; nil where its data was brought.
    public var file: String?
    /// How it ended.
    public var outcome: Outcome
    /// The same in a line.
    public var title: String
    /// What was compared, or why it failed and what to do next; may be empty.
    public var text: String
    /// Whether a person has seen it.
    public var isSeen: Bool
    /// What it was, where it did not work out and may be brought again at a later start; nil otherwise, and once another gaze has
    /// taken it up.
    public var note: TransferNote?

    /// An entry.
    public init(
        time: Date, place: PlaceNote, image: Image.ID, name: String, target: String? = nil, outcome: Outcome,
        title: String, text: String, isSeen: Bool, note: TransferNote? = nil
    ) {
        self.time = time
        self.place = place
        self.image = image
        self.name = name
        self.target = target
        self.outcome = outcome
        self.title = title
        self.text = text
        self.isSeen = isSeen
        self.note = note
    }

    /// What of a journal may be brought again: of each image the last entry decides.
    ///
    /// - Parameter entries: those of one place, the earliest first.
    public static func unfinished(among entries: [JournalEntry]) -> [CutOff] {
        var last: [Image.ID: JournalEntry] = [:]
        for entry in entries where entry.file == nil { last[entry.image] = entry }
        return entries.compactMap { entry in
            guard let note = entry.note, last[entry.image]?.id == entry.id else { return nil }
            return CutOff(
                id: CutOff.ID(process: entry.id.uuidString, image: entry.image), note: note, time: entry.time,
                end: entry)
        }
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
        case .cancelled:
            (outcome, title, text) = (.cancelled, "Called off", transfer.outlook)
        case .waiting, .held, .sending, .importing, .verifying: return nil
        }
        self.init(
            time: time, place: place, image: transfer.imageID, name: transfer.name,
            target: transfer.plan.copied?.target, outcome: outcome, title: title,
            text: text,
            isSeen: isSeen, note: TransferNote(unfinished: transfer))
    }

    /// The end of a download; nil where it goes on, or was called off.
    @MainActor
    init?(_ download: DownloadModel, time: Date, place: PlaceNote, isSeen: Bool) {
        let (outcome, title, text): (Outcome, String, String)
        switch download.state {
        case .saved(let words): (outcome, title, text) = (.verified, "Saved", words)
        case .failed(let explanation):
            (outcome, title, text) = (.failed, explanation.headline, explanation.reason + " " + explanation.advice)
        default: return nil
        }
        self.init(
            time: time, place: place, image: download.imageID, name: download.name, outcome: outcome, title: title,
            text: text, isSeen: isSeen)
        file = download.destinationWords
    }

    /// What is said of a transfer that was cut off.
    public init(_ cutOff: CutOff, place: PlaceNote) {
        self.init(
            time: cutOff.time, place: place, image: cutOff.note.id, name: cutOff.note.name,
            target: cutOff.note.plan.target, outcome: .cutOff, title: "Cut off",
            text: "gaze ended before the transfer had.", isSeen: true)
    }
}
