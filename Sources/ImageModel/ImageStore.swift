/// A place where a cloud keeps images' data, as `GET /v2/info/stores` answers it.
public struct ImageStore: Identifiable, Hashable, Sendable, Decodable {
    /// What requests call it.
    public var id: String
    /// What the operator says of it.
    public var description: String?
    /// Whether data goes there where no store is named.
    public var isDefault: Bool
    /// Whether nothing can be written to it.
    public var isReadOnly: Bool

    /// Whether it is the service's own: the staging area and the like, which Glance names too.
    public var isInternal: Bool { id.hasPrefix("os_glance_") }

    /// A store.
    public init(id: String, description: String? = nil, isDefault: Bool = false, isReadOnly: Bool = false) {
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

    /// Reads a store; throws `DecodingError` where it has no id. Glance writes its flags as texts.
    public init(from decoder: any Decoder) throws {
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
