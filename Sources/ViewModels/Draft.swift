package import ImageModel

/// What the user has filled in so far. Every text is kept as typed, whether valid or not.
package struct Draft: Hashable, Sendable, Codable {
    /// The name; empty means none.
    package var name = ""
    /// The UUID that the user has chosen; empty if the service is to generate one.
    package var id = ""
    /// The disk format; nil if unset.
    package var diskFormat: String?
    /// The container format; nil if unset.
    package var containerFormat: String?
    /// The visibility; nil if unset.
    package var visibility: String?
    /// The tags in the order of typing.
    package var tags: [String] = []
    /// The minimum disk in GB, as digits; empty if unset.
    package var minDisk = ""
    /// The minimum memory in MB, as digits; empty if unset.
    package var minRAM = ""
    /// Whether the image is protected against deletion; nil if unset.
    package var isProtected: Bool?
    /// Whether default lists leave the image out; nil if unset.
    package var isHidden: Bool?
    /// Additional properties as `key=value`, in the order of typing.
    package var properties: [String] = []
    /// The place of the data, as one line (`DataSource`); empty for a record without data.
    package var data = ""
    /// The hash that the data must have, as one line (`Checksum`), or the list that contains it (`ChecksumList`); empty if none
    /// is known.
    package var checksum = ""
    /// How the data gets into the cloud, one of `TransferOffer.ways`; nil if gaze is to choose.
    package var method: String?
    /// The ids of the stores for the data, or `all`; empty if the cloud is to choose.
    package var stores: [String] = []
    /// Whether a failure of one store makes the whole import fail; nil counts as no, so that the data can be used from the
    /// other stores.
    package var mustAllSucceed: Bool?

    /// An empty draft.
    package init() {}

    /// Whether nothing has been filled in.
    package var isEmpty: Bool { self == Draft() }

    /// The request as it would be sent now, without what cannot be sent (numbers that are not valid, properties without a
    /// value).
    package var newImage: NewImage {
        var image = NewImage()
        image.name = name.isEmpty ? nil : name
        image.id = id.isEmpty ? nil : id
        image.diskFormat = diskFormat
        image.containerFormat = containerFormat
        image.visibility = visibility.map(Visibility.init(rawValue:))
        image.tags = tags
        image.minDisk = Int64(minDisk)
        image.minRAM = Int64(minRAM)
        image.isProtected = isProtected
        image.isHidden = isHidden
        image.properties = Dictionary(
            properties.filter(Self.isPair).map(Self.split), uniquingKeysWith: { first, _ in first })
        return image
    }

    /// Splits a property as typed into key and value; without `=`, all of it is the key. In `key = value` the white space
    /// belongs to neither; in `key= value` it belongs to the value, since a record may contain such a value.
    package static func split(_ property: String) -> (key: String, value: String) {
        guard let equals = property.firstIndex(of: "=") else { return (property, "") }
        let left = property[..<equals]
        var value = property[property.index(after: equals)...]
        if left.last?.isWhitespace == true { value = value.drop(while: \.isWhitespace) }
        return (left.split(whereSeparator: \.isWhitespace).joined(separator: " "), String(value))
    }

    /// Whether a property, as typed, has a key and a value; the value may be empty.
    static func isPair(_ property: String) -> Bool {
        property.contains("=") && !split(property).key.isEmpty
    }

    /// Whether a property can be typed as `key=value`: its name contains no `=`, and no blanks that a line does not preserve.
    static func canWrite(property name: String) -> Bool { !name.isEmpty && split(name + "=").key == name }
}

extension Draft {
    /// Decodes a draft, which an earlier version with fewer fields may have written.
    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        func value<Value: Decodable>(_ key: CodingKeys, or other: Value) throws -> Value {
            try fields.decodeIfPresent(Value.self, forKey: key) ?? other
        }
        self.init()
        name = try value(.name, or: "")
        id = try value(.id, or: "")
        diskFormat = try value(.diskFormat, or: nil)
        containerFormat = try value(.containerFormat, or: nil)
        visibility = try value(.visibility, or: nil)
        tags = try value(.tags, or: [])
        minDisk = try value(.minDisk, or: "")
        minRAM = try value(.minRAM, or: "")
        isProtected = try value(.isProtected, or: nil)
        isHidden = try value(.isHidden, or: nil)
        properties = try value(.properties, or: [])
        data = try value(.data, or: "")
        checksum = try value(.checksum, or: "")
        method = try value(.method, or: nil)
        stores = try value(.stores, or: [])
        mustAllSucceed = try value(.mustAllSucceed, or: nil)
    }
}
