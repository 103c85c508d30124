/// An error in a file that the user has written.
package struct FileComplaint: Hashable, Sendable, CustomStringConvertible {
    /// The file's path.
    package let path: String
    /// The line, counted from 1; nil if the error concerns the file as a whole.
    package let line: Int?
    /// What is wrong, as a sentence without its final period.
    package let reason: String
    /// Whether something is read-only until the error is corrected.
    package let holdsBack: Bool

    /// Creates a complaint.
    package init(path: String, line: Int?, reason: String, holdsBack: Bool = false) {
        self.path = path
        self.line = line
        self.reason = reason
        self.holdsBack = holdsBack
    }

    /// The file, the line and what is wrong with it.
    package var description: String { path + (line.map { ", line \($0)" } ?? "") + ": \(reason)." }
}
