package import Foundation
package import ImageModel
import Observation

/// The list of images, read page by page while the user scrolls, in either direction and from either end.
///
/// No view waits for a page: the loaded images (`images`) are there at once, and more are read in the direction of scrolling.
/// The end of a list is read in the opposite order, from its end, however many images precede it.
@Observable
@MainActor
package final class CatalogueModel {
    /// The part of the list that a request reads.
    enum Part: Hashable {
        /// The first page, or the one around the bar: everything is read anew.
        case refresh
        /// The images before or after the loaded ones.
        case before, after
        /// The first or the last page, to go there.
        case first, last
    }

    /// An end of the list.
    package enum End: Hashable, Sendable {
        case first, last
    }

    /// What other parts of gaze have done with an image.
    enum Known: Sendable {
        /// It was created, changed or read, and this is its record.
        ///
        /// - Parameter isNew: Whether it was created since the current request began.
        case image(Image, isNew: Bool = false)
        case deleted
    }

    /// The loaded part of the list.
    var window: ImageWindow
    /// The part being read; nil if none is.
    var reading: Part?
    /// When the list was last brought up to date; nil before the first time.
    package internal(set) var updatedAt: Date?
    /// Why the last request failed; nil if it succeeded.
    package internal(set) var failure: Explanation?
    /// The id of the image that the bar is on. The bar stays on it when the list changes.
    package var selection: Image.ID?
    /// The images that are being deleted.
    package internal(set) var deleting: Set<Image.ID> = []
    /// The order of the list, or the one in which it is being read.
    package internal(set) var order = ImageOrder.newestFirst
    /// The filter of the list, or the one with which it is being read.
    package internal(set) var filter = ImageFilter.none
    /// The filter divided into the service's part and the part that is matched here.
    package internal(set) var request = FilterRequest.everything
    /// The number of images read in search of matches since the list was read anew.
    package internal(set) var readCount = 0
    /// The loaded images that match the filter being typed; nil if none is being typed.
    var narrowed: ImageWindow?
    /// Whether reading has been paused, by the user or because it found too little for too long.
    package internal(set) var isPaused = false
    /// The recent changes by others, and since when each is marked.
    var marks: [Image.ID: (mark: CatalogueMark, since: Date)] = [:]
    /// The images that stay for a moment although they no longer match the filter.
    @ObservationIgnored var unfit: Set<Image.ID> = []
    /// The images whose place may have changed.
    @ObservationIgnored var displaced: Set<Image.ID> = []
    /// What other parts of gaze have done with images since the current request began. Its answer may be older than that.
    @ObservationIgnored var known: [Image.ID: Known] = [:]
    /// Whether the last poll for changes got no answer.
    package internal(set) var isUnanswered = false

    /// The values seen on the cloud's images, regardless of the current filter.
    @ObservationIgnored package internal(set) var seen = SeenValues()

    let api: any ImageAPI
    let pageSize: Int
    /// The number of images to search per key press when matches are rare.
    private let lookedThrough: Int
    let surroundings: Surroundings
    /// The order and the filter of the loaded images.
    @ObservationIgnored var orderOfWindow = ImageOrder.newestFirst
    @ObservationIgnored var filterOfWindow = (filter: ImageFilter.none, request: FilterRequest.everything)
    /// The last request that got no answer; it is repeated when the list is read again.
    @ObservationIgnored var refused: (order: ImageOrder, filter: ImageFilter, request: FilterRequest)?
    /// The filter that is being typed.
    @ObservationIgnored var narrowing: (filter: ImageFilter, context: FilterContext)?
    /// The number of images read since the last key press.
    @ObservationIgnored var readSinceKey = 0
    /// The number of images in the list, if that has been found out since it was read anew.
    @ObservationIgnored var total: Int?
    /// Why the last page could not be read; nil if it could. Scrolling does not request it again; a refresh does, or, if the
    /// failure may pass, a retry after a while.
    @ObservationIgnored var pageFailure: APIError?
    /// Whether the list was read anew because no marker was left to begin a page at, and no page has been read since.
    @ObservationIgnored var hasBegunAnew = false
    @ObservationIgnored var task: Task<Void, Never>?
    @ObservationIgnored var following = CatalogueFollowing()
    @ObservationIgnored var followTask: Task<Void, Never>?
    /// The rows that were last visible.
    @ObservationIgnored var inSight = 0..<0
    /// Whether this process is working on an image, so that changes of the image are its own.
    @ObservationIgnored var isOwn: @MainActor (Image.ID) -> Bool = { _ in false }
    @ObservationIgnored var deletions: [Image.ID: Task<Void, Never>] = [:]
    /// Called when an image has been deleted, with whether this process did it.
    @ObservationIgnored var onDelete: @MainActor (_ image: Image, _ isOurs: Bool) -> Void = { _, _ in }

    /// How many times larger than the first page the following ones are. The first is small so that it appears at once.
    static let growth = 5
    /// The capacity of the loaded part, as a multiple of the first page's size.
    static let kept = 50

    /// Creates a list that is not loaded yet.
    ///
    /// - Parameters:
    ///   - pageSize: The number of records that the first request asks for.
    ///   - lookedThrough: The number of records to search per key press when matches are rare.
    init(
        api: any ImageAPI, pageSize: Int = 100, lookedThrough: Int = 10_000,
        surroundings: Surroundings = Surroundings()
    ) {
        self.api = api
        self.pageSize = pageSize
        self.lookedThrough = lookedThrough
        self.surroundings = surroundings
        window = ImageWindow(capacity: pageSize * Self.kept)
    }

    isolated deinit {
        task?.cancel()
        followTask?.cancel()
        for deletion in deletions.values { deletion.cancel() }
    }

    // MARK: What there is

    /// The loaded images in the service's order: all of a short list, a part of a long one.
    ///
    /// While a filter is being typed, only those that match it.
    package var images: [Image] { (narrowed ?? window).images }

    /// The number of loaded images, whether or not they match the filter being typed.
    package var keptCount: Int { window.images.count }

    /// The number of images before the loaded ones; nil if it is not known.
    package var countBefore: Int? { window.before }

    /// The number of images after the loaded ones; nil if it is not known.
    package var countAfter: Int? { window.after }

    /// Whether the service has more images after the loaded ones.
    package var hasMore: Bool { window.after != 0 }

    /// Whether anything is being read.
    package var isLoading: Bool { reading != nil }

    /// The end of the list that the bar is going to; the bar does not move until that end is read.
    package var goingTo: End? {
        switch reading {
        case .first: .first
        case .last: .last
        default: nil
        }
    }

    /// Whether the first request has not been answered yet.
    package var isFirstLoad: Bool { updatedAt == nil && failure == nil }

    /// The row of the selected image among `images`; 0 if it is not among them.
    package var selectedRow: Int { selection.flatMap((narrowed ?? window).row) ?? 0 }

    /// The selected image, or else the first one; nil if there are none.
    package var selectedImage: Image? { images.indices.contains(selectedRow) ? images[selectedRow] : nil }

    /// The image a number of rows after another; nil if there is none, or it is not loaded.
    package func image(_ rows: Int, after id: Image.ID) -> Image? {
        guard let row = (narrowed ?? window).row(of: id), images.indices.contains(row + rows) else { return nil }
        return images[row + rows]
    }

    // MARK: Reading

    /// Reads the list again around the bar. The current rows stay until the answer arrives.
    package func refresh() {
        failure = nil
        resume()
        readAgain()
    }

    /// Reads the list again around the bar. A reported failure stays until the answer arrives.
    func readAgain() {
        pageFailure = nil
        following.startOver()
        guard let refused else {
            request = request.renewed(at: surroundings.date())
            return start(.refresh)
        }
        order = refused.order
        (filter, request) = (refused.filter, refused.request.renewed(at: surroundings.date()))
        start(.first)
    }

    /// Reads more when the visible rows come near an end of the loaded images, unless that is the end of the list.
    package func readOn(inSight rows: Range<Int>) {
        inSight = rows
        guard reading == nil, pageFailure == nil, !isPaused, narrowed == nil, updatedAt != nil || !images.isEmpty else {
            return
        }
        // A user who has gone beyond the first page is likely to go on.
        let margin = images.count > pageSize ? 2 * pageSize : pageSize / 2
        if window.after != 0, rows.upperBound > images.count - margin {
            readOn(.after)
        } else if window.before != 0, rows.lowerBound < 2 * pageSize {
            readOn(.before)
        }
    }

    private func readOn(_ part: Part) {
        // There may be no match at all: reading pauses before it takes longer than a person would wait.
        if request.isWhole || readSinceKey < lookedThrough { start(part) } else { isPaused = true }
    }

    /// Pauses the search for matches; a key that moves the bar resumes it.
    package func pause() {
        guard !request.isWhole, reading == .before || reading == .after else { return }
        stop()
        isPaused = true
    }

    /// Lifts a pause, and resets what has been counted towards the next one.
    package func resume() {
        readSinceKey = 0
        following.quietTimes = 0
        if isPaused { isPaused = false }
    }

    /// Puts the bar on the first or last image of the list: at once if that is loaded, or else when it has been read.
    package func go(to end: End) {
        switch end {
        case .first where window.before == 0: land(on: images.first)
        case .last where window.after == 0: land(on: images.last)
        case .first, .last:
            failure = nil
            pageFailure = nil
            resume()
            start(end == .first ? .first : .last)
        }
    }

    /// Puts the bar on a loaded image, and reads more from there.
    package func go(to image: Image) {
        guard let row = (narrowed ?? window).row(of: image.id) else { return }
        stopGoing()
        resume()
        selection = image.id
        readOn(inSight: row..<row + 1)
    }

    /// Cancels going to an end of the list, so that the bar stays where it is.
    package func stopGoing() {
        if goingTo != nil { stop() }
    }

    func stop() {
        task?.cancel()
        reading = nil
        takeBack()
    }

    /// Restores the order and the filter of the loaded images, after a request for others that was not completed.
    func takeBack() {
        order = orderOfWindow
        (filter, request) = filterOfWindow
    }

    /// Reads the list from its beginning in another order.
    package func sort(by order: ImageOrder) {
        guard order != self.order else { return }
        self.order = order
        failure = nil
        pageFailure = nil
        start(.first)
    }

    private func land(on image: Image?) {
        stopGoing()
        selection = image?.id
    }

    func start(_ part: Part) {
        task?.cancel()
        stopFollowing()
        known = [:]
        refused = nil
        // Set at once, not when the task begins, because scrolling asks for more many times over.
        reading = part
        task = Task { [weak self] in await self?.perform(part) }
    }
}
