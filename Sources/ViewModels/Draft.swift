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

    /// The request as it would be sent now; what cannot be sent (digits that are none) is left out.
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
        image.properties = Dictionary(properties.map(Self.split), uniquingKeysWith: { first, _ in first })
        return image
    }

    /// The key and the value of a property as typed; without `=`, all of it is the key.
    public static func split(_ property: String) -> (key: String, value: String) {
        guard let equals = property.firstIndex(of: "=") else { return (property, "") }
        let key = property[..<equals].split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return (key, String(property[property.index(after: equals)...]))
    }
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
        method = try value(.method, or: nil)
        stores = try value(.stores, or: [])
        mustAllSucceed = try value(.mustAllSucceed, or: nil)
    }
}
