/// The name of an attribute of an image: one of the API's own, or an additional property's key.
///
/// Attributes identify the fields of the form, the rows of a record, and the subject of a server's error message.
package struct ImageAttribute: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    /// The name as the API spells it, for example `min_disk`.
    package let rawValue: String

    /// The attribute of this name, as the API spells it.
    package init(rawValue: String) { self.rawValue = rawValue }
    /// The attribute of this name, as the API spells it.
    package init(stringLiteral value: String) { self.init(rawValue: value) }

    /// The name that people give the image.
    package static let name: Self = "name"
    /// The image's UUID.
    package static let id: Self = "id"
    /// How the disk is laid out.
    package static let diskFormat: Self = "disk_format"
    /// The container around the disk.
    package static let containerFormat: Self = "container_format"
    /// Who may see and use the image.
    package static let visibility: Self = "visibility"
    /// The image's tags.
    package static let tags: Self = "tags"
    /// The disk size needed to boot, in GB.
    package static let minDisk: Self = "min_disk"
    /// The memory needed to boot, in MB.
    package static let minRAM: Self = "min_ram"
    /// Whether deleting the image is refused.
    package static let protected: Self = "protected"
    /// Whether the image is left out of lists by default.
    package static let hidden: Self = "os_hidden"
    /// The stage of the image's life cycle.
    package static let status: Self = "status"
    /// The project that owns the image.
    package static let owner: Self = "owner"
    /// The size of the data, in bytes.
    package static let size: Self = "size"
    /// The size of the disk that the data describes, in bytes.
    package static let virtualSize: Self = "virtual_size"
    /// When the record was created.
    package static let createdAt: Self = "created_at"
    /// When the record last changed.
    package static let updatedAt: Self = "updated_at"
    /// The MD5 hash of the data.
    package static let checksum: Self = "checksum"
    /// The algorithm of `hashValue`.
    package static let hashAlgorithm: Self = "os_hash_algo"
    /// The secure hash of the data.
    package static let hashValue: Self = "os_hash_value"
    /// The path of the record.
    package static let selfLink: Self = "self"
    /// The path of the data.
    package static let file: Self = "file"
    /// The path of the schema.
    package static let schema: Self = "schema"
    /// The location of the data in the store, if the cloud shows it.
    package static let directURL: Self = "direct_url"
    /// All locations of the data, if the cloud shows them.
    package static let locations: Self = "locations"
    /// The stores that hold the data.
    package static let stores: Self = "stores"
}

extension ImageAttribute {
    /// The attributes that every answer about an image has, in display order.
    package static let base: [ImageAttribute] = [
        .name, .id, .status, .visibility, .owner, .diskFormat, .containerFormat, .size, .virtualSize, .minDisk, .minRAM,
        .protected, .hidden, .tags, .createdAt, .updatedAt, .checksum, .hashAlgorithm, .hashValue, .selfLink, .file,
        .schema,
    ]

    /// The attributes that only the service sets; a create that sends one is answered with 403
    /// (`Attribute 'status' is read-only.`).
    package static let readOnly: Set<ImageAttribute> = [
        .status, .size, .virtualSize, .createdAt, .updatedAt, .checksum, .hashAlgorithm, .hashValue, .selfLink, .file,
        .schema, .directURL, .stores,
    ]

    /// The attributes that a create accepts, in addition to properties.
    package static let creatable: Set<ImageAttribute> = [
        .name, .id, .diskFormat, .containerFormat, .visibility, .tags, .minDisk, .minRAM, .protected, .hidden,
    ]

    /// Whether the service keeps the name for itself, and refuses it as an additional property with 403
    /// (`Attribute 'locations' is reserved.`): `locations`, `owner` and the like, and all names that begin with `os_glance`.
    package var isReserved: Bool {
        Self.reserved.contains(self) || rawValue.hasPrefix("os_glance")
    }

    private static let reserved: Set<ImageAttribute> = [.locations, "location", "deleted", "deleted_at", .owner]
}
