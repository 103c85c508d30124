/// An image record, as the Image API returns it.
///
/// ```swift
/// let image = try JSONDecoder().decode(Image.self, from: body)
/// print(image.name ?? "unnamed", image.status.rawValue)
/// ```
package struct Image: Identifiable, Hashable, Sendable {
    /// The image's UUID.
    package var id: String
    /// The name, which need not be unique; nil if the image has none.
    package var name: String?
    /// The stage of the image's life cycle.
    package var status: ImageStatus
    /// Who may see and use it.
    package var visibility: Visibility
    /// The project that owns the image.
    package var owner: String?
    /// How the disk is laid out, for example `qcow2`.
    package var diskFormat: String?
    /// The container around the disk, for example `bare`.
    package var containerFormat: String?
    /// The size of the data, in bytes; nil while there is no data.
    package var size: Int64?
    /// The size of the disk that the data describes, in bytes; nil if it is not known.
    package var virtualSize: Int64?
    /// The disk size needed to boot, in GB.
    package var minDisk: Int64?
    /// The memory needed to boot, in MB.
    package var minRAM: Int64?
    /// Whether deleting the image is refused.
    package var isProtected: Bool
    /// Whether the image is left out of lists by default.
    package var isHidden: Bool
    /// The tags, in no particular order.
    package var tags: [String]
    /// When the record was created.
    package var createdAt: Timestamp?
    /// When the record last changed.
    package var updatedAt: Timestamp?
    /// The MD5 hash of the data, in hexadecimal.
    package var checksum: String?
    /// The algorithm of `secureHash`, for example `sha512`.
    package var hashAlgorithm: String?
    /// The secure hash of the data, in hexadecimal.
    package var secureHash: String?
    /// All other members of the answer: additional properties, and attributes that this version does not know.
    package var additional: [String: JSONValue]
}

extension Image: Decodable {
    /// Decodes a record.
    ///
    /// - Throws: `DecodingError` if there is no id or status, or if a value has the wrong type.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        func value<Value: Decodable>(_ attribute: ImageAttribute) throws -> Value? {
            try container.decodeIfPresent(Value.self, forKey: Key(attribute))
        }
        id = try container.decode(String.self, forKey: Key(.id))
        status = try container.decode(ImageStatus.self, forKey: Key(.status))
        name = try value(.name)
        visibility = try value(.visibility) ?? .shared
        owner = try value(.owner)
        diskFormat = try value(.diskFormat)
        containerFormat = try value(.containerFormat)
        size = try value(.size)
        virtualSize = try value(.virtualSize)
        minDisk = try value(.minDisk)
        minRAM = try value(.minRAM)
        isProtected = try value(.protected) ?? false
        isHidden = try value(.hidden) ?? false
        tags = try value(.tags) ?? []
        createdAt = try value(.createdAt)
        updatedAt = try value(.updatedAt)
        checksum = try value(.checksum)
        hashAlgorithm = try value(.hashAlgorithm)
        secureHash = try value(.hashValue)
        additional = [:]
        for key in container.allKeys where !Self.stored.contains(key.stringValue) {
            additional[key.stringValue] = try container.decode(JSONValue.self, forKey: key)
        }
    }

    private static let stored = Set(ImageAttribute.base.map(\.rawValue))

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ attribute: ImageAttribute) { stringValue = attribute.rawValue }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
