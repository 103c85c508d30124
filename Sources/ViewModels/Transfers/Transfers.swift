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
    private let onRead: @MainActor (Image) -> Void

    init(api: any ImageAPI, surroundings: Surroundings, onRead: @escaping @MainActor (Image) -> Void) {
        self.api = api
        self.surroundings = surroundings
        self.onRead = onRead
    }

    /// Those that are not over.
    public var underWay: [TransferModel] { all.filter(\.isUnderWay) }

    /// The last transfer of an image.
    public func last(of image: Image.ID) -> TransferModel? { all.last { $0.imageID == image } }

    /// Adds a transfer; it begins as soon as it is its turn.
    @discardableResult
    func add(_ plan: TransferPlan, to image: Image, offer: TransferOffer) -> TransferModel {
        let transfer = TransferModel(
            plan, to: image, api: api, offer: offer, surroundings: surroundings, onRead: onRead
        ) { [weak self] _ in self?.advance() }
        all.append(transfer)
        advance()
        return transfer
    }

    /// Forgets those that are over.
    public func clearFinished() {
        if all.contains(where: { !$0.isUnderWay }) { all.removeAll { !$0.isUnderWay } }
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
