import Foundation
import ImageModel

/// What is known of what others do to the images of the list, and when that is found out next.
struct CatalogueFollowing: Sendable {
    /// How far the service's changes are known.
    enum Horizon: Hashable, Sendable {
        /// Not at all yet.
        case unknown
        /// Nothing has ever changed: there are no images.
        case nothing
        /// Up to this change.
        case change(Timestamp)
    }

    var horizon = Horizon.unknown
    /// Where the changes of one second are read on from, where a page had none of a later one; nil where they are read from
    /// their beginning.
    private(set) var marker: Marker?
    /// Whether there are changes that have not been read yet.
    private(set) var isBehind = false
    /// When all changes of the last second were read the first time, where they take more than a page.
    private var readOnce: Date?
    private var isLarge = false
    /// When to ask next.
    var due = Date.distantPast
    /// How often nothing had changed, one time after the other.
    var quietTimes = 0
    /// Whether the service compares ids with a list; one that refuses that is not asked again.
    var asksByID = true
    /// Whether it compares times.
    var asksByTime = true

    /// Where a page begins.
    struct Marker: Hashable, Sendable {
        /// The image that it follows.
        let id: Image.ID
        /// The image that was read after that one already: where it is not the first of the page, one of the two has been changed
        /// since, and what is between has not been read.
        let next: Image.ID?
    }

    /// Seconds until the next question, where the service works on an image in sight.
    static let inTransit = 2.0
    /// Seconds until the next question.
    static let usual = 5.0
    /// Seconds until the next question, where nothing has changed for a while, the service does not answer or the list could not be
    /// read.
    static let seldom = 15.0
    /// How often nothing has changed before less is asked: two minutes' worth.
    static let patience = 24
    /// Seconds for which a change by somebody else is marked.
    static let marked = 8.0
    /// Records that are asked for at a time: as many as a page shows, and an address of a request can name.
    static let limit = 100
    /// Pages of changes that are read one after the other; what is more is read the next time.
    static let pages = 5
    /// Seconds for which an image that waits for its data is looked at as often as one that is being worked on.
    static let awaited: TimeInterval = 300
}

extension CatalogueFollowing {
    /// Forgets how far the changes are known: the list is read anew.
    mutating func startOver() {
        horizon = .unknown
        due = .distantPast
        marker = nil
        isBehind = false
    }

    /// Has the changes of the last second read from their beginning.
    mutating func forgetMarker() { marker = nil }

    /// Takes note of a page of changes, in the order in which they were made.
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

    /// Goes on from the next second where the last one has more changes than a page: they are not to be read every few seconds.
    /// They are read twice, for those that were made after the first time.
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

    /// Whether an image is looked at often: the service works on it, or somebody is about to bring its data.
    static func isAwaited(_ image: Image, at now: Date) -> Bool {
        image.status.isInTransit || image.status == .queued && isLate(image.updatedAt, at: now)
    }

    /// Whether a moment of the service's clock was within the last minutes; the clocks may differ by as much.
    private static func isLate(_ moment: Timestamp?, at now: Date) -> Bool {
        moment?.date.map { abs(now.timeIntervalSince($0)) < awaited } ?? false
    }
}

/// What somebody else has done to an image of the list just now.
public enum CatalogueMark: Hashable, Sendable {
    /// Its record says something else than before.
    case changed
    /// It was not there.
    case new
    /// It is listed no more: deleted, or not for this project any longer.
    case gone
    /// It is there, and the filter admits it no more.
    case unfit
}
