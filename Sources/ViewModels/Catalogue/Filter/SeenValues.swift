package import ImageModel

/// The values seen on a cloud's images, which a filter may ask for. They do not depend on the current filter.
package struct SeenValues: Sendable {
    /// The values by key: at most as many of each as a person could look through.
    private(set) var values: [String: Set<String>] = [:]
    /// The names of all properties seen.
    private(set) var properties: Set<String> = []
    /// Whether no image has been seen.
    private(set) var isEmpty = true

    /// Creates an empty collection.
    package init() {}

    /// The number of values to keep of each key, and the number of keys: long lists of hashes and the like are of no use.
    private static let limit = 500

    /// Adds the values of images.
    package mutating func note(_ images: some Sequence<Image>) {
        for image in images {
            isEmpty = false
            for tag in image.tags { note(tag, of: "tag") }
            note(image.owner, of: ImageAttribute.owner.rawValue)
            note(image.status.rawValue, of: ImageAttribute.status.rawValue)
            note(image.diskFormat, of: ImageAttribute.diskFormat.rawValue)
            note(image.containerFormat, of: ImageAttribute.containerFormat.rawValue)
            for (key, value) in image.additional {
                if properties.count < Self.limit { properties.insert(key) }
                note(value.string, of: key)
            }
        }
    }

    /// Whether an image may have a property: one had it, or there were too many to record.
    func mayHave(property name: String) -> Bool { properties.contains(name) || properties.count >= Self.limit }

    private mutating func note(_ value: String?, of key: String) {
        guard let value, !value.isEmpty else { return }
        // A new key has no values yet, so the number of keys is compared instead.
        let count = values[key]?.count ?? values.count
        if count < Self.limit { values[key, default: []].insert(value) }
    }
}
