/// The reason why a file cannot be inspected.
package enum DiskFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is nothing at the path.
    case missing(path: String)
    /// The path is that of a folder, a device, a socket or a pipe.
    case notRegular(path: String)
    /// The file may not be read, or reading failed; with the system's description of the error.
    case unreadable(path: String, reason: String)
    /// The file is empty.
    case empty(path: String)

    /// The description of the error. It has the path as it was given, not sanitized for a terminal.
    package var description: String {
        switch self {
        case .missing(let path): "There is no file \(path)."
        case .notRegular(let path): "\(path) is not a file."
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)."
        case .empty(let path): "\(path) is empty."
        }
    }
}
