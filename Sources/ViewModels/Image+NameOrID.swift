package import ImageModel

extension Image {
    /// The image's name in one line for screens, or its id if it has no name.
    ///
    /// Anybody may have chosen the name, and it may contain line breaks: in a question, its lines could be mistaken for gaze's
    /// own.
    package var nameOrID: String {
        guard let name, !name.isEmpty else { return id }
        return name.contains(where: \.isNewline) ? String(name.map { $0.isNewline ? "\u{240A}" : $0 }) : name
    }
}
