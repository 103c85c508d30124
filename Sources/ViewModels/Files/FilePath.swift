import Foundation

/// Converts paths between the form that a user types and the form that the system takes.
///
/// Paths are split byte by byte, so that a name may begin with a combining mark.
enum FilePath {
    private static let separator = UInt8(ascii: "/")

    /// The home folder according to `HOME`, as in the shell.
    static var home: String {
        HomeFolder.path(ProcessInfo.processInfo.environment["HOME"] ?? NSHomeDirectory())
    }

    /// Expands `~` as the shell does; for `~name`, the system looks up that user's home folder, which may take a while.
    static func expanded(_ path: String) -> String {
        guard path == "~" || path.utf8.starts(with: "~/".utf8) else {
            return path.utf8.first == UInt8(ascii: "~") ? (path as NSString).expandingTildeInPath : path
        }
        return expanded(path, home: home)
    }

    /// Expands `~` to the given home folder; `~name` is left as it is.
    static func expanded(_ path: String, home: String) -> String {
        guard path == "~" || path.utf8.starts(with: "~/".utf8) else { return path }
        return home + path.dropFirst()
    }

    /// Returns the absolute path, with `~` expanded and without `.`, `..`, and trailing slashes.
    ///
    /// As in the shell's `cd`, `..` removes the preceding name, even if that is a link.
    static func absolute(_ path: String) -> String {
        let path = expanded(path)
        let whole =
            path.utf8.first == separator ? path : FileManager.default.currentDirectoryPath + "/" + path
        var names: [Substring] = []
        for name in whole.utf8.split(separator: separator).compactMap(Substring.init) {
            switch name {
            case ".": break
            case "..": _ = names.popLast()
            default: names.append(name)
            }
        }
        return "/" + names.joined(separator: "/")
    }

    /// Abbreviates the home folder in an absolute path to `~`.
    static func abbreviated(_ path: String, home: String) -> String {
        guard home.utf8.count > 1 else { return path }
        if path.utf8.elementsEqual(home.utf8) { return "~" }
        return path.utf8.starts(with: (home + "/").utf8) ? "~" + path.dropFirst(home.count) : path
    }

    /// Splits a path after its last slash.
    static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.utf8.lastIndex(of: separator) else { return ("", path) }
        let next = path.utf8.index(after: slash)
        return (String(path[..<next]), String(path[next...]))
    }

    /// The parent folder of an absolute path, and the name in it; nil for the root.
    static func parent(of path: String) -> (folder: String, name: String)? {
        let (folder, name) = split(path)
        guard !name.isEmpty else { return nil }
        return (folder.utf8.count > 1 ? String(folder.dropLast()) : folder, name)
    }

    /// Returns the path of a name in a folder.
    static func joined(_ folder: String, _ name: String) -> String {
        folder == "/" ? "/" + name : folder + "/" + name
    }
}
