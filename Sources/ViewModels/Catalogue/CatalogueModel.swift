public import Foundation
public import ImageModel
public import Observation

/// The list of images, page by page as one scrolls, in either direction and from either end.
///
/// Nothing waits for a page: what is kept (`images`) is there at once, and grows towards where one goes. The end of a list
/// is read from its end, in the opposite order, however many images there are before it.
@Observable
@MainActor
public final class CatalogueModel {
    /// What a reading is for.
    enum Part: Hashable {
        /// The first page, or that around the bar: all is read anew.
        case refresh
        /// What comes before or after what is kept.
        case before, after
        /// The first page or the last one, to go there.
        case first, last
    }

    /// An end of the list.
    public enum End: Hashable, Sendable {
        case first, last
    }

    /// What has become of an image elsewhere in gaze.
    enum Known: Sendable {
        /// It was made, changed or read, and is this.
        ///
        /// - Parameter isNew: whether it was made since.
        case image(Image, isNew: Bool = false)
        case deleted
    }

    /// What is kept of the list.
    var window: ImageWindow
    /// What is being read; nil while nothing is.
    var reading: Part?
    /// When the list was last read anew; nil before that.
    public internal(set) var updatedAt: Date?
    /// Why the last request failed; nil when it did not.
    public internal(set) var failure: Explanation?
    /// The image that the bar is on, by its id: it stays on it when the list changes.
    public var selection: Image.ID?
    /// The images that are being deleted.
    public internal(set) var deleting: Set<Image.ID> = []
    /// The order of the list, or that in which it is being read.
    public internal(set) var order = ImageOrder.newestFirst
    /// What the list is asked for, or is being asked for.
    public internal(set) var filter = ImageFilter.none
    /// The filter as the service is asked it, and as it is matched here.
    public internal(set) var request = FilterRequest.everything
    /// How many images have been read to find those that are wanted, since the list was read anew.
    public internal(set) var readCount = 0
    /// What a filter that is being typed leaves of what is kept; nil while none is.
    var narrowed: ImageWindow?
    /// Whether reading has been stopped, by a person or because it found too little for too long.
    public internal(set) var isPaused = false
    /// What others have done just now, and since when that is marked.
    var marks: [Image.ID: (mark: CatalogueMark, since: Date)] = [:]
    /// The images that are kept for a moment although the filter admits them no more.
    @ObservationIgnored var unfit: Set<Image.ID> = []
    /// The images that may stand elsewhere since they were changed.
    @ObservationIgnored var displaced: Set<Image.ID> = []
    /// What has become of images elsewhere in gaze since the request that is under way was begun: its answer may be of a moment
    /// before that.
    @ObservationIgnored var known: [Image.ID: Known] = [:]
    /// Whether the service did not answer when it was asked last what has changed.
    public internal(set) var isUnanswered = false

    /// What the images of the cloud were seen to have, whichever filter holds.
    @ObservationIgnored public internal(set) var seen = SeenValues()

    let api: any ImageAPI
    let pageSize: Int
    /// How many images are looked through for one key, where what is wanted is rare.
    private let lookedThrough: Int
    let surroundings: Surroundings
    /// The order and the filter of what is kept.
    @ObservationIgnored var orderOfWindow = ImageOrder.newestFirst
    @ObservationIgnored var filterOfWindow = (filter: ImageFilter.none, request: FilterRequest.everything)
    /// What was asked for last and got no answer: it is asked for when the list is read again.
    @ObservationIgnored var refused: (order: ImageOrder, filter: ImageFilter, request: FilterRequest)?
    /// The filter that is being typed.
    @ObservationIgnored var narrowing: (filter: ImageFilter, context: FilterContext)?
    /// How many images have been read since the last key.
    @ObservationIgnored var readSinceKey = 0
    /// How many images the list has, where that has been found out since it was read anew.
    @ObservationIgnored var total: Int?
    /// Why the last page could not be read; nil where it could. It is not asked for again for every row that is looked at, but by
    /// a refresh, or after a while where that may help.
    @ObservationIgnored var pageFailure: APIError?
    /// Whether the list was read anew because no page could begin where one was to, and none has been read since.
    @ObservationIgnored var hasBegunAnew = false
    @ObservationIgnored var task: Task<Void, Never>?
    @ObservationIgnored var following = CatalogueFollowing()
    @ObservationIgnored var followTask: Task<Void, Never>?
    /// The rows that were in sight last.
    @ObservationIgnored var inSight = 0..<0
    /// Whether this gaze is at work on an image, whose changes are then its own.
    @ObservationIgnored var isOwn: @MainActor (Image.ID) -> Bool = { _ in false }
    @ObservationIgnored var deletions: [Image.ID: Task<Void, Never>] = [:]
    /// Told of an image that is deleted, and whether that was done here.
    @ObservationIgnored var onDelete: @MainActor (_ image: Image, _ isOurs: Bool) -> Void = { _, _ in }

