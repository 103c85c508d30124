import Foundation
import NIOCore

/// How long the service waits for a client, and how many connections it has at once.
struct ConnectionLimits: Sendable {
    /// How long a client may be silent where it is its turn: before a request, within one, or while it takes nothing of an
    /// answer. It is longer than most clients keep a connection that they do not use (a minute), so that they are the ones to
    /// close it.
    var silence = TimeAmount.seconds(75)

    /// How long a body that is no image data may take altogether: it is kept in memory until it is whole.
    var body = TimeAmount.seconds(75)

    /// How long a connection stays open on which nothing more will be answered, so that the client can read the last answer
    /// before it learns that nobody reads what it sends.
    var farewell = TimeAmount.seconds(5)

    /// Connections at once.
    var count: Int

    /// Connections at once, however many descriptors there are: each takes some memory too.
    private static let most = 10_000
    /// Descriptors that the service needs for itself: the catalogue's, the event loops', the imports'.
    private static let own = 64

    /// The limits of this process.
    init() {
        var limit = rlimit()
        let isKnown = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
        // Where it cannot be known, it is as low as Linux has ever had it.
        let descriptors = isKnown ? Int(min(limit.rlim_cur, 1 << 20)) : 1024
        // A request may open a file besides.
        count = min(max((descriptors - Self.own) / 2, 8), Self.most)
    }
}
