public import ImageModel
public import Observation

/// The downloads of this gaze: a few at a time come in, the others wait for their turn.
@Observable
@MainActor
public final class Downloads {
    /// All of them since the start, in the order in which they were asked for.
    public private(set) var all: [DownloadModel] = []
    /// The last one that is done or has failed, before a person has seen that; nil where there is none. A failure is not
    /// hidden by what works out after it.
    public private(set) var news: DownloadModel?
    @ObservationIgnored private var ends = TransferEnds<DownloadModel>()

    /// Downloads that come in at once: more would share one line, and each would take longer.
    static let limit = 2

    private let api: any ImageAPI
    private let surroundings: Surroundings
    private let notes: TransferNotes?

    init(api: any ImageAPI, surroundings: Surroundings, notes: TransferNotes? = nil) {
        self.api = api
        self.notes = notes
        self.surroundings = surroundings
    }

    /// Those that are not over.
    public var underWay: [DownloadModel] { all.filter(\.isUnderWay) }

    /// Whether one of them goes on by itself: what is held back waits for a person.
    public var isBusy: Bool { all.contains { $0.isUnderWay && $0.state != .held } }

    /// Adds one; it begins as soon as it is its turn.
    @discardableResult
    public func add(
        _ image: Image.ID, name: String, size: Int64?, to destination: SaveDestination
    ) -> DownloadModel {
        let download = DownloadModel(
            image, name: name, size: size, to: destination, api: api, surroundings: surroundings
        ) { [weak self] in self?.didChange($0) }
        all.append(download)
        advance()
        return download
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

    private func didChange(_ download: DownloadModel) {
        notes?.noteChange(of: download)
        advance()
    }

    private func advance() {
        noteEnds()
        // One that begins changes what is free, and brings us here again.
        while all.count(where: \.isMoving) < Self.limit, let next = all.first(where: { $0.state == .waiting }) {
            next.begin()
        }
    }
}
