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
