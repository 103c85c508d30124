/// The definition of one property in the cloud's metadata definitions.
///
/// The Image API keeps the value of any property as a string; the definition says how to interpret that string. Its members
/// have the names of a JSON schema's.
package struct MetadefProperty: Hashable, Sendable {
    /// The type that a value is interpreted as.
    package enum ValueType: String, Hashable, Sendable {
        case string, integer, number, boolean, array, object
    }

    /// The key on an image, including the prefix of its namespace, for example `hw_disk_bus`.
    package var name: String
    /// The name shown to people.
    package var title: String?
    /// The property's meaning, in the cloud's words.
    package var description: String?
    /// The type that a value is interpreted as.
    package var type: ValueType
    /// The allowed values (`enum`), for an array those of its elements; empty if any value of the type is allowed.
    package var choices: [String]
    /// The operators that may precede values if one property names several, for example `<or>`.
    package var operators: [String]
    /// The value that applies if the property is not set, as text.
    package var defaultValue: String?
    /// The smallest allowed number.
    package var minimum: Int64?
    /// The largest allowed number.
    package var maximum: Int64?
    /// The minimum number of characters.
    package var minLength: Int?
    /// The maximum number of characters.
    package var maxLength: Int?
    /// The regular expression that a value has to match.
    package var pattern: String?
    /// Whether users should not set the property.
    package var isReadOnly: Bool
    /// Whether the property's object requires it.
    package var isRequired: Bool

    /// Creates a definition; the defaults stand for what the cloud does not say.
    package init(
        name: String, title: String? = nil, description: String? = nil, type: ValueType = .string,
        choices: [String] = [], operators: [String] = [], defaultValue: String? = nil, minimum: Int64? = nil,
        maximum: Int64? = nil, minLength: Int? = nil, maxLength: Int? = nil, pattern: String? = nil,
        isReadOnly: Bool = false, isRequired: Bool = false
    ) {
        self.name = name
        self.title = title
        self.description = description
        self.type = type
        self.choices = choices
        self.operators = operators
        self.defaultValue = defaultValue
        self.minimum = minimum
        self.maximum = maximum
        self.minLength = minLength
        self.maxLength = maxLength
        self.pattern = pattern
        self.isReadOnly = isReadOnly
        self.isRequired = isRequired
    }
}

extension MetadefProperty {
    /// Returns the definitions in a JSON object, sorted by name, skipping members that are not definitions.
    static func properties(in object: [String: JSONValue], required: Set<String> = []) -> [MetadefProperty] {
        object.sorted { $0.key < $1.key }.compactMap { name, value in
            value.object.map { MetadefProperty(name: name, fields: $0, isRequired: required.contains(name)) }
        }
    }

    /// Creates a definition from JSON. A member of the wrong type counts as missing, because clouds accept whatever their
    /// administrators write.
    private init(name: String, fields: [String: JSONValue], isRequired: Bool) {
        func texts(_ value: JSONValue?) -> [String] {
            var seen: Set<String> = []
            // Some of Glance's own lists name a value twice.
            return (value?.array ?? []).map { $0.string ?? $0.text() }.filter { seen.insert($0).inserted }
        }
        func number(_ key: String) -> Int64? {
            guard case .integer(let number)? = fields[key] else { return nil }
            return number
        }
        self.init(
            name: name, title: fields["title"]?.string, description: fields["description"]?.string,
            type: fields["type"]?.string.flatMap(ValueType.init(rawValue:)) ?? .string,
            choices: texts(fields["enum"] ?? fields["items"]?.object?["enum"]),
            operators: texts(fields["operators"]),
            defaultValue: fields["default"].flatMap { $0 == .null ? nil : $0.string ?? $0.text() },
            minimum: number("minimum"), maximum: number("maximum"),
            minLength: number("minLength").map(Int.init), maxLength: number("maxLength").map(Int.init),
            pattern: fields["pattern"]?.string, isReadOnly: fields["readonly"] == .bool(true), isRequired: isRequired)
    }
}
