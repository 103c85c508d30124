import Foundation
import ViewModels
import Yams

/// The file that holds the file browser's bookmarks: YAML that the user may edit.
///
/// ```yaml
/// bookmarks:
/// - ~/images
/// - /srv/nfs/images
/// ```
struct BookmarksFile: Sendable {
    /// The path of the file.
    let path: String
    /// The path of the home folder.
    let home: String

    /// The path, with `~` for the home folder.
    var shownPath: String { FileLocations.shown(path, home: home) }

    /// Returns the bookmarked folders in order; empty if there is no file.
    ///
    /// - Throws: `BookmarksError` if the file cannot be read or does not hold a list of folders.
    func read() throws(BookmarksError) -> [String] {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch CocoaError.fileReadNoSuchFile {
            return []
        } catch {
            throw BookmarksError("The bookmarks in \(shownPath) cannot be read. Check who may read the file.")
        }
        return try folders(in: String(decoding: data, as: UTF8.self))
    }

    private func folders(in text: String) throws(BookmarksError) -> [String] {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _) {
            throw wrong(line: mark.line, problem)
        } catch {
            throw wrong(line: nil, "it is not YAML")
        }
        // An empty file has no bookmarks.
        guard let root, root != Node("", Tag(.null)) else { return [] }
        guard let node = root.mapping?["bookmarks"] else {
            throw wrong(line: root.mark?.line, "there is no list named “bookmarks”")
        }
        guard let items = node.sequence else { throw wrong(line: node.mark?.line, "“bookmarks” is not a list") }
        var folders: [String] = []
        for item in items {
            guard let folder = item.string, folder.hasPrefix("/") || folder == "~" || folder.hasPrefix("~/") else {
                throw wrong(line: item.mark?.line, "a bookmark is a folder's path, from / or from ~")
            }
            folders.append(folder)
        }
        return folders
    }

    private func wrong(line: Int?, _ reason: String) -> BookmarksError {
        let place = line.map { "line \($0): " } ?? ""
        return BookmarksError("The bookmarks in \(shownPath) cannot be used: \(place)\(reason). Correct the file.")
    }

    /// Replaces all bookmarks with these folders.
    ///
    /// - Throws: `BookmarksError` if the file cannot be written.
    func write(_ folders: [String]) throws(BookmarksError) {
        let folder = (path as NSString).deletingLastPathComponent
        do {
            let yaml = try Yams.serialize(
                node: ["bookmarks": Node(folders.map { Node($0, Tag(.str), .any) }, Tag(.seq), .block)],
                allowUnicode: true)
            let text =
                "# The file browser's bookmarks. gaze writes them anew at each change; other comments are lost.\n"
                + yaml
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            // A symbolic link to a file kept elsewhere stays a link.
            let file = URL(filePath: path).resolvingSymlinksInPath()
            try Data(text.utf8).write(to: file, options: .atomic)
        } catch {
            throw BookmarksError("The bookmarks in \(shownPath) cannot be kept. Check who may write there.")
        }
    }
}
