import Foundation

/// A line of text that is remembered between starts, in a file of its own.
struct RememberedLine: Sendable {
    /// The file.
    let path: String

    /// The line; nil where none has been kept.
    var line: String? {
        FileManager.default.contents(atPath: path).map {
            let text = String(decoding: $0, as: UTF8.self)
            return text.hasSuffix("\n") ? String(text.dropLast()) : text
        }
    }

    /// Keeps a line in place of the one before. One that cannot be written down holds until gaze ends; that is no reason to
    /// disturb anybody.
    func keep(_ line: String) {
        let folder = (path as NSString).deletingLastPathComponent
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try? Data((line + "\n").utf8).write(to: URL(filePath: path), options: .atomic)
    }
}