    /// How many times as long the pages are that follow the first one, which is to be there at once.
    static let growth = 5
    /// How many first pages are kept at most.
    static let kept = 50

    /// A list that is not loaded yet.
    ///
    /// - Parameters:
    ///   - pageSize: records that the first request asks for.
    ///   - lookedThrough: records that are looked through for one key, where what is wanted is rare.
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

    /// What is kept, in the service's order: all of a short list, a part of a long one.
    ///
    /// While a filter is typed, what of it fits.
    public var images: [Image] { (narrowed ?? window).images }

    /// How many images are kept, whether or not they fit the filter that is typed.
    public var keptCount: Int { window.images.count }

    /// How many images the list has before those that are kept; nil where that is not known.
    public var countBefore: Int? { window.before }

    /// How many images the list has after those that are kept; nil where that is not known.
    public var countAfter: Int? { window.after }

    /// Whether the service has more after what is kept.
    public var hasMore: Bool { window.after != 0 }

    /// Whether something is being read.
    public var isLoading: Bool { reading != nil }

    /// The end that one is on the way to; the bar is where it was until it is there.
    public var goingTo: End? {
        switch reading {
        case .first: .first
        case .last: .last
        default: nil
        }
    }

    /// Whether nothing is known yet.
    public var isFirstLoad: Bool { updatedAt == nil && failure == nil }

    /// The row of the selected image among those that are kept; 0 where it is not among them.
    public var selectedRow: Int { selection.flatMap((narrowed ?? window).row) ?? 0 }

    /// The selected image, or the first.
    public var selectedImage: Image? { images.indices.contains(selectedRow) ? images[selectedRow] : nil }

    /// The image that is so many rows after another; nil where there is none, or it is not kept.
    public func image(_ rows: Int, after id: Image.ID) -> Image? {
        guard let row = (narrowed ?? window).row(of: id), images.indices.contains(row + rows) else { return nil }
        return images[row + rows]
    }

    // MARK: Reading

    /// Reads the list anew, where the bar is. What is shown stays until the answer is there.
    public func refresh() {
        failure = nil
        resume()
        readAgain()
    }

    /// Reads the list anew, where the bar is; what is said of a failure stays until there is an answer.
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

    /// Reads on where the rows in sight come near to an end of what is kept, unless that is the list's end.
    public func readOn(inSight rows: Range<Int>) {
        inSight = rows
        guard reading == nil, pageFailure == nil, !isPaused, narrowed == nil, updatedAt != nil || !images.isEmpty else {
            return
        }
        // Whoever goes further than the first page goes on.
        let margin = images.count > pageSize ? 2 * pageSize : pageSize / 2
        if window.after != 0, rows.upperBound > images.count - margin {
            readOn(.after)
        } else if window.before != 0, rows.lowerBound < 2 * pageSize {
            readOn(.before)
        }
    }

    private func readOn(_ part: Part) {
        // What is wanted may be nowhere: no more is read than a person can wait for, before they ask for more.
        if request.isWhole || readSinceKey < lookedThrough { start(part) } else { isPaused = true }
    }

    /// Ends what is being read in search of what is wanted; a key that moves the bar goes on with it.
    public func pause() {
        guard !request.isWhole, reading == .before || reading == .after else { return }
        stop()
        isPaused = true
    }

    /// Goes on with what was paused.
    public func resume() {
        readSinceKey = 0
        following.quietTimes = 0
        if isPaused { isPaused = false }
    }

    /// Puts the bar on the list's first or last image: at once where that is kept, or else when it has been read.
    public func go(to end: End) {
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

    /// Puts the bar on an image that is kept, and reads on from there.
    public func go(to image: Image) {
        guard let row = (narrowed ?? window).row(of: image.id) else { return }
        stopGoing()
        resume()
        selection = image.id
        readOn(inSight: row..<row + 1)
    }

    /// Stays where one is, where one is on the way to an end of the list.
    public func stopGoing() {
        if goingTo != nil { stop() }
    }

    func stop() {
        task?.cancel()
        reading = nil
        takeBack()
    }

    /// What has not been read is not shown as if it were.
    func takeBack() {
        order = orderOfWindow
        (filter, request) = filterOfWindow
    }

    /// Has the service list the images in another order, from its beginning.
    public func sort(by order: ImageOrder) {
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
        // At once, not when the task begins: rows that are near the end come in numbers.
        reading = part
        task = Task { [weak self] in await self?.perform(part) }
    }
}
