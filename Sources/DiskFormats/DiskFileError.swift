/// Why a file cannot be looked at.
public enum DiskFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is nothing at the path.
    case missing(path: String)
    /// It is a folder, a device, a socket or a pipe.
    case notRegular(path: String)
    /// It may not be read, or reading failed; with the system's own reason.
    case unreadable(path: String, reason: String)
    /// There are no bytes in it.
    case empty(path: String)

    /// What is the matter. The path is as it was given: it has not been made fit for a terminal.
    public var description: String {
        switch self {
        case .missing(let path): "There is no file \(path)."
        case .notRegular(let path): "\(path) is not a file."
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)."
        case .empty(let path): "\(path) is empty."
        }
    }
}
