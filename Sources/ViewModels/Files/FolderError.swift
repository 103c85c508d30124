import Foundation

/// Why a folder cannot be listed.
package enum FolderError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is nothing at the path.
    case missing(path: String)
    /// There is something else at the path, such as a file.
    case notAFolder(path: String)
    /// The user may not read the folder.
    case forbidden(path: String)
    /// The system reports another error.
    case failed(path: String, reason: String)

    /// The error for an `errno` code.
    init(code: Int32, path: String) {
        switch code {
        case ENOENT: self = .missing(path: path)
        case ENOTDIR: self = .notAFolder(path: path)
        case EACCES, EPERM: self = .forbidden(path: path)
        default: self = .failed(path: path, reason: String(cString: strerror(code)))
        }
    }

    /// The absolute path of the folder.
    var path: String {
        switch self {
        case .missing(let path), .notAFolder(let path), .forbidden(let path), .failed(let path, _): path
        }
    }

    /// Whether there is no folder at the path.
    var isNoFolder: Bool {
        switch self {
        case .missing, .notAFolder: true
        case .forbidden, .failed: false
        }
    }

    /// A sentence that says what is wrong.
    package var description: String {
        switch self {
        case .missing(let path): "There is no folder \(path)."
        case .notAFolder(let path): "\(path) is not a folder."
        case .forbidden(let path): "\(path) may not be read by you."
        case .failed(let path, let reason): "\(path) cannot be read: \(reason)."
        }
    }
}
