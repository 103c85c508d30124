/// Normalizes the path of a home folder.
package enum HomeFolder {
    /// Returns the path without trailing slashes, so that a path inside it continues with one; the root stays as it is.
    package static func path(_ text: String) -> String {
        var path = text[...]
        while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path = path.dropLast() }
        return String(path)
    }
}
