package import ImageModel

extension Draft {
    /// Creates a draft of a record like another: with everything that a person could have filled in except the id and the data.
    package init(like image: Image) {
        self.init()
        name = image.name ?? ""
        diskFormat = image.diskFormat
        containerFormat = image.containerFormat
        visibility = image.visibility.rawValue
        tags = image.tags.sorted()
        // Values that change nothing, such as 0 and false, are left unset.
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

    /// Whether an additional property describes the image itself: it is not set by the service, and not about the data, like
    /// the hashes that OpenStack's clients record.
    private static func isAPersons(_ key: String) -> Bool {
        let attribute = ImageAttribute(rawValue: key)
        return !ImageAttribute.readOnly.contains(attribute) && !attribute.isReserved
            && !key.hasPrefix("owner_specified.openstack.")
    }
}
