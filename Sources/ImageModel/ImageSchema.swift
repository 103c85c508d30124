/// What `GET /v2/schemas/image` says about the attributes of an image in this cloud.
///
/// The form takes its choices and explanations from here, so that a cloud with other formats offers other choices.
package struct ImageSchema: Hashable, Sendable, Decodable {
    /// The descriptions of the attributes, by name.
    package var properties: [String: Property]

    /// Creates a schema of these attributes.
    package init(properties: [String: Property]) {
        self.properties = properties
    }

    /// The schema's description of an attribute; nil if the schema does not mention it.
    package subscript(attribute: ImageAttribute) -> Property? { properties[attribute.rawValue] }

    /// The description of one attribute.
    package struct Property: Hashable, Sendable {
        /// The attribute's meaning, in the service's words.
        package var description: String?
        /// The allowed values, without null; nil if any value of the type is allowed.
        package var choices: [String]?
        /// Whether the value may be null.
        package var isNullable: Bool
        /// Whether only the service sets the attribute.
        package var isReadOnly: Bool
        /// The maximum number of characters.
        package var maxLength: Int?

        /// Creates a description; the defaults stand for what the schema does not say.
        package init(
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

    /// Decodes a description; what the schema does not say gets the default value.
    package init(from decoder: any Decoder) throws {
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
