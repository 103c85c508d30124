public import ImageModel
public import Observation

/// The transfers of this gaze: a few at a time send, the others wait for their turn.
@Observable
@MainActor
public final class Transfers {
    /// All of them since the start, in the order in which they were asked for.
    public private(set) var all: [TransferModel] = []

    /// The last one that is verified or has failed, before a person has seen that; nil where there is none. A failure is not
    /// hidden by what works out after it.
    public private(set) var news: TransferModel?
    @ObservationIgnored private var ends = TransferEnds<TransferModel>()

    /// Transfers that send at once: more would share one line, and each would take longer to be safe.
    static let limit = 2
    /// Transfers that send, or await the answer to what they have sent, at once. Those that await it take nothing of the line, but
    /// each has a connection open, and the service may have all of its data still to store.
    static let connections = 4

    private let api: any ImageAPI
    private let surroundings: Surroundings
    /// What is written down of them.
    public let notes: TransferNotes
    private let onRead: @MainActor (Image) -> Void

    init(
        api: any ImageAPI, surroundings: Surroundings, notes: TransferNotes,
        onRead: @escaping @MainActor (Image) -> Void
    ) {
        self.api = api
        self.notes = notes
        self.onRead = onRead
        var surroundings = surroundings
        surroundings.source = api
        self.surroundings = surroundings
    }

    /// Those that are not over.
    public var underWay: [TransferModel] { all.filter(\.isUnderWay) }

    /// The last transfer of an image.
    public func last(of image: Image.ID) -> TransferModel? { all.last { $0.imageID == image } }

    /// Whether one of them goes on by itself: what is held back waits for a person.
    public var isBusy: Bool { all.contains { $0.isUnderWay && $0.state != .held } }

    /// Adds a transfer; it begins as soon as it is its turn.
    ///
    /// - Parameters:
    ///   - checksum: the hash that the data is to have; nil where none is said.
    ///   - target: the other cloud that the image is in, where it is copied there; nil for the one that is worked on.
    ///   - note: what was written down of it, where it was cut off.
    @discardableResult
    func add(
        _ plan: TransferPlan, to image: Image, offer: TransferOffer, checksum: Checksum? = nil,
        at target: (any ImageAPI)? = nil, takingUp note: TransferNote? = nil
    ) -> TransferModel {
        // What is read of an image of another cloud is nothing of the list here.
        let read: @MainActor (Image) -> Void = { [onRead] in if target == nil { onRead($0) } }
        let transfer = TransferModel(
            plan, to: image, api: target ?? api, offer: offer, checksum: checksum, surroundings: surroundings,
            takingUp: note,
            onRead: read, onProgress: { [weak self] in self?.noteProgress() },
            onChange: { [weak self] in self?.didChange($0) })
        all.append(transfer)
        didChange(transfer)
        return transfer
    }

    /// Forgets those that are over.
    public func clearFinished() {
        guard all.contains(where: { !$0.isUnderWay }) else { return }
        all.removeAll { !$0.isUnderWay }
        ends = TransferEnds()
        markSeen()
    }

    /// Notes that what is new of them has been seen.
    public func markSeen() {
        if news != nil { news = nil }
    }

    private func noteEnds() {
        let latest = ends.latest(in: all, after: news)
        // Only what changes is written: a screen is drawn again for it.
        if latest !== news { news = latest }
    }

    private func noteProgress() {
        notes.noteProgress(of: all)
        // What has all of its data out leaves the line to the next.
        beginNext()
    }

    private func didChange(_ transfer: TransferModel) {
        notes.noteChange(of: transfer, among: all)
        advance()
    }

    private func advance() {
        noteEnds()
        beginNext()
    }

    private func beginNext() {
        // One that begins changes what is free, and brings us here again.
        while let next { next.begin() }
    }

    private var next: TransferModel? {
        let isLineFree = isLineFree
        return all.first { $0.state == .waiting && (isLineFree || !$0.usesLine) }
    }

    private var isLineFree: Bool {
        all.count(where: \.isMoving) < Self.limit && all.count { $0.state == .sending } < Self.connections
    }
}

extension TransferModel {
    /// Whether it goes over our line; what the service fetches by itself takes nothing of it.
    fileprivate var usesLine: Bool {
        if case .send = plan { true } else { false }
    }
}
