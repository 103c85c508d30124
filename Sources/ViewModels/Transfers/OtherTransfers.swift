import Foundation
import ImageModel
public import Observation

/// The transfers of other gazes: those that go on now, those that were cut off, and those that ended while nobody watched.
@Observable
@MainActor
public final class OtherTransfers {
    /// What ended while nobody watched, the latest first.
    public private(set) var ended: [JournalEntry] = []
    /// What other gazes are doing now.
    public private(set) var running: [TransferNote] = []
    /// What was cut off.
    public private(set) var cutOff: [CutOff] = []
    /// Why one that was cut off cannot be completed.
    public private(set) var refusals: [CutOff.ID: Explanation] = [:]
    /// Those whose records are being read.
    public private(set) var reading: Set<CutOff.ID> = []
    /// Why what was written down cannot be read; nil where it can.
    public private(set) var failure: TransferMemoryError?
    /// The entries that a screen has shown.
    private var shown: Set<JournalEntry.ID> = []
    /// The others that a screen has shown, by their images.
    private var shownImages: Set<Image.ID> = []

    private let api: any ImageAPI
    private let memory: TransferMemory
    private let place: Workspace.Place
    private let clouds: OtherClouds
    private let surroundings: Surroundings
    private let goOn: @MainActor (TransferPlan, Image, TransferOffer, TransferNote, (any ImageAPI)?) -> Void
    /// When this gaze began to look.
    private let start: Date
    /// The images whose data other gazes were seen to bring: how that ends is told, whoever watches there.
    @ObservationIgnored private var followed: Set<Image.ID> = []
    /// The entries that are not to be shown any more.
    @ObservationIgnored private var cleared: Set<JournalEntry.ID> = []
    @ObservationIgnored private var look: Task<Void, Never>?
    @ObservationIgnored private var writing: Task<Void, Never>?
    @ObservationIgnored private var tasks: [CutOff.ID: Task<Void, Never>] = [:]

    /// The transfers of others at a place; nothing is read before it is asked for.
    ///
    /// - Parameters:
    ///   - clouds: the clouds that images are copied to from here.
    ///   - goOn: brings the data of one that was cut off, to this cloud or to the one that is named last.
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
    public var isEmpty: Bool { ended.isEmpty && running.isEmpty && cutOff.isEmpty }

    /// What no screen has shown yet.
    public var news: TransferMemory.Found {
        TransferMemory.Found(
            ended: ended.filter { !shown.contains($0.id) }, running: running.filter { !shownImages.contains($0.id) },
            cutOff: cutOff.filter { !shownImages.contains($0.note.id) })
    }

    /// Looks for what others have written down, unless that is under way.
    public func refresh() {
        guard look == nil else { return }
        look = Task { [weak self] in await self?.read() }
    }

    /// Looks again where something may have changed; for a clock.
    public func tick() {
        if !running.isEmpty { refresh() }
    }

    /// Waits until what others have written down is read.
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

    /// Takes note that all of it is on the screen.
    public func markShown() {
        let news = news
        let images = news.running.map(\.id) + news.cutOff.map(\.note.id)
        // Only what changes is written: a screen that asks while it is drawn would be drawn again, without end.
        if !images.isEmpty { shownImages.formUnion(images) }
        let new = Set(news.ended.map(\.id))
        guard !new.isEmpty else { return }
        shown.formUnion(new)
        write { [memory] () throws(TransferMemoryError) in try await memory.markSeen(new) }
    }

    /// Waits until all that was shown, or forgotten, is written down as such.
    public func finishWriting() async { await writing?.value }

    /// Writes something down, after what is being written.
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

    /// Shows no more of what has ended.
    public func clearEnded() {
        cleared.formUnion(ended.map(\.id))
        ended = []
    }

    /// Forgets one that was cut off; its record stays as it is.
    public func forget(_ cutOff: CutOff) {
        perform(cutOff) { [weak self] in _ = await self?.takeAway(cutOff) }
    }

    /// Whether there is something of an image that was cut off, or did not work out.
    func mayOffer(_ image: Image.ID) -> Bool { cutOff.contains { $0.note.id == image } }

    /// Offers nothing more of an image that is deleted.
    func forget(_ image: Image.ID) {
        cutOff.removeAll { $0.note.id == image }
        write { [memory] () throws(TransferMemoryError) in try await memory.forget(image) }
    }

    /// Completes one that was cut off: reads its record, and brings what is missing.
    public func complete(_ cutOff: CutOff) {
        refusals[cutOff.id] = nil
        perform(cutOff) { [weak self] in await self?.takeUp(cutOff) }
    }

    /// Waits until those that are being read are read.
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
            // A cloud that does not say takes uploads, as every one does.
            let methods = (try? await api.importMethods()) ?? []
            let stores = (try? await api.stores()) ?? []
            guard await takeAway(cutOff) else { return }
            goOn(plan, image, TransferOffer(methods: methods, stores: stores), cutOff.note, target)
        } catch {
            refusals[cutOff.id] = error.explanation
        }
    }

    /// The way to the other cloud that an image is copied to; nil where it is in this one.
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

    /// - Returns: whether it was still there, and nobody else's.
    private func takeAway(_ cutOff: CutOff) async -> Bool {
        do throws(TransferMemoryError) {
            let isOurs = try await memory.take(cutOff.id)
            self.cutOff.removeAll { $0.id == cutOff.id }
            // What another gaze has taken up goes on there.
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
