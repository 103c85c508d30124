import Foundation

/// Why a folder cannot be listed.
public enum FolderError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is nothing at the path.
    case missing(path: String)
    /// It is a file or the like.
    case notAFolder(path: String)
    /// It may not be read.
    case forbidden(path: String)
    /// The system says something else.
    case failed(path: String, reason: String)

    /// The words for a code of the system.
    init(code: Int32, path: String) {
        switch code {
        case ENOENT: self = .missing(path: path)
        case ENOTDIR: self = .notAFolder(path: path)
        case EACCES, EPERM: self = .forbidden(path: path)
        default: self = .failed(path: path, reason: String(cString: strerror(code)))
        }
    }

    /// The path from the root of what cannot be listed.
    var path: String {
        switch self {
        case .missing(let path), .notAFolder(let path), .forbidden(let path), .failed(let path, _): path
        }
    }

    /// Whether there is nothing of that name that is a folder.
    var isNoFolder: Bool {
        switch self {
        case .missing, .notAFolder: true
        case .forbidden, .failed: false
        }
    }

    /// What is the matter.
    public var description: String {
        switch self {
        case .missing(let path): "There is no folder \(path)."
        case .notAFolder(let path): "\(path) is not a folder."
        case .forbidden(let path): "\(path) may not be read by you."
        case .failed(let path, let reason): "\(path) cannot be read: \(reason)."
        }
    }
}
