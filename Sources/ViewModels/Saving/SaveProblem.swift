import Foundation

/// Why data cannot be written to a file here.
package enum SaveProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is a file of that name, and the user has not allowed to overwrite it.
    case exists(path: String)
    /// There is a part of something else, or one without a note.
    case otherPart(path: String)
    /// Another gaze is writing the part.
    case inUse(path: String)
    /// There is no such folder.
    case noFolder(path: String)
    /// There is something other than a file, such as a folder or a device.
    case notAFile(path: String)
    /// The user may not write there.
    case forbidden(path: String)
    /// The disk or the quota on it is full.
    case full(path: String)
    /// The name or the path is longer than the system allows.
    case nameTooLong(path: String)
    /// The reader of standard output has gone.
    case readerGone
    /// Standard output cannot be written, for the system's reason.
    case outputFailed(reason: String)
    /// The system reports another error.
    case failed(path: String, reason: String)

    /// The problem for an `errno` code.
    init(code: Int32, path: String) {
        switch code {
        case EEXIST: self = .exists(path: path)
        case ENOENT, ENOTDIR: self = .noFolder(path: FilePath.parent(of: path)?.folder ?? path)
        case EACCES, EPERM, EROFS: self = .forbidden(path: path)
        case ENOSPC, EDQUOT, EFBIG: self = .full(path: path)
        case EISDIR, ELOOP: self = .notAFile(path: path)
        case ENAMETOOLONG: self = .nameTooLong(path: path)
        case EPIPE: self = .readerGone
        default: self = .failed(path: path, reason: String(cString: strerror(code)))
        }
    }

    /// The problem for an `errno` code while writing standard output, where nothing stays that could be resumed from.
    init(ofOutput code: Int32) {
        self = code == EPIPE ? .readerGone : .outputFailed(reason: String(cString: strerror(code)).lowercased())
    }

    /// Whether another name, or permission to overwrite, would help.
    package var isAboutTheName: Bool {
        switch self {
        case .exists, .otherPart: true
        default: false
        }
    }

    /// A sentence that says what is wrong.
    package var description: String {
        switch self {
        case .exists(let path): "There is a file \(path) already."
        case .otherPart(let path): "\(path) is there, and is not a part of this image."
        case .inUse(let path): "Another gaze is writing \(path) now."
        case .noFolder(let path): "There is no folder \(path)."
        case .notAFile(let path): "\(path) is not a file."
        case .forbidden(let path): "\(path) may not be written by you."
        case .full(let path): "There is no room left for \(path)."
        case .nameTooLong(let path): "\(path) is a longer name than can be written here."
        case .outputFailed(let reason): "Standard output cannot be written: \(reason)."
        case .readerGone: "Whoever reads standard output has gone."
        case .failed(let path, let reason): "\(path) cannot be written: \(reason)."
        }
    }

    /// What to do next.
    var advice: String {
        switch self {
        case .exists: "Choose another name, or allow it to be overwritten."
        case .otherPart: "Choose another name, remove it, or allow it to be overwritten."
        case .inUse: "Wait for it, or choose another name."
        case .noFolder: "Make the folder, or choose another."
        case .notAFile: "Choose the name of a file."
        case .forbidden: "Choose a folder of your own, or ask whose it is."
        case .full: "Make room and try again: it resumes from what has arrived. Or choose another disk."
        case .nameTooLong: "Choose a shorter name."
        case .readerGone: "Look at what the pipe leads to."
        case .outputFailed: "Look at what it leads to, and try again: all of it is read once more."
        case .failed: "Check the disk, and try again: it resumes from what has arrived."
        }
    }

    /// What to do next in a command, which cannot ask; nil if that is the same.
    var commandAdvice: String? {
        switch self {
        case .exists: "Choose another name, or write over it: gaze save --overwrite …"
        case .otherPart: "Choose another name, remove it, or write over it: gaze save --overwrite …"
        default: nil
        }
    }
}
