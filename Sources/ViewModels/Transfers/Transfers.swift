package import ImageModel
import Observation

/// The transfers of this gaze: a few send at a time, the others wait for their turn.
@Observable
@MainActor
package final class Transfers {
    /// All transfers since gaze was started, in the order in which they were requested.
    package private(set) var all: [TransferModel] = []

    /// The latest transfer that was verified or failed and that the user has not seen yet; nil if there is none. A later
    /// success does not hide a failure.
    package private(set) var news: TransferModel?
    @ObservationIgnored private var ends = TransferEnds<TransferModel>()

    /// The maximum number of transfers that send concurrently: more would share one line, and each would take longer to
    /// complete.
    static let limit = 2
    /// The maximum number of transfers that send or await the answer. Those that await it do not use the line, but each keeps a
    /// connection open, and the service may still have to store all of its data.
    static let connections = 4

    private let api: any ImageAPI
    private let surroundings: Surroundings
    /// Stores notes on the transfers.
    package let notes: TransferNotes
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

    /// The transfers that have not ended.
    package var underWay: [TransferModel] { all.filter(\.isUnderWay) }

    /// The latest transfer of an image.
    package func last(of image: Image.ID) -> TransferModel? { all.last { $0.imageID == image } }

    /// Whether a transfer runs or waits for its turn; a paused one waits for the user.
    package var isBusy: Bool { all.contains { $0.isUnderWay && $0.state != .held } }

    /// Adds a transfer, which starts as soon as its turn has come.
    ///
    /// - Parameters:
    ///   - checksum: the hash that the data must have; nil if none is given.
    ///   - target: the API of the other cloud that the image is copied to; nil for the current cloud.
    ///   - note: the stored note, if the transfer was cut off.
    @discardableResult
    func add(
        _ plan: TransferPlan, to image: Image, offer: TransferOffer, checksum: Checksum? = nil,
        at target: (any ImageAPI)? = nil, takingUp note: TransferNote? = nil
    ) -> TransferModel {
        // The list does not contain images of another cloud.
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

    /// Removes the transfers that have ended.
    package func clearFinished() {
        guard all.contains(where: { !$0.isUnderWay }) else { return }
        all.removeAll { !$0.isUnderWay }
        ends = TransferEnds()
        markSeen()
    }

    /// Clears the news, which the user has seen.
    package func markSeen() {
        if news != nil { news = nil }
    }

    private func noteEnds() {
        let latest = ends.latest(in: all, after: news)
        // Assigned only if it changes, because every assignment redraws the screen.
        if latest !== news { news = latest }
    }

    private func noteProgress() {
        notes.noteProgress(of: all)
        // A transfer that has sent all of its data leaves the line to the next one.
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
        // Starting a transfer changes the number of free slots, and leads back to this method.
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
    /// Whether the transfer uses gaze's own line; what the service fetches by itself does not.
    fileprivate var usesLine: Bool {
        if case .send = plan { true } else { false }
    }
}
