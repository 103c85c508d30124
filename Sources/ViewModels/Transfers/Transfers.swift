public import ImageModel
public import Observation

/// The transfers of this gaze: a few at a time send, the others wait for their turn.
@Observable
@MainActor
public final class Transfers {
    /// All of them since the start, in the order in which they were asked for.
    public private(set) var all: [TransferModel] = []

    /// Transfers that send at once: more would share one line, and each would take longer to be safe.
    static let limit = 2

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
        self.surroundings = surroundings
        self.onRead = onRead
    }

    /// Those that are not over.
    public var underWay: [TransferModel] { all.filter(\.isUnderWay) }

    /// The last transfer of an image.
    public func last(of image: Image.ID) -> TransferModel? { all.last { $0.imageID == image } }

    /// Whether one of them goes on by itself: what is held back waits for a person.
    public var isBusy: Bool { all.contains { $0.isUnderWay && $0.state != .held } }

    /// Adds a transfer; it begins as soon as it is its turn.
    ///
    /// - Parameter note: what was written down of it, where it was cut off.
    @discardableResult
    func add(
        _ plan: TransferPlan, to image: Image, offer: TransferOffer, takingUp note: TransferNote? = nil
    ) -> TransferModel {
        let transfer = TransferModel(
            plan, to: image, api: api, offer: offer, surroundings: surroundings, takingUp: note, onRead: onRead,
            onProgress: { [weak self] in self?.noteProgress() }, onChange: { [weak self] in self?.didChange($0) })
        all.append(transfer)
        didChange(transfer)
        return transfer
    }

    /// Adds the copying of an image's data to another cloud. It is not written down: what is cut off would have to be completed
    /// from there.
    ///
    /// - Parameters:
    ///   - image: the image there.
    ///   - target: the cloud.
    func addCopy(_ plan: TransferPlan, as image: Image, at target: any ImageAPI) {
        var surroundings = surroundings
        surroundings.source = api
        all.append(
            TransferModel(
                plan, to: image, api: target, surroundings: surroundings, onRead: { _ in },
                onChange: { [weak self] _ in self?.advance() }))
        advance()
    }

    /// Forgets those that are over.
    public func clearFinished() {
        if all.contains(where: { !$0.isUnderWay }) { all.removeAll { !$0.isUnderWay } }
    }

    private var noted: [TransferModel] { all.filter { $0.plan.copied == nil } }

    private func noteProgress() { notes.noteProgress(of: noted) }

    private func didChange(_ transfer: TransferModel) {
        notes.noteChange(of: transfer, among: noted)
        advance()
    }

    private func advance() {
        // One that begins changes what is free, and brings us here again.
        while let next = all.first(where: { $0.state == .waiting && (isLineFree || !$0.usesLine) }) { next.begin() }
    }

    private var isLineFree: Bool { all.count { $0.state == .sending } < Self.limit }
}

extension TransferModel {
    /// Whether it goes over our line; what the service fetches by itself takes nothing of it.
    fileprivate var usesLine: Bool {
        if case .send = plan { true } else { false }
    }
}
