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
    private enum Part: Hashable {
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

    /// What is kept of the list.
    private var window: ImageWindow
    /// What is being read; nil while nothing is.
    private var reading: Part?
    /// When the list was last read anew; nil before that.
    public private(set) var updatedAt: Date?
    /// Why the last request failed; nil when it did not.
    public private(set) var failure: Explanation?
    /// The image that the bar is on, by its id: it stays on it when the list changes.
    public var selection: Image.ID?
    /// The images that are being deleted.
    public private(set) var deleting: Set<Image.ID> = []
    /// The order of the list, or that in which it is being read.
    public private(set) var order = ImageOrder.newestFirst

    private let api: any ImageAPI
    private let pageSize: Int
    private let surroundings: Surroundings
    /// The order of what is kept.
    @ObservationIgnored private var orderOfWindow = ImageOrder.newestFirst
    /// How many images the list has, where that has been found out since it was read anew.
    @ObservationIgnored private var total: Int?
    /// Whether the last page could not be read: it is not asked for again before a refresh. A delete that failed is
    /// no reason to stop.
    @ObservationIgnored private var hasPageFailed = false
    @ObservationIgnored private var task: Task<Void, Never>?
    @ObservationIgnored private var deletions: [Image.ID: Task<Void, Never>] = [:]

    /// How many times as long the pages are that follow the first one, which is to be there at once.
    private static let growth = 5
    /// How many first pages are kept at most.
    private static let kept = 50

    /// A list that is not loaded yet.
    ///
    /// - Parameter pageSize: records that the first request asks for.
    init(api: any ImageAPI, pageSize: Int = 100, surroundings: Surroundings = Surroundings()) {
        self.api = api
        self.pageSize = pageSize
        self.surroundings = surroundings
        window = ImageWindow(capacity: pageSize * Self.kept)
    }

    isolated deinit {
        task?.cancel()
        for deletion in deletions.values { deletion.cancel() }
    }

    // MARK: What there is

    /// What is kept, in the service's order: all of a short list, a part of a long one.
    public var images: [Image] { window.images }

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
    public var selectedRow: Int { selection.flatMap(window.row) ?? 0 }

    /// The selected image, or the first.
    public var selectedImage: Image? { images.indices.contains(selectedRow) ? images[selectedRow] : nil }

    // MARK: Reading

    /// Reads the list anew, where the bar is. What is shown stays until the answer is there.
    public func refresh() {
        failure = nil
        hasPageFailed = false
        start(.refresh)
    }

    /// Reads on where the rows in sight come near to an end of what is kept, unless that is the list's end.
    public func readOn(inSight rows: Range<Int>) {
        guard reading == nil, !hasPageFailed, updatedAt != nil || !images.isEmpty else { return }
        // Whoever goes further than the first page goes on.
        let margin = images.count > pageSize ? 2 * pageSize : pageSize / 2
        if window.after != 0, rows.upperBound > images.count - margin {
            start(.after)
        } else if window.before != 0, rows.lowerBound < margin {
            start(.before)
        }
    }

    /// Puts the bar on the list's first or last image: at once where that is kept, or else when it has been read.
    public func go(to end: End) {
        switch end {
        case .first where window.before == 0: land(on: images.first)
        case .last where window.after == 0: land(on: images.last)
        case .first, .last:
            failure = nil
            hasPageFailed = false
            start(end == .first ? .first : .last)
        }
    }

    /// Stays where one is, where one is on the way to an end of the list.
    public func stopGoing() {
        if goingTo != nil { stop() }
    }

    private func stop() {
        task?.cancel()
        reading = nil
        order = orderOfWindow
    }

    /// Has the service list the images in another order, from its beginning.
    public func sort(by order: ImageOrder) {
        guard order != self.order else { return }
        self.order = order
        failure = nil
        hasPageFailed = false
        start(.first)
    }

    private func land(on image: Image?) {
        stopGoing()
        selection = image?.id
    }

    private func start(_ part: Part) {
        task?.cancel()
        // At once, not when the task begins: rows that are near the end come in numbers.
        reading = part
        task = Task { [weak self] in await self?.perform(part) }
    }

    private func perform(_ part: Part) async {
        defer { if !Task.isCancelled { reading = nil } }
        do throws(APIError) {
            switch part {
            case .first: try await readFirst()
            case .last: try await readLast()
            case .refresh: try await readAnew()
            case .before: try await extend(.backwards)
            case .after: try await extend(.forwards)
            }
            if !Task.isCancelled { total = window.total ?? total }
        } catch {
            guard error.kind != .cancelled, !Task.isCancelled else { return }
            hasPageFailed = true
            order = orderOfWindow
            failure = Explanation(error, during: .list)
        }
    }

    private var pages: ImagePages { ImagePages(api: api, order: order) }

    private func readFirst() async throws(APIError) {
        let first = try await pages.stretch(.forwards, limit: pageSize)
        guard !Task.isCancelled else { return }
        keep(first.images, before: 0, after: rest(besides: first))
        updatedAt = surroundings.date()
        selection = images.first?.id
    }

    private func readLast() async throws(APIError) {
        let last = try await pages.stretch(.backwards, limit: pageSize)
        guard !Task.isCancelled else { return }
        keep(last.images, before: rest(besides: last), after: 0)
        selection = images.last?.id
    }

    /// How many images there are besides those at an end; nil where that is not known.
    private func rest(besides stretch: ImagePages.Stretch) -> Int? {
        guard stretch.goesOn else { return 0 }
        return total.flatMap { $0 > stretch.images.count ? $0 - stretch.images.count : nil }
    }

    /// Reads the page that the bar is on: the first one, or that after an image half a page above the bar.
    private func readAnew() async throws(APIError) {
        var marker: Int?
        var read: ImagePages.Stretch?
        let above = selectedRow - pageSize / 2
        if above >= 0 || window.before != 0, !images.isEmpty {
            do throws(APIError) {
                read = try await pages.stretch(
                    .forwards, limit: pageSize, from: images[...max(0, above)].reversed())
                marker = read?.marker.flatMap(window.row)
            } catch {
                guard error.isOfMarker else { throw error }
            }
        }
        let page: ImagePages.Stretch
        if let read, marker != nil { page = read } else { page = try await pages.stretch(.forwards, limit: pageSize) }
        guard !Task.isCancelled else { return }
        let known = marker.map { [images[$0]] } ?? []
        keep(
            known + page.images, before: marker.map { row in window.before.map { $0 + row } } ?? 0,
            after: page.goesOn ? nil : 0)
        updatedAt = surroundings.date()
        total = nil
    }

    private func extend(_ direction: ImagePages.Direction) async throws(APIError) {
        let limit = min(pageSize * Self.growth, ImageLimits.pageSize)
        let isForwards = direction == .forwards
        let markers =
            isForwards ? images.suffix(ImagePages.markerCount).reversed() : Array(images.prefix(ImagePages.markerCount))
        let stretch = try await pages.stretch(direction, limit: limit, from: markers)
        guard !Task.isCancelled else { return }
        for id in stretch.gone { remove(id) }
        // A service that lists the same again would have us read for ever: without anything new, this is the end.
        if isForwards {
            window.append(stretch.images, goesOn: stretch.goesOn)
        } else {
            window.prepend(stretch.images, goesOn: stretch.goesOn)
        }
    }

    /// Keeps other images than before. The bar stays on its image, or else in its row.
    private func keep(_ images: [Image], before: Int?, after: Int?) {
        let row = selectedRow
        window = ImageWindow(images, before: before, after: after, capacity: pageSize * Self.kept)
        orderOfWindow = order
        if let selection, window.row(of: selection) == nil {
            self.selection = images.isEmpty ? nil : images[min(row, images.count - 1)].id
        }
    }

    // MARK: Changes

    /// Deletes an image; it leaves the list when the service has deleted it.
    public func delete(_ image: Image) {
        guard deletions[image.id] == nil else { return }
        deleting.insert(image.id)
        deletions[image.id] = Task { [weak self] in await self?.performDelete(image) }
    }

    private func performDelete(_ image: Image) async {
        defer {
            deleting.remove(image.id)
            deletions[image.id] = nil
        }
        do throws(APIError) {
            try await api.delete(image.id)
            remove(image.id)
        } catch {
            failure = Explanation(error, during: .delete(name: image.nameOrID, id: image.id))
        }
    }

    /// Takes a deleted image out of the list; the bar goes to its neighbour.
    func remove(_ id: Image.ID) {
        guard let row = window.remove(id) else { return }
        total = total.map { $0 - 1 }
        if selection == id { selection = images.isEmpty ? nil : images[min(row, images.count - 1)].id }
    }

    /// Puts a new image where the service lists it, and the bar on it: at the top of the newest. In any other order only the
    /// service knows its place, and what is around it is read when it is to be seen.
    func insert(_ image: Image) {
        defer { selection = image.id }
        guard window.row(of: image.id) == nil else { return }
        if orderOfWindow == .newestFirst, window.before == 0 {
            window.insertFirst(image)
            total = total.map { $0 + 1 }
        } else {
            stop()
            keep([image], before: nil, after: nil)
            total = nil
        }
    }

    /// Takes over what was read of an image elsewhere.
    func update(_ image: Image) {
        window.update(image)
    }
}
