import Foundation

/// What standard input is, as far as that can be told without reading it.
enum PipedInput {
    /// How long it is waited for that a pipe says whether anything comes: its other end may not have begun yet.
    private static let patience: Int32 = 1000

    /// Whether data comes in, or may come in still: from a pipe that is not at its end, or a file that is not empty. A terminal, and
    /// what never has any (`/dev/null`), are none.
    static func isThere(_ descriptor: Int32 = STDIN_FILENO) -> Bool {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return false }
        switch status.st_mode & S_IFMT {
        // Wherever in it others have read to: of a loop over its lines, the last time is no other than the first.
        case S_IFREG: return status.st_size > 0
        case S_IFIFO, S_IFSOCK:
            var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&wanted, 1, patience) > 0 else { return true }
            var count: Int32 = 0
            return ioctl(descriptor, UInt(FIONREAD), &count) == 0 && count > 0
        default: return false
        }
    }
}
