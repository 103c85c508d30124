public import ImageModel

extension Image {
    /// What the image is called on screens, in one line: its name, or its id where it has none.
    ///
    /// A name may be anybody's, and have lines of its own: among the lines of a question they would be taken for those of gaze.
    public var nameOrID: String {
        guard let name, !name.isEmpty else { return id }
        return name.contains(where: \.isNewline) ? String(name.map { $0.isNewline ? "\u{240A}" : $0 }) : name
    }
}
