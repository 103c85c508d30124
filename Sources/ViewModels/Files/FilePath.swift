import Foundation

/// Paths as a person types them, and as the system takes them.
///
/// They are taken apart byte by byte: a name that begins with a combining mark is a name of its own.
enum FilePath {
    private static let separator = UInt8(ascii: "/")

    /// The home folder as the shell has it: the one that `HOME` names.
    static var home: String {
        HomeFolder.path(ProcessInfo.processInfo.environment["HOME"] ?? NSHomeDirectory())
    }

    /// The path with `~` as the shell has it; `~name` is the home of that user, which may take the system a while.
    static func expanded(_ path: String) -> String {
        guard path == "~" || path.utf8.starts(with: "~/".utf8) else {
            return path.utf8.first == UInt8(ascii: "~") ? (path as NSString).expandingTildeInPath : path
        }
        return expanded(path, home: home)
    }

    /// The path with `~` for a home folder; `~name` is left as it is.
    static func expanded(_ path: String, home: String) -> String {
        guard path == "~" || path.utf8.starts(with: "~/".utf8) else { return path }
        return home + path.dropFirst()
    }

    /// The path from the root, with `~` expanded and without `.`, `..` and slashes at its end.
    ///
    /// As in the shell's `cd`, `..` takes the name before it away, also where that is a link.
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

    /// An absolute path with `~` for the home folder.
    static func abbreviated(_ path: String, home: String) -> String {
        guard home.utf8.count > 1 else { return path }
        if path.utf8.elementsEqual(home.utf8) { return "~" }
        return path.utf8.starts(with: (home + "/").utf8) ? "~" + path.dropFirst(home.count) : path
    }

    /// What stands up to the last slash, with it, and the name after it.
    static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.utf8.lastIndex(of: separator) else { return ("", path) }
        let next = path.utf8.index(after: slash)
        return (String(path[..<next]), String(path[next...]))
    }

    /// The folder that an absolute path lies in, and its name there; nil for the root.
    static func parent(of path: String) -> (folder: String, name: String)? {
        let (folder, name) = split(path)
        guard !name.isEmpty else { return nil }
        return (folder.utf8.count > 1 ? String(folder.dropLast()) : folder, name)
    }

    /// The path of a name in a folder.
    static func joined(_ folder: String, _ name: String) -> String {
        folder == "/" ? "/" + name : folder + "/" + name
    }
}
