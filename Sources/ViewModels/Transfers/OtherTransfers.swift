import Foundation
import ImageModel
import Observation

/// The transfers of other gazes: those under way, those that were cut off, and those that ended while no user was watching.
@Observable
@MainActor
package final class OtherTransfers {
    /// The transfers that ended while no user was watching, the latest first.
    package private(set) var ended: [JournalEntry] = []
    /// The transfers that other gazes are running now.
    package private(set) var running: [TransferNote] = []
    /// The transfers that were cut off or failed, and can be completed.
    package private(set) var cutOff: [CutOff] = []
    /// Why a transfer cannot be completed.
    package private(set) var refusals: [CutOff.ID: Explanation] = [:]
    /// The transfers whose records are being read.
    package private(set) var reading: Set<CutOff.ID> = []
    /// Why the stored notes cannot be read or written; nil if they can.
    package private(set) var failure: TransferMemoryError?
    /// The journal entries that a screen has shown.
    private var shown: Set<JournalEntry.ID> = []
    /// The images of the running and cut-off transfers that a screen has shown.
    private var shownImages: Set<Image.ID> = []

    private let api: any ImageAPI
    private let memory: TransferMemory
    private let place: Workspace.Place
    private let clouds: OtherClouds
    private let surroundings: Surroundings
    private let goOn: @MainActor (TransferPlan, Image, TransferOffer, TransferNote, (any ImageAPI)?) -> Void
    /// When this gaze was started.
    private let start: Date
    /// The images that other gazes were seen to transfer: the end of such a transfer is reported, even if a user has seen it
    /// there.
    @ObservationIgnored private var followed: Set<Image.ID> = []
    /// The journal entries that the user has cleared.
    @ObservationIgnored private var cleared: Set<JournalEntry.ID> = []
    @ObservationIgnored private var look: Task<Void, Never>?
    @ObservationIgnored private var writing: Task<Void, Never>?
    @ObservationIgnored private var tasks: [CutOff.ID: Task<Void, Never>] = [:]

    /// Creates a model of the other transfers at a place; it reads nothing before `refresh()`.
    ///
    /// - Parameters:
    ///   - clouds: the clouds that images are copied to from here.
    ///   - goOn: resumes a transfer that was cut off, in the cloud of the last argument; nil for the current one.
    init(
        api: any ImageAPI, memory: TransferMemory, place: Workspace.Place, clouds: OtherClouds,
        surroundings: Surroundings,
        goOn: @escaping @MainActor (TransferPlan, Image, TransferOffer, TransferNote, (any ImageAPI)?) -> Void
    ) {
        self.api = api
        self.memory = memory
        self.place = place
        self.clouds = clouds
        self.surroundings = surroundings
        self.goOn = goOn
        // The journal has whole seconds.
        start = Date(timeIntervalSince1970: surroundings.date().timeIntervalSince1970.rounded(.down))
    }

    isolated deinit {
        look?.cancel()
        for task in tasks.values { task.cancel() }
    }

    /// Whether there is nothing to show.
    package var isEmpty: Bool { ended.isEmpty && running.isEmpty && cutOff.isEmpty }

    /// What no screen has shown yet.
    package var news: TransferMemory.Found {
        TransferMemory.Found(
            ended: ended.filter { !shown.contains($0.id) }, running: running.filter { !shownImages.contains($0.id) },
            cutOff: cutOff.filter { !shownImages.contains($0.note.id) })
    }

    /// Reads the notes of other gazes, unless that is under way.
    package func refresh() {
        guard look == nil else { return }
        look = Task { [weak self] in await self?.read() }
    }

    /// Reads the notes again if they may have changed; called periodically.
    package func tick() {
        if !running.isEmpty { refresh() }
    }

    /// Waits until the notes of other gazes are read.
    func finishLooking() async { await look?.value }

    private func read() async {
        defer { look = nil }
        do throws(TransferMemoryError) {
            take(try await memory.look(place.note))
            failure = nil
        } catch {
            failure = error
        }
    }

    private func take(_ found: TransferMemory.Found) {
        followed.formUnion(found.running.map(\.id))
        let offered = Set(found.cutOff.compactMap(\.end?.id))
        let ended = found.ended.filter { entry in
            let isNews =
                !entry.isSeen || shown.contains(entry.id) || followed.contains(entry.image) && entry.time >= start
            return isNews && entry.outcome != .cutOff && !cleared.contains(entry.id) && !offered.contains(entry.id)
        }
        let known = Set(ended.map(\.id))
        self.ended = ended.reversed() + self.ended.filter { !known.contains($0.id) && !cleared.contains($0.id) }
        running = found.running
        cutOff = found.cutOff
    }

    /// Marks everything as shown on the screen.
    package func markShown() {
        let news = news
        let images = news.running.map(\.id) + news.cutOff.map(\.note.id)
        // Changed only if needed: a screen that calls this while it is drawn would be redrawn endlessly.
        if !images.isEmpty { shownImages.formUnion(images) }
        let new = Set(news.ended.map(\.id))
        guard !new.isEmpty else { return }
        shown.formUnion(new)
        write { [memory] () throws(TransferMemoryError) in try await memory.markSeen(new) }
    }

    /// Waits until everything that was marked or forgotten is stored.
    package func finishWriting() async { await writing?.value }

    /// Stores something, after what is being stored already.
    private func write(_ body: @escaping @Sendable () async throws(TransferMemoryError) -> Void) {
        writing = Task { [before = writing] in
            await before?.value
            do throws(TransferMemoryError) {
                try await body()
            } catch {
                failure = error
            }
        }
    }

    /// Clears the transfers that have ended.
    package func clearEnded() {
        cleared.formUnion(ended.map(\.id))
        ended = []
    }

    /// Forgets a transfer that was cut off; its record stays as it is.
    package func forget(_ cutOff: CutOff) {
        perform(cutOff) { [weak self] in _ = await self?.takeAway(cutOff) }
    }

    /// Whether there is a transfer of the image that was cut off or failed.
    func mayOffer(_ image: Image.ID) -> Bool { cutOff.contains { $0.note.id == image } }

    /// Stops offering the failed transfers of an image that was deleted.
    func forget(_ image: Image.ID) {
        cutOff.removeAll { $0.note.id == image }
        write { [memory] () throws(TransferMemoryError) in try await memory.forget(image) }
    }

    /// Completes a transfer that was cut off: reads its record, and transfers what is missing.
    package func complete(_ cutOff: CutOff) {
        refusals[cutOff.id] = nil
        perform(cutOff) { [weak self] in await self?.takeUp(cutOff) }
    }

    /// Waits until the records that are being read have been read.
    func finishReading() async {
        for task in tasks.values { await task.value }
    }

    private func perform(_ cutOff: CutOff, _ work: @escaping @MainActor () async -> Void) {
        guard tasks[cutOff.id] == nil else { return }
        reading.insert(cutOff.id)
        tasks[cutOff.id] = Task { [weak self] in
            await work()
            self?.reading.remove(cutOff.id)
            self?.tasks[cutOff.id] = nil
        }
    }

    private func takeUp(_ cutOff: CutOff) async {
        do throws(NotCompleted) {
            let target = try target(of: cutOff.note)
            let api = target ?? self.api
            let image: Image
            do throws(APIError) {
                image = try await api.image(cutOff.note.id).image
            } catch {
                guard error.kind == .notFound else {
                    throw NotCompleted(Explanation(error, during: .completing(name: cutOff.note.name)))
                }
                await noteNeverMade(cutOff)
                return
            }
            let plan = try await cutOff.note.plan(whenRecordIs: image.status, surroundings)
            // A cloud that does not list its import methods still takes uploads, as every cloud does.
            let methods = (try? await api.importMethods()) ?? []
            let stores = (try? await api.stores()) ?? []
            guard await takeAway(cutOff) else { return }
            goOn(plan, image, TransferOffer(methods: methods, stores: stores), cutOff.note, target)
        } catch {
            refusals[cutOff.id] = error.explanation
        }
    }

    /// Returns the service of the other cloud that an image is copied to; nil if the image is in this one.
    private func target(of note: TransferNote) throws(NotCompleted) -> (any ImageAPI)? {
        guard let copied = note.plan.copied else { return nil }
        do throws(OtherCloudError) {
            return try clouds.open(copied.choice).api
        } catch {
            throw NotCompleted(
                Explanation(
                    notCompleted: note.name, because: error.description,
                    advice: "It is being copied to \(copied.target): once that can be used again, try again."))
        }
    }

    /// - Returns: whether the transfer was still there, and has not been taken over by another gaze.
    private func takeAway(_ cutOff: CutOff) async -> Bool {
        do throws(TransferMemoryError) {
            let isOurs = try await memory.take(cutOff.id)
            self.cutOff.removeAll { $0.id == cutOff.id }
            // Another gaze has taken the transfer over, and continues it there.
            if !isOurs { refresh() }
            return isOurs
        } catch {
            failure = error
            return false
        }
    }

    private func noteNeverMade(_ cutOff: CutOff) async {
        guard await takeAway(cutOff) else { return }
        let target = cutOff.note.plan.target
        let entry = JournalEntry(
            time: surroundings.date(), place: place.note, image: cutOff.note.id, name: cutOff.note.name, target: target,
            outcome: .failed, title: "There is no record of \(cutOff.note.name)",
            text: "\(target ?? "The service") has none with the id \(cutOff.note.id): it was never made, or has been "
                + "deleted. " + (target == nil ? "Create the image again." : "Copy the image again."), isSeen: true)
        ended.insert(entry, at: 0)
        shown.insert(entry.id)
        do throws(TransferMemoryError) {
            try await memory.add([entry])
        } catch {
            failure = error
        }
    }
}
