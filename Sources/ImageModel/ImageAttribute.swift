/// The name of an attribute of an image: one of the API's own, or an additional property's key.
///
/// Attributes name the fields of the form, the rows of a record, and what an answer complains about.
public struct ImageAttribute: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    /// The name as the API spells it, for example `min_disk`.
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { self.init(rawValue: value) }

    public static let name: Self = "name"
    public static let id: Self = "id"
    public static let diskFormat: Self = "disk_format"
    public static let containerFormat: Self = "container_format"
    public static let visibility: Self = "visibility"
    public static let tags: Self = "tags"
    public static let minDisk: Self = "min_disk"
    public static let minRAM: Self = "min_ram"
    public static let protected: Self = "protected"
    public static let hidden: Self = "os_hidden"
    public static let status: Self = "status"
    public static let owner: Self = "owner"
    public static let size: Self = "size"
    public static let virtualSize: Self = "virtual_size"
    public static let createdAt: Self = "created_at"
    public static let updatedAt: Self = "updated_at"
    public static let checksum: Self = "checksum"
    public static let hashAlgorithm: Self = "os_hash_algo"
    public static let hashValue: Self = "os_hash_value"
    public static let selfLink: Self = "self"
    public static let file: Self = "file"
    public static let schema: Self = "schema"
    public static let directURL: Self = "direct_url"
    public static let locations: Self = "locations"
    public static let stores: Self = "stores"
}

extension ImageAttribute {
    /// The attributes that every answer about an image carries, in the order in which a person reads them.
    public static let base: [ImageAttribute] = [
        .name, .id, .status, .visibility, .owner, .diskFormat, .containerFormat, .size, .virtualSize, .minDisk, .minRAM,
        .protected, .hidden, .tags, .createdAt, .updatedAt, .checksum, .hashAlgorithm, .hashValue, .selfLink, .file,
        .schema,
    ]

    /// The attributes that only the service sets; sending one in a create is answered with 403
    /// (`Attribute 'status' is read-only.`).
    public static let readOnly: Set<ImageAttribute> = [
        .status, .size, .virtualSize, .createdAt, .updatedAt, .checksum, .hashAlgorithm, .hashValue, .selfLink, .file,
        .schema, .directURL, .stores,
    ]

    /// The attributes that a create takes, apart from additional properties.
    public static let creatable: Set<ImageAttribute> = [
        .name, .id, .diskFormat, .containerFormat, .visibility, .tags, .minDisk, .minRAM, .protected, .hidden,
    ]

    /// Names that the service keeps for itself and refuses as additional properties with 403
    /// (`Attribute 'locations' is reserved.`): `locations`, `owner` and the like, and all that begins with `os_glance_`.
    public var isReserved: Bool {
        Self.reserved.contains(self) || rawValue.hasPrefix("os_glance_")
    }

    private static let reserved: Set<ImageAttribute> = [
        .locations, "deleted", "deleted_at", "is_public", "properties", "members", .owner,
    ]
}
