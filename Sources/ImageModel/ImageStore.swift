/// A store in which a cloud keeps images' data, as returned by `GET /v2/info/stores`.
package struct ImageStore: Identifiable, Hashable, Sendable, Decodable {
    /// The id that requests use.
    package var id: String
    /// The operator's description.
    package var description: String?
    /// Whether data goes to this store if none is named.
    package var isDefault: Bool
    /// Whether the store cannot be written to.
    package var isReadOnly: Bool

    /// Whether the store is internal to the service, such as the staging area; Glance lists these too.
    package var isInternal: Bool { id.hasPrefix("os_glance_") }

    /// Creates a store.
    package init(id: String, description: String? = nil, isDefault: Bool = false, isReadOnly: Bool = false) {
        self.id = id
        self.description = description
        self.isDefault = isDefault
        self.isReadOnly = isReadOnly
    }

    private enum CodingKeys: String, CodingKey {
        case id, description
        case isDefault = "default"
        case isReadOnly = "read-only"
    }

    /// Decodes a store; flags may be strings, which is how Glance writes them.
    ///
    /// - Throws: `DecodingError` if there is no id.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func flag(_ key: CodingKeys) -> Bool {
            if let value = try? container.decode(Bool.self, forKey: key) { return value }
            return (try? container.decode(String.self, forKey: key))?.lowercased() == "true"
        }
        id = try container.decode(String.self, forKey: .id)
        description = try container.decodeIfPresent(String.self, forKey: .description)
        isDefault = flag(.isDefault)
        isReadOnly = flag(.isReadOnly)
    }
}
