package import ImageModel
import Observation

/// The downloads of this gaze: a few run at a time, the others wait for their turn.
@Observable
@MainActor
package final class Downloads {
    /// All downloads since gaze was started, in the order in which they were requested.
    package private(set) var all: [DownloadModel] = []
    /// The latest download that was saved or failed and that the user has not seen yet; nil if there is none. A later success
    /// does not hide a failure.
    package private(set) var news: DownloadModel?
    @ObservationIgnored private var ends = TransferEnds<DownloadModel>()

    /// The maximum number of concurrent downloads: more would share one line, and each would take longer.
    static let limit = 2

    private let api: any ImageAPI
    private let surroundings: Surroundings
    private let notes: TransferNotes?

    init(api: any ImageAPI, surroundings: Surroundings, notes: TransferNotes? = nil) {
        self.api = api
        self.notes = notes
        self.surroundings = surroundings
    }

    /// The downloads that have not ended.
    package var underWay: [DownloadModel] { all.filter(\.isUnderWay) }

    /// Whether a download runs or waits for its turn; a paused one waits for the user.
    package var isBusy: Bool { all.contains { $0.isUnderWay && $0.state != .held } }

    /// Adds a download, which starts as soon as its turn has come.
    @discardableResult
    package func add(
        _ image: Image.ID, name: String, size: Int64?, to destination: SaveDestination
    ) -> DownloadModel {
        let download = DownloadModel(
            image, name: name, size: size, to: destination, api: api, surroundings: surroundings
        ) { [weak self] in self?.didChange($0) }
        all.append(download)
        advance()
        return download
    }

    /// Removes the downloads that have ended.
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

    private func didChange(_ download: DownloadModel) {
        notes?.noteChange(of: download)
        advance()
    }

    private func advance() {
        noteEnds()
        // Starting a download changes the number of free slots, and leads back to this method.
        while all.count(where: \.isMoving) < Self.limit, let next = all.first(where: { $0.state == .waiting }) {
            next.begin()
        }
    }
}
