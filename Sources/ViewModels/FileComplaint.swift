/// A line of a person's file that says something wrong.
public struct FileComplaint: Hashable, Sendable, CustomStringConvertible {
    /// The file's path.
    public let path: String
    /// Counted from 1; nil where the file as a whole is wrong.
    public let line: Int?
    /// What is wrong, without the end of a sentence.
    public let reason: String
    /// Whether something is read-only because of it, until it is right.
    public let holdsBack: Bool

    /// A complaint of a line.
    public init(path: String, line: Int?, reason: String, holdsBack: Bool = false) {
        self.path = path
        self.line = line
        self.reason = reason
        self.holdsBack = holdsBack
    }

    /// The file, the line and what is wrong with it.
    public var description: String { path + (line.map { ", line \($0)" } ?? "") + ": \(reason)." }
}
