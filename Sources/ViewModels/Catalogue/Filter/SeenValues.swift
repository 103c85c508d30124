public import ImageModel

/// What the images of a cloud were seen to have: what a filter may ask for, whichever one holds now.
public struct SeenValues: Sendable {
    /// Texts, by the keys that they are of. So many of a key are kept as a person could look through.
    private(set) var values: [String: Set<String>] = [:]
    /// The properties that any image had.
    private(set) var properties: Set<String> = []
    /// Whether no image has been seen.
    private(set) var isEmpty = true

    /// Nothing seen yet.
    public init() {}

    /// How many values of a key, and how many keys, are kept: hashes and the like are of no use to anybody.
    private static let limit = 500

    /// Takes note of images.
    public mutating func note(_ images: some Sequence<Image>) {
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

    /// Whether an image may have a property: one had it, or there were too many to tell.
    func mayHave(property name: String) -> Bool { properties.contains(name) || properties.count >= Self.limit }

    private mutating func note(_ value: String?, of key: String) {
        guard let value, !value.isEmpty else { return }
        // Of a new key, there are none yet: the keys are counted then.
        let count = values[key]?.count ?? values.count
        if count < Self.limit { values[key, default: []].insert(value) }
    }
}
