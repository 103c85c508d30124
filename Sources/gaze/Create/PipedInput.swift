import Foundation

/// What standard input is, as far as that can be determined without reading it.
enum PipedInput {
    /// How long to wait for a pipe to deliver data or close, in milliseconds: its other end may not have started yet.
    private static let patience: Int32 = 1000

    /// Whether there is data to read, or there may be some later: true for a pipe that is not at its end and for a file that is
    /// not empty; false for a terminal and for devices that never have data (`/dev/null`).
    static func isThere(_ descriptor: Int32 = STDIN_FILENO) -> Bool {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return false }
        switch status.st_mode & S_IFMT {
        // The read position does not matter: in a loop that reads the file's lines, the last iteration counts like the first.
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
