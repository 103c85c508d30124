public import ImageModel

/// What a person has filled in so far. Every text is kept as typed, right or wrong.
public struct Draft: Hashable, Sendable, Codable {
    /// The name; empty means none.
    public var name = ""
    /// The UUID of one's own choice; empty means that the service makes one.
    public var id = ""
    /// The disk format; nil means left alone.
    public var diskFormat: String?
    /// The container format; nil means left alone.
    public var containerFormat: String?
    /// The visibility; nil means left alone.
    public var visibility: String?
    /// The tags in the order of typing.
    public var tags: [String] = []
    /// Digits, in GB; empty means left alone.
    public var minDisk = ""
    /// Digits, in MB; empty means left alone.
    public var minRAM = ""
    /// Whether a delete is to be refused; nil means left alone.
    public var isProtected: Bool?
    /// Whether default lists are to leave it out; nil means left alone.
    public var isHidden: Bool?
    /// Additional properties as `key=value`, in the order of typing.
    public var properties: [String] = []
    /// Where the data is, as one line (`DataSource`); empty means a record without data.
    public var data = ""
    /// The hash that the data is to have, as one line (`Checksum`), or the list that says it (`ChecksumList`); empty where none is known.
    public var checksum = ""
    /// How the data is brought, one of `TransferOffer.ways`; nil leaves it to gaze.
    public var method: String?
    /// The stores that the data is to go to, by their ids, or `all`; none leaves it to the cloud.
    public var stores: [String] = []
    /// Whether a store that fails makes all of an import fail; nil means no: what one store has can be used.
    public var mustAllSucceed: Bool?

    /// An empty draft.
    public init() {}

    /// Whether nothing has been filled in.
    public var isEmpty: Bool { self == Draft() }

    /// The request as it would be sent now; what cannot be sent (digits that are none, a property without a value) is left out.
    public var newImage: NewImage {
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

    /// The key and the value of a property as typed; without `=`, all of it is the key. In `key = value` the white space is
    /// nobody's; in `key= value` it is the value's, as a record may have it.
    public static func split(_ property: String) -> (key: String, value: String) {
        guard let equals = property.firstIndex(of: "=") else { return (property, "") }
        let left = property[..<equals]
        var value = property[property.index(after: equals)...]
        if left.last?.isWhitespace == true { value = value.drop(while: \.isWhitespace) }
        return (left.split(whereSeparator: \.isWhitespace).joined(separator: " "), String(value))
    }

    /// Whether a property, as typed, has a key and a value, which may be empty.
    static func isPair(_ property: String) -> Bool {
        property.contains("=") && !split(property).key.isEmpty
    }

    /// Whether a property can be typed as `key=value`: not with `=` in its name, nor with blanks that a line does not keep.
    static func canWrite(property name: String) -> Bool { !name.isEmpty && split(name + "=").key == name }
}

extension Draft {
    /// Reads a draft that an earlier gaze may have written, which had fewer fields.
    public init(from decoder: any Decoder) throws {
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
