import Foundation
import ViewModels

/// What one gaze has written down of its transfers: a file of JSON.
struct TransferPage: Codable {
    /// Where.
    var place: PlaceNote
    /// When it was written last.
    var time: Date
    /// Whether the journal says that its gaze is dead.
    var isInJournal = false
    /// What is under way.
    var transfers: [TransferNote]

    /// What was cut off, where its gaze is dead.
    ///
    /// - Parameter name: what that called itself.
    func cutOff(_ name: String) -> [CutOff] {
        transfers.map { CutOff(id: CutOff.ID(process: name, image: $0.id), note: $0, time: time) }
    }

    /// The page in a file; nil where there is none, or one of another version of gaze.
    ///
    /// - Throws: `POSIXError` where it cannot be read.
    init?(in file: PrivateFile) throws {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        guard let data = try file.read(), let page = try? decoder.decode(Self.self, from: data) else { return nil }
        self = page
    }

    /// A page.
    init(place: PlaceNote, time: Date, transfers: [TransferNote]) {
        self.place = place
        self.time = time
        self.transfers = transfers
    }

    /// Puts it in the place of what is in a file.
    func write(to file: PrivateFile) throws {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try file.replace(with: encoder.encode(self))
    }
}
