import Foundation
import NIOCore

/// How long the service waits for a client, and how many connections it accepts at once.
struct ConnectionLimits: Sendable {
    /// How long a client may be silent when the service waits for it: before a request, within one, or while it reads an
    /// answer. This is longer than most clients keep an idle connection (a minute), so that it is the clients who close it.
    var silence = TimeAmount.seconds(75)

    /// The time limit for receiving a whole body that is not image data, as it is kept in memory until it is complete.
    var body = TimeAmount.seconds(75)

    /// How long a connection stays open after its last answer, so that the client can read that answer before it learns that
    /// nothing more is read.
    var farewell = TimeAmount.seconds(5)

    /// The maximum number of simultaneous connections.
    var count: Int

    /// The maximum number of connections however many descriptors there are, as each takes memory too.
    private static let most = 10_000
    /// The number of descriptors that the service needs for itself: for the catalogue, the event loops and imports.
    private static let own = 64

    /// Creates the limits for this process.
    init() {
        var limit = rlimit()
        let isKnown = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
        // If the limit cannot be read, the lowest default of Linux is assumed.
        let descriptors = isKnown ? Int(min(limit.rlim_cur, 1 << 20)) : 1024
        // Each request may open a file as well.
        count = min(max((descriptors - Self.own) / 2, 8), Self.most)
    }
}
