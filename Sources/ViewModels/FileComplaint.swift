/// An error in a file that the user has written.
public struct FileComplaint: Hashable, Sendable, CustomStringConvertible {
    /// The file's path.
    public let path: String
    /// The line, counted from 1; nil if the error concerns the file as a whole.
    public let line: Int?
    /// What is wrong, as a sentence without its final period.
    public let reason: String
    /// Whether something is read-only until the error is corrected.
    public let holdsBack: Bool

    /// Creates a complaint.
    public init(path: String, line: Int?, reason: String, holdsBack: Bool = false) {
        self.path = path
        self.line = line
        self.reason = reason
        self.holdsBack = holdsBack
    }

    /// The file, the line and what is wrong with it.
    public var description: String { path + (line.map { ", line \($0)" } ?? "") + ": \(reason)." }
}
