/// A namespace of the cloud's metadata definitions: a group of properties with their meanings.
///
/// Source: `/v2/metadefs/namespaces`, requested for the resource type `OS::Glance::Image`.
package struct MetadefNamespace: Hashable, Sendable {
    /// The name in the API, for example `OS::Compute::LibvirtImage`.
    package var name: String
    /// The name shown to people (`display_name`).
    package var title: String?
    /// The purpose, in the cloud's words.
    package var description: String?
    /// The prefix of the namespace's properties on an image, for example `hw_`; the names in `properties` already include it.
    package var prefix: String?
    /// The properties that do not belong to an object, by name. A list of namespaces leaves them out.
    package var properties: [MetadefProperty]
    /// The groups of related properties. A list of namespaces leaves them out.
    package var objects: [MetadefObject]

    /// The resource type that these namespaces are for.
    package static let resourceType = "OS::Glance::Image"

    /// Creates a namespace; the defaults stand for what the cloud does not say.
    package init(
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

    /// All properties, including those of objects.
    package var allProperties: [MetadefProperty] { properties + objects.flatMap(\.properties) }
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

    /// Decodes a namespace as the service returns it, skipping properties that are not valid definitions.
    package init(from decoder: any Decoder) throws {
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

/// A group of related properties in a namespace, for example those of one database.
package struct MetadefObject: Hashable, Sendable {
    /// The name shown to people.
    package var name: String
    /// The object's meaning, in the cloud's words.
    package var description: String?
    /// The object's properties, by name.
    package var properties: [MetadefProperty]

    /// Creates an object of these properties.
    package init(name: String, description: String? = nil, properties: [MetadefProperty]) {
        self.name = name
        self.description = description
        self.properties = properties
    }
}

extension MetadefObject: Decodable {
    private enum CodingKeys: String, CodingKey {
        case name, description, properties, required
    }

    /// Decodes an object as the service returns it.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        description = try container.decodeIfPresent(String.self, forKey: .description)
        let required = try container.decodeIfPresent([String].self, forKey: .required) ?? []
        properties = MetadefProperty.properties(
            in: try container.decodeIfPresent([String: JSONValue].self, forKey: .properties) ?? [:],
            required: Set(required))
    }
}
