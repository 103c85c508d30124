public import ImageModel

extension Image {
    /// What the image is called on screens: its name, or its id where it has none.
    public var nameOrID: String {
        guard let name, !name.isEmpty else { return id }
        return name
    }
}
