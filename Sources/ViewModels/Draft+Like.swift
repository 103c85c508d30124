public import ImageModel

extension Draft {
    /// A draft of a record like another: everything that a person could have filled in, but for the id and the data.
    public init(like image: Image) {
        self.init()
        name = image.name ?? ""
        diskFormat = image.diskFormat
        containerFormat = image.containerFormat
        visibility = image.visibility.rawValue
        tags = image.tags.sorted()
        // What says nothing, as 0 and false do, is left alone.
        minDisk = Self.text(image.minDisk)
        minRAM = Self.text(image.minRAM)
        isProtected = image.isProtected ? true : nil
        isHidden = image.isHidden ? true : nil
        properties = image.additional.compactMap { key, value in
            guard let text = value.string, Self.isAPersons(key), Self.canWrite(property: key) else { return nil }
            return "\(key)=\(text)"
        }.sorted()
    }

    private static func text(_ minimum: Int64?) -> String { minimum.flatMap { $0 > 0 ? "\($0)" : nil } ?? "" }

    /// Whether an additional property is about the image as such: not of the service's making, and not about the data, as
    /// the hashes are that OpenStack's clients note.
    private static func isAPersons(_ key: String) -> Bool {
        let attribute = ImageAttribute(rawValue: key)
        return !ImageAttribute.readOnly.contains(attribute) && !attribute.isReserved
            && !key.hasPrefix("owner_specified.openstack.")
    }
}
