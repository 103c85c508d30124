import Foundation

/// Where an image's data is saved.
package enum SaveDestination: Hashable, Sendable {
    /// A file, given by its absolute path.
    ///
    /// `overwriting` says whether an existing file may be overwritten.
    case file(path: String, overwriting: Bool)
    /// Standard output.
    case standardOutput

    /// The destination, for display.
    package var words: String {
        switch self {
        case .file(let path, _): path
        case .standardOutput: "standard output"
        }
    }
}
