import ImageModel
public import Observation

/// What is under way in this gaze, and how it ends, written down as it goes on.
@Observable
@MainActor
public final class TransferNotes {
    /// Why it cannot be written down; nil where it can.
    public private(set) var failure: TransferMemoryError?
    /// Whether a person sees how transfers end.
    @ObservationIgnored public var isWatched = true

    private let memory: TransferMemory
    private let place: Workspace.Place
    private let surroundings: Surroundings
    /// Creates of which it is not known whether the service has made the record, and what was asked for.
    @ObservationIgnored private var asked: [Asked] = []
    @ObservationIgnored private var underWay: [TransferNote] = []
    /// Ends that are still to be written down.
    @ObservationIgnored private var ends: [JournalEntry] = []
    @ObservationIgnored private var hasChanged = false
    @ObservationIgnored private var isClosed = false
    @ObservationIgnored private var writer: Task<Void, Never>?
    @ObservationIgnored private var lastWrite: ContinuousClock.Instant?

    /// A create that was asked for.
    private struct Asked {
        let image: NewImage
        var note: TransferNote

        /// Whether it is asked for again, with the id that it had or with none.
        func isOf(_ other: NewImage, _ plan: TransferPlan) -> Bool {
            var named = image
            if other.id == note.id { named.id = note.id }
            return named == other && note.plan == PlanNote(plan)
        }
    }

    /// How long progress is kept back at least, so that the disk is not kept busy.
    private static let interval: Duration = .seconds(1)

    init(memory: TransferMemory, place: Workspace.Place, surroundings: Surroundings) {
        self.memory = memory
        self.place = place
        self.surroundings = surroundings
    }

    /// Takes note of how far the transfers are.
    func noteProgress(of transfers: [TransferModel]) {
        underWay = transfers.compactMap { TransferNote($0) }
        if let lastWrite, lastWrite.duration(to: surroundings.instant()) < Self.interval { return }
        write()
    }

    /// Takes note of a transfer that has begun, has another state or is over.
    func noteChange(of transfer: TransferModel, among transfers: [TransferModel]) {
        asked.removeAll { $0.note.id == transfer.imageID }
        underWay = transfers.compactMap { TransferNote($0) }
        if let end = JournalEntry(transfer, time: surroundings.date(), place: place.note, isSeen: isWatched) {
            ends.append(end)
        }
        write()
    }

    /// Takes note of how a download has ended, where no person sees that.
    func noteChange(of download: DownloadModel) {
        guard !isWatched,
            let end = JournalEntry(download, time: surroundings.date(), place: place.note, isSeen: false)
        else { return }
        ends.append(end)
        write()
    }

    /// The id that an image was asked for with, of which it is not known whether the service has made it; nil where there is none.
    func id(askedFor image: NewImage, _ plan: TransferPlan?) -> Image.ID? {
        plan.flatMap { plan in asked.first { $0.isOf(image, plan) }?.note.id }
    }

    /// Makes a record whose data is to follow. Its id is known and written down before it is asked for: where that is cut
    /// off, the record can be found. What is asked for again, because no answer came, has the id that it had.
    ///
    /// - Parameter checksum: the hash that the data is to have; nil where none is said.
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
            // An id of our own that is in use is that of a create whose answer was lost.
            if error.kind == .conflict, let before, before.image.id == nil { return try await api.image(id) }
            // With any other answer than a refusal, and with none, the record may be there.
            if let status = error.status, status < 500 {
                asked.removeAll { $0.note.id == id }
                write()
            }
            throw error
        }
    }

    /// Waits until all of it is written down.
    public func finishWriting() async { await writer?.value }

    /// Writes down what there is, and nothing more from now on: what is called off because gaze ends was cut off.
    public func close() async {
        // What could not be written may be by now.
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
            // A record whose transfer has begun is no longer only asked for.
            let notes = asked.map(\.note) + underWay
            do throws(TransferMemoryError) {
                // The end first: a transfer that is in neither would be lost.
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
