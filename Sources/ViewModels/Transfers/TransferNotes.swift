import ImageModel
import Observation

/// Stores notes on the transfers of this gaze as they proceed, and on how they end.
@Observable
@MainActor
package final class TransferNotes {
    /// Why the notes cannot be stored; nil if they can.
    package private(set) var failure: TransferMemoryError?
    /// Whether a user sees how transfers end.
    @ObservationIgnored package var isWatched = true

    private let memory: TransferMemory
    private let place: Workspace.Place
    private let surroundings: Surroundings
    /// The creates of which it is not known whether the service has created the record.
    @ObservationIgnored private var asked: [Asked] = []
    @ObservationIgnored private var underWay: [TransferNote] = []
    /// The ends that are still to be stored.
    @ObservationIgnored private var ends: [JournalEntry] = []
    @ObservationIgnored private var hasChanged = false
    @ObservationIgnored private var isClosed = false
    @ObservationIgnored private var writer: Task<Void, Never>?
    @ObservationIgnored private var lastWrite: ContinuousClock.Instant?

    /// A create that was requested.
    private struct Asked {
        let image: NewImage
        var note: TransferNote

        /// Whether a request repeats this one, with the same id or without an id.
        func isOf(_ other: NewImage, _ plan: TransferPlan) -> Bool {
            var named = image
            if other.id == note.id { named.id = note.id }
            return named == other && note.plan == PlanNote(plan)
        }
    }

    /// The minimum time between two notes on progress, so that the disk is not kept busy.
    private static let interval: Duration = .seconds(1)

    init(memory: TransferMemory, place: Workspace.Place, surroundings: Surroundings) {
        self.memory = memory
        self.place = place
        self.surroundings = surroundings
    }

    /// Records the progress of the transfers.
    func noteProgress(of transfers: [TransferModel]) {
        underWay = transfers.compactMap { TransferNote($0) }
        if let lastWrite, lastWrite.duration(to: surroundings.instant()) < Self.interval { return }
        write()
    }

    /// Records that a transfer has started, changed its state, or ended.
    func noteChange(of transfer: TransferModel, among transfers: [TransferModel]) {
        asked.removeAll { $0.note.id == transfer.imageID }
        underWay = transfers.compactMap { TransferNote($0) }
        if let end = JournalEntry(transfer, time: surroundings.date(), place: place.note, isSeen: isWatched) {
            ends.append(end)
        }
        write()
    }

    /// Records the end of a download, if no user sees it.
    func noteChange(of download: DownloadModel) {
        guard !isWatched,
            let end = JournalEntry(download, time: surroundings.date(), place: place.note, isSeen: false)
        else { return }
        ends.append(end)
        write()
    }

    /// The id that was used to request an image of which it is not known whether it was created; nil if there is none.
    func id(askedFor image: NewImage, _ plan: TransferPlan?) -> Image.ID? {
        plan.flatMap { plan in asked.first { $0.isOf(image, plan) }?.note.id }
    }

    /// Creates a record whose data is to follow. Its id is chosen and stored before the request, so that the record can be
    /// found if the request is interrupted. A request that is repeated because no answer came uses the same id.
    ///
    /// - Parameter checksum: the hash that the data must have; nil if none is given.
    /// - Throws: `APIError` if the record was not created, or if that is not known.
    func create(
        _ image: NewImage, _ plan: TransferPlan, checksum: Checksum? = nil, api: any ImageAPI
    ) async throws(APIError) -> ImageRecord {
        let index = asked.firstIndex { $0.isOf(image, plan) }
        let before = index.map { asked[$0] }
        let id = image.id ?? before?.note.id ?? surroundings.newID()
        let note = TransferNote(asking: id, name: image.name, plan, checksum: checksum)
        if let index { asked[index].note = note } else { asked.append(Asked(image: image, note: note)) }
        write()
        await finishWriting()
        var named = image
        named.id = id
        do throws(APIError) {
            return try await api.create(named)
        } catch {
            // If an id that gaze has chosen is in use, it is that of the earlier request whose answer was lost.
            if error.kind == .conflict, let before, before.image.id == nil { return try await api.image(id) }
            // Only a refusal proves that there is no record; after a server error or no answer, it may exist.
            if let status = error.status, status < 500 {
                asked.removeAll { $0.note.id == id }
                write()
            }
            throw error
        }
    }

    /// Waits until all notes are stored.
    package func finishWriting() async { await writer?.value }

    /// Stores the current notes, and none from then on: transfers that are cancelled because gaze ends count as cut off.
    package func close() async {
        // What could not be stored before may succeed now.
        if failure != nil { write() }
        isClosed = true
        await finishWriting()
    }

    private func write() {
        guard !isClosed else { return }
        hasChanged = true
        lastWrite = surroundings.instant()
        if writer == nil { writer = Task { await self.writeAll() } }
    }

    private func writeAll() async {
        while hasChanged {
            hasChanged = false
            var ended = ends
            ends = []
            // A record whose transfer has started is no longer among the requested ones.
            let notes = asked.map(\.note) + underWay
            do throws(TransferMemoryError) {
                // The ends come first: a transfer that is in neither list would be lost.
                if !ended.isEmpty { try await memory.add(ended) }
                ended = []
                try await memory.keep(notes, place.note)
                failure = nil
            } catch {
                ends = ended + ends
                failure = error
            }
        }
        writer = nil
    }
}
