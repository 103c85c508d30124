import ImageModel

/// The paths of a JSON patch, in the limited form that Glance takes.
enum JSONPointer {
    /// The names that a pointer goes through, at least one, with `~1` and `~0` read as `/` and `~`.
    ///
    /// - Throws: `Fault` 400.
    static func tokens(_ pointer: JSONValue) throws -> [String] {
        guard let text = pointer.string else {
            throw Fault.badRequest("Pointer `\(pointer.text())` is not a string.")
        }
        func fault(_ reason: String) -> Fault { .badRequest("Pointer `\(text)` \(reason)") }
        guard text.hasPrefix("/") else { throw fault("does not start with \"/\".") }
        let parts = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
            .map { String($0).trimmingSpaces() }
        if parts.dropFirst().dropLast().contains("") || parts.count > 1 && parts[0].isEmpty {
            throw fault("contains adjacent \"/\".")
        }
        if parts.count > 1, parts.last?.isEmpty == true { throw fault("end with \"/\".") }
        if text.hasSuffix("~") || text.contains(/~[^01]/) {
            throw fault("contains \"~\" not part of a recognized escape sequence.")
        }
        return parts.map { $0.replacing("~1", with: "/").replacing("~0", with: "~") }
    }
}
