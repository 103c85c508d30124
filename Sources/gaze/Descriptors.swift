import Foundation

/// The descriptors that this process may open.
enum Descriptors {
    /// As many as are worth having: some systems allow a thousand million.
    private static let most: rlim_t = 1 << 16

    /// Raises the limit as far as the system lets it: each connection takes one. It is kept low for the sake of programs
    /// that use `select(2)`, as none of ours does.
    static func raiseLimit() {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return }
        let wanted = min(limit.rlim_max, most)
        guard limit.rlim_cur < wanted else { return }
        limit.rlim_cur = wanted
        // Where it is refused, the service has as many connections as the limit allows.
        setrlimit(resource, &limit)
    }
}
