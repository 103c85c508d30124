import Foundation
import ImageModel

/// What is known of what others do to the images of the list, and when that is found out next.
struct CatalogueFollowing: Sendable {
    /// How far the service's changes are known.
    enum Horizon: Sendable {
        /// Not at all yet.
        case unknown
        /// Nothing has ever changed: there are no images.
        case nothing
        /// Up to this change.
        case change(Timestamp)
    }

    var horizon = Horizon.unknown
    /// When to ask next.
    var due = Date.distantPast
    /// How often nothing had changed, one time after the other.
    var quietTimes = 0
    /// Whether the service compares ids with a list; one that refuses that is not asked again.
    var asksByID = true
    /// Whether it compares times.
    var asksByTime = true

    /// Seconds until the next question, where the service works on an image in sight.
    static let inTransit = 2.0
    /// Seconds until the next question.
    static let usual = 5.0
    /// Seconds until the next question, where nothing has changed for a while or the service does not answer.
    static let seldom = 15.0
    /// How often nothing has changed before less is asked: two minutes' worth.
    static let patience = 24
    /// Seconds for which a change by somebody else is marked.
    static let marked = 8.0
    /// Records that are asked for at a time: as many as a page shows, and an address of a request can name.
    static let limit = 100
}

/// What somebody else has done to an image of the list just now.
public enum CatalogueMark: Hashable, Sendable {
    /// Its record says something else than before.
    case changed
    /// It was not there.
    case new
    /// It is listed no more: deleted, hidden, or not for this project any longer.
    case gone
}
