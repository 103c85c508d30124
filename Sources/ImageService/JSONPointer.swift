import ImageModel

/// Parses the paths of a JSON patch, in the limited form that Glance accepts.
enum JSONPointer {
    /// Returns the components of a pointer, at least one, with `~1` and `~0` decoded as `/` and `~`.
    ///
    /// - Throws: `Fault` 400.
    static func tokens(_ pointer: JSONValue) throws -> [String] {
        guard let text = pointer.string else {
            throw Fault.badRequest("Pointer `\(pointer.text())` is not a string.")
        }
        func fault(_ reason: String) -> Fault { .badRequest("Pointer `\(text)` \(reason)") }
        guard text.hasPrefix("/") else { throw fault("does not start with \"/\".") }
        if text.dropFirst().contains(/\/\s*\//) { throw fault("contains adjacent \"/\".") }
        if text.count > 1, text.hasSuffix("/") { throw fault("end with \"/\".") }
        if text.hasSuffix("~") || text.contains(/~[^01]/) {
            throw fault("contains \"~\" not part of a recognized escape sequence.")
        }
        return text.drop { $0 == "/" }.split(separator: "/", omittingEmptySubsequences: false).map { part in
            String(part).replacing("~1", with: "/").replacing("~0", with: "~").trimmingSpaces()
        }
    }
}
