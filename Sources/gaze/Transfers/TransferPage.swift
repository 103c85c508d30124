import Foundation
import ViewModels

/// What one gaze process has written down about its transfers: a JSON file.
struct TransferPage: Codable {
    /// The cloud and project that the transfers belong to.
    var place: PlaceNote
    /// When the page was last written.
    var time: Date
    /// Whether the interrupted transfers of the dead process are in the journal.
    var isInJournal = false
    /// The transfers that are running.
    var transfers: [TransferNote]

    /// Returns the page's transfers as interrupted ones, given that its process is dead.
    ///
    /// - Parameter name: the name of that process.
    func cutOff(_ name: String) -> [CutOff] {
        transfers.map { CutOff(id: CutOff.ID(process: name, image: $0.id), note: $0, time: time) }
    }

    /// Reads the page from a file; nil if there is none, or if it was written by an incompatible version of gaze.
    ///
    /// - Throws: `POSIXError` if the file cannot be read.
    init?(in file: PrivateFile) throws {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        guard let data = try file.read(), let page = try? decoder.decode(Self.self, from: data) else { return nil }
        self = page
    }

    /// Creates a page.
    init(place: PlaceNote, time: Date, transfers: [TransferNote]) {
        self.place = place
        self.time = time
        self.transfers = transfers
    }

    /// Replaces the contents of a file with the page.
    func write(to file: PrivateFile) throws {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try file.replace(with: encoder.encode(self))
    }
}
