package import Foundation
package import ImageModel

/// An entry of the journal, which says how a transfer ended.
package struct JournalEntry: Hashable, Sendable, Codable, Identifiable {
    /// The outcome of a transfer.
    package enum Outcome: String, Hashable, Sendable, Codable {
        case verified, failed, cancelled
        /// gaze ended before the transfer did.
        case cutOff = "cut off"
    }

    /// The entry's identity.
    package var id = UUID()
    /// When the transfer ended.
    package var time: Date
    /// The cloud and the project.
    package var place: PlaceNote
    /// The image's id.
    package var image: Image.ID
    /// The image's name.
    package var name: String
    /// The title of the other cloud that the image was copied to; nil if it is in the current one.
    package var target: String?
    /// The file that the image was or should be saved to, with `~` for the home folder; nil unless it was a download.
    package var file: String?
    /// The outcome.
    package var outcome: Outcome
    /// The outcome in one line.
    package var title: String
    /// What was compared, or why the transfer failed and what to do next; may be empty.
    package var text: String
    /// Whether the user has seen the entry.
    package var isSeen: Bool
    /// The transfer, if it was not completed and can be retried by a later gaze; nil otherwise, and once another gaze has taken
    /// it over.
    package var note: TransferNote?

    /// Creates an entry.
    package init(
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

    /// Returns the transfers in a journal that can be retried. For each image only the last entry counts.
    ///
    /// - Parameter entries: the entries of one place, the earliest first.
    package static func unfinished(among entries: [JournalEntry]) -> [CutOff] {
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
    /// The entry for the end of a transfer; nil if it is still under way.
    @MainActor
    init?(_ transfer: TransferModel, time: Date, place: PlaceNote, isSeen: Bool) {
        let (outcome, title, text): (Outcome, String, String)
        switch transfer.state {
        case .verified(let words): (outcome, title, text) = (.verified, "Verified", words)
        case .failed(let explanation):
            (outcome, title, text) = (.failed, explanation.headline, explanation.reason + " " + explanation.advice)
        case .cancelled:
            (outcome, title, text) = (.cancelled, "Cancelled", transfer.outlook)
        case .waiting, .held, .sending, .importing, .verifying: return nil
        }
        self.init(
            time: time, place: place, image: transfer.imageID, name: transfer.name,
            target: transfer.plan.copied?.target, outcome: outcome, title: title,
            text: text,
            isSeen: isSeen, note: TransferNote(unfinished: transfer))
    }

    /// The entry for the end of a download; nil if it is still under way, or was cancelled.
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

    /// The entry for a transfer that was cut off.
    package init(_ cutOff: CutOff, place: PlaceNote) {
        self.init(
            time: cutOff.time, place: place, image: cutOff.note.id, name: cutOff.note.name,
            target: cutOff.note.plan.target, outcome: .cutOff, title: "Cut off",
            text: "gaze ended before the transfer had.", isSeen: true)
    }
}
