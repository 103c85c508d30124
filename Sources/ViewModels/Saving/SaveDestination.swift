import Foundation

/// Where an image's data is to be written.
public enum SaveDestination: Hashable, Sendable {
    /// A file; the path from the root.
    ///
    /// `overwriting` says whether a file that is there may go.
    case file(path: String, overwriting: Bool)
    /// Standard output.
    case standardOutput

    /// What it is called for a person.
    public var words: String {
        switch self {
        case .file(let path, _): path
        case .standardOutput: "standard output"
        }
    }
}

/// Standard output, as a place for data.
enum StandardOutput {
    /// Writes bytes, and waits for whoever reads them.
    static func write(_ bytes: [UInt8]) throws(SaveProblem) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Foundation.write(STDOUT_FILENO, $0.baseAddress?.advanced(by: done), bytes.count - done)
            }
            if count >= 0 {
                done += count
            } else if errno == EAGAIN {
                var wanted = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
                poll(&wanted, 1, -1)
            } else if errno != EINTR {
                throw SaveProblem(code: errno, path: "standard output")
            }
        }
    }
}
