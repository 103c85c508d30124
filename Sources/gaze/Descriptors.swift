import Foundation

/// The file descriptors available to this process.
enum Descriptors {
    /// The most descriptors worth having: some systems allow a billion.
    private static let most: rlim_t = 1 << 16

    /// Opens `/dev/null` for each of standard input, output and error that was closed when the process started. Otherwise, the
    /// next file to be opened would get that descriptor, and be read or written in place of the stream. Reading from such an
    /// input fails, as does writing to such an output.
    static func takeStandardPlaces() {
        let places = [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
        for (descriptor, access) in places where fcntl(descriptor, F_GETFD) < 0 { _ = open("/dev/null", access) }
    }

    /// Raises the limit on open files as far as the system allows, because each connection takes one. The default is low for
    /// the sake of programs that use `select(2)`, which gaze does not.
    static func raiseLimit() {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return }
        let wanted = min(limit.rlim_max, most)
        guard limit.rlim_cur < wanted else { return }
        limit.rlim_cur = wanted
        // If this fails, the service has as many connections as the limit allows.
        setrlimit(resource, &limit)
    }
}
