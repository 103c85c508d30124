/// What `GET /v2/schemas/image` says about the attributes of an image in this cloud.
///
/// Choices and explanations of the form come from here, so that a cloud with other formats shows other choices.
public struct ImageSchema: Hashable, Sendable, Decodable {
    /// What is said of each attribute, by its name.
    public var properties: [String: Property]

    /// A schema of these attributes.
    public init(properties: [String: Property]) {
        self.properties = properties
    }

    /// What the schema says of an attribute, or nil where it does not mention it.
    public subscript(attribute: ImageAttribute) -> Property? { properties[attribute.rawValue] }

    /// One attribute's description.
    public struct Property: Hashable, Sendable {
        /// What it means, in the service's words.
        public var description: String?
        /// The values it may take, without null; nil where any value of its type will do.
        public var choices: [String]?
        /// Whether null is among the values.
        public var isNullable: Bool
        /// Whether only the service sets it.
        public var isReadOnly: Bool
        /// Characters at most.
        public var maxLength: Int?

        /// A description; what is left out, the schema does not say.
        public init(
            description: String? = nil, choices: [String]? = nil, isNullable: Bool = false, isReadOnly: Bool = false,
            maxLength: Int? = nil
        ) {
            self.description = description
            self.choices = choices
            self.isNullable = isNullable
            self.isReadOnly = isReadOnly
            self.maxLength = maxLength
        }
    }
}

extension ImageSchema.Property: Decodable {
    private enum CodingKeys: String, CodingKey {
        case type, description, readOnly, maxLength
        case choices = "enum"
    }

    /// A description; what is left out, the schema does not say.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let type = try container.decodeIfPresent(JSONValue.self, forKey: .type)
        let values = try container.decodeIfPresent([JSONValue].self, forKey: .choices)
        description = try container.decodeIfPresent(String.self, forKey: .description)
        choices = values?.compactMap(\.string)
        isNullable = type?.array?.contains(.string("null")) == true || values?.contains(.null) == true
        isReadOnly = try container.decodeIfPresent(Bool.self, forKey: .readOnly) ?? false
        maxLength = try container.decodeIfPresent(Int.self, forKey: .maxLength)
    }
}
