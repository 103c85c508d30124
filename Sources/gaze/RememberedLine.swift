import Foundation

/// A line of text that is remembered between starts, in its own file.
struct RememberedLine: Sendable {
    /// The path of the file.
    let path: String

    /// The line; nil if none has been kept.
    var line: String? {
        FileManager.default.contents(atPath: path).map {
            let text = String(decoding: $0, as: UTF8.self)
            return text.hasSuffix("\n") ? String(text.dropLast()) : text
        }
    }

    /// Replaces the remembered line. A failure to write the file is ignored, as it is not worth disturbing the user; the choice
    /// then lasts until gaze exits.
    func keep(_ line: String) {
        let folder = (path as NSString).deletingLastPathComponent
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try? Data((line + "\n").utf8).write(to: URL(filePath: path), options: .atomic)
    }
}
