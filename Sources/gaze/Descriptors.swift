import Foundation

/// The descriptors that this process may open.
enum Descriptors {
    /// As many as are worth having: some systems allow a thousand million.
    private static let most: rlim_t = 1 << 16

    /// Takes the places of standard input, output and error that whoever started the process has closed: what is opened next would
    /// have one of them, and be read or written in its place. What stands there can be neither read from nor written to.
    static func takeStandardPlaces() {
        let places = [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
        for (descriptor, access) in places where fcntl(descriptor, F_GETFD) < 0 { _ = open("/dev/null", access) }
    }

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
