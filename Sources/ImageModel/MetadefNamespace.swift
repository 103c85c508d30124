/// A namespace of the cloud's metadata definitions: a group of properties and what they mean.
///
/// Source: `/v2/metadefs/namespaces`, asked as for the resource type `OS::Glance::Image`.
public struct MetadefNamespace: Hashable, Sendable {
    /// What the API calls it, for example `OS::Compute::LibvirtImage`.
    public var name: String
    /// What people call it (`display_name`).
    public var title: String?
    /// What it is for, in the cloud's words.
    public var description: String?
    /// What every name of its properties begins with on an image, for example `hw_`; the names have it already.
    public var prefix: String?
    /// The properties that stand by themselves, by name. A list of namespaces leaves them out.
    public var properties: [MetadefProperty]
    /// The properties that belong together. A list of namespaces leaves them out.
    public var objects: [MetadefObject]

    /// The resource type whose namespaces these are.
    public static let resourceType = "OS::Glance::Image"

    /// A namespace; what is left out, the cloud does not say.
    public init(
        name: String, title: String? = nil, description: String? = nil, prefix: String? = nil,
        properties: [MetadefProperty] = [], objects: [MetadefObject] = []
    ) {
        self.name = name
        self.title = title
        self.description = description
        self.prefix = prefix
        self.properties = properties
        self.objects = objects
    }

    /// Every property, those of objects included.
    public var allProperties: [MetadefProperty] { properties + objects.flatMap(\.properties) }
}

extension MetadefNamespace: Decodable {
    private enum CodingKeys: String, CodingKey {
        case description, properties, objects
        case name = "namespace"
        case title = "display_name"
        case associations = "resource_type_associations"
    }

    private struct Association: Decodable {
        let name: String
        let prefix: String?
    }

    /// Reads a namespace as the service answers it; a property that says too little for one is passed over.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        title = try container.decodeIfPresent(String.self, forKey: .title)
        description = try container.decodeIfPresent(String.self, forKey: .description)
        let associations = try container.decodeIfPresent([Association].self, forKey: .associations) ?? []
        prefix = associations.first { $0.name == Self.resourceType }?.prefix
        properties = MetadefProperty.properties(
            in: try container.decodeIfPresent([String: JSONValue].self, forKey: .properties) ?? [:])
        objects = try container.decodeIfPresent([MetadefObject].self, forKey: .objects) ?? []
    }
}

/// Properties of a namespace that belong together, for example all of one database.
public struct MetadefObject: Hashable, Sendable {
    /// What people call it.
    public var name: String
    /// What it is, in the cloud's words.
    public var description: String?
    /// Its properties, by name.
    public var properties: [MetadefProperty]

    /// An object of these properties.
    public init(name: String, description: String? = nil, properties: [MetadefProperty]) {
        self.name = name
        self.description = description
        self.properties = properties
    }
}

extension MetadefObject: Decodable {
    private enum CodingKeys: String, CodingKey {
        case name, description, properties, required
    }

    /// Reads an object as the service answers it.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        description = try container.decodeIfPresent(String.self, forKey: .description)
        let required = try container.decodeIfPresent([String].self, forKey: .required) ?? []
        properties = MetadefProperty.properties(
            in: try container.decodeIfPresent([String: JSONValue].self, forKey: .properties) ?? [:],
            required: Set(required))
    }
}
