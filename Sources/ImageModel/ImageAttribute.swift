/// The name of an attribute of an image: one of the API's own, or an additional property's key.
///
/// Attributes name the fields of the form, the rows of a record, and what an answer complains about.
public struct ImageAttribute: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    /// The name as the API spells it, for example `min_disk`.
    public let rawValue: String

    /// The attribute of this name, as the API spells it.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// The attribute of this name, as the API spells it.
    public init(stringLiteral value: String) { self.init(rawValue: value) }

    /// What people call the image.
    public static let name: Self = "name"
    /// The image's UUID.
    public static let id: Self = "id"
    /// How the disk is laid out.
    public static let diskFormat: Self = "disk_format"
    /// What the disk is wrapped in.
    public static let containerFormat: Self = "container_format"
    /// Who may see it.
    public static let visibility: Self = "visibility"
    /// Labels.
    public static let tags: Self = "tags"
    /// Disk needed to boot, in GB.
    public static let minDisk: Self = "min_disk"
    /// Memory needed to boot, in MB.
    public static let minRAM: Self = "min_ram"
    /// Whether a delete is refused.
    public static let protected: Self = "protected"
    /// Whether default lists leave it out.
    public static let hidden: Self = "os_hidden"
    /// Where it is in its life.
    public static let status: Self = "status"
    /// The project that owns it.
    public static let owner: Self = "owner"
    /// Size of the data, in bytes.
    public static let size: Self = "size"
    /// Size of the disk described by the data, in bytes.
    public static let virtualSize: Self = "virtual_size"
    /// When the record was made.
    public static let createdAt: Self = "created_at"
    /// When the record last changed.
    public static let updatedAt: Self = "updated_at"
    /// MD5 of the data.
    public static let checksum: Self = "checksum"
    /// The algorithm of `hashValue`.
    public static let hashAlgorithm: Self = "os_hash_algo"
    /// The secure hash of the data.
    public static let hashValue: Self = "os_hash_value"
    /// Where the record is.
    public static let selfLink: Self = "self"
    /// Where the data is.
    public static let file: Self = "file"
    /// Where the schema is.
    public static let schema: Self = "schema"
    /// Where the store keeps the data, if the cloud shows it.
    public static let directURL: Self = "direct_url"
    /// All the places of the data, if the cloud shows them.
    public static let locations: Self = "locations"
    /// The stores that hold the data.
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
    /// (`Attribute 'locations' is reserved.`): `locations`, `owner` and the like, and all that begins with `os_glance`.
    public var isReserved: Bool {
        Self.reserved.contains(self) || rawValue.hasPrefix("os_glance")
    }

    private static let reserved: Set<ImageAttribute> = [.locations, "location", "deleted", "deleted_at", .owner]
}
