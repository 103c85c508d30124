import Foundation
import ImageModel

/// How far the changes that others made to the listed images are known, and when to poll for them next.
struct CatalogueFollowing: Sendable {
    /// Up to which change the service's changes are known.
    enum Horizon: Hashable, Sendable {
        /// Nothing is known yet.
        case unknown
        /// Nothing has ever changed, because there are no images.
        case nothing
        /// All changes up to this time are known.
        case change(Timestamp)
    }

    var horizon = Horizon.unknown
    /// Where to resume within one second whose changes fill a page or more; nil to read that second from its beginning.
    private(set) var marker: Marker?
    /// Whether there are changes that have not been read yet.
    private(set) var isBehind = false
    /// When all changes of the last second had been read once, if they take more than one page.
    private var readOnce: Date?
    private var isLarge = false
    /// When to poll next.
    var due = Date.distantPast
    /// The number of consecutive polls that found no change.
    var quietTimes = 0
    /// Whether the service filters by a list of ids. Once it has refused such a query, it gets no other.
    var asksByID = true
    /// Whether the service filters by time. Once it has refused such a query, it gets no other.
    var asksByTime = true

    /// Where a page begins.
    struct Marker: Hashable, Sendable {
        /// The image after which the page begins.
        let id: Image.ID
        /// The image after `id`, which has already been read and must be the first of the page. If it is not, one of the two
        /// has changed since, and the images between them have not been read.
        let next: Image.ID?
    }

    /// Seconds until the next poll, while the service works on a visible image.
    static let inTransit = 2.0
    /// Seconds until the next poll.
    static let usual = 5.0
    /// Seconds until the next poll, if nothing has changed for a while, the service does not answer, or the list could not be
    /// read.
    static let seldom = 15.0
    /// The number of polls without a change after which polling slows down: two minutes' worth.
    static let patience = 24
    /// Seconds for which a change by somebody else stays marked.
    static let marked = 8.0
    /// The number of records to request at a time: as many as one page holds, and as many ids as fit into a request's URL.
    static let limit = 100
    /// The number of pages of changes read in one poll; the rest is left to the next poll.
    static let pages = 5
    /// Seconds for which an image that waits for its data is polled as often as one that the service works on.
    static let awaited: TimeInterval = 300
}

extension CatalogueFollowing {
    /// Forgets how far the changes are known, because the list is read anew.
    mutating func startOver() {
        horizon = .unknown
        due = .distantPast
        marker = nil
        isBehind = false
    }

    /// Makes the next poll read the last second's changes from their beginning.
    mutating func forgetMarker() { marker = nil }

    /// Records a page of changes, ordered by the time they were made.
    mutating func note(_ page: ImagePage, at now: Date) {
        if let marker, let next = marker.next, page.images.first?.id != next {
            self.marker = nil
            return
        }
        isBehind = page.next != nil && !page.images.isEmpty
        marker = nil
        if let last = page.images.last, let second = last.updatedAt {
            if case .change(second) = horizon {
                if isBehind {
                    let before = page.images.dropLast().last
                    marker = Marker(id: before?.id ?? last.id, next: before == nil ? nil : last.id)
                    isLarge = true
                }
            } else {
                (horizon, readOnce, isLarge) = (.change(second), nil, false)
            }
        }
        if !isBehind { skipLargeSecond(at: now) }
    }

    /// Moves on to the next second if the last one has more changes than a page, so that they are not read again every few
    /// seconds. They are read twice, to catch those made after the first reading.
    private mutating func skipLargeSecond(at now: Date) {
        guard isLarge, case .change(let second) = horizon, let date = second.date else { return }
        guard let once = readOnce else {
            readOnce = now
            return
        }
        guard now.timeIntervalSince(once) >= Self.inTransit else { return }
        horizon = .change(Timestamp(rawValue: date.addingTimeInterval(1).formatted(.iso8601)))
        (readOnce, isLarge) = (nil, false)
    }

    /// Whether an image is polled often: the service works on it, or somebody is about to upload its data.
    static func isAwaited(_ image: Image, at now: Date) -> Bool {
        image.status.isInTransit || image.status == .queued && isLate(image.updatedAt, at: now)
    }

    /// Whether a time of the service's clock is within the last minutes. The two clocks may differ by as much.
    private static func isLate(_ moment: Timestamp?, at now: Date) -> Bool {
        moment?.date.map { abs(now.timeIntervalSince($0)) < awaited } ?? false
    }
}

/// What somebody else has just done to an image of the list.
package enum CatalogueMark: Hashable, Sendable {
    /// Its record has changed.
    case changed
    /// It has been added.
    case new
    /// It is no longer listed: it was deleted, or this project can no longer see it.
    case gone
    /// It still exists, but no longer matches the filter.
    case unfit
}
