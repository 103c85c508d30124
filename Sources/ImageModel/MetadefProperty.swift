/// What the cloud's metadata definitions say of one property.
///
/// The Image API keeps the value of any property as a string; the definition says what that string is read as. The names
/// of its members are those of a JSON schema.
public struct MetadefProperty: Hashable, Sendable {
    /// What a value is read as.
    public enum ValueType: String, Hashable, Sendable {
        case string, integer, number, boolean, array, object
    }

    /// The key on an image, with the prefix of its namespace, for example `hw_disk_bus`.
    public var name: String
    /// What people call it.
    public var title: String?
    /// What it means, in the cloud's words.
    public var description: String?
    /// What its value is read as.
    public var type: ValueType
    /// The values it may take (`enum`), of an array those of its elements; empty where any of its type will do.
    public var choices: [String]
    /// Words that may stand before values where one property is to name several, for example `<or>`.
    public var operators: [String]
    /// What holds where it is not set, as a text.
    public var defaultValue: String?
    /// The least number.
    public var minimum: Int64?
    /// The greatest number.
    public var maximum: Int64?
    /// Characters at least.
    public var minLength: Int?
    /// Characters at most.
    public var maxLength: Int?
    /// The regular expression that a value is to match.
    public var pattern: String?
    /// Whether it is not for people to set.
    public var isReadOnly: Bool
    /// Whether its object is nothing without it.
    public var isRequired: Bool

    /// A definition; what is left out, the cloud does not say.
    public init(
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
    /// The definitions in a JSON object that maps names to them, by name. What is no definition is passed over.
    static func properties(in object: [String: JSONValue], required: Set<String> = []) -> [MetadefProperty] {
        object.sorted { $0.key < $1.key }.compactMap { name, value in
            value.object.map { MetadefProperty(name: name, fields: $0, isRequired: required.contains(name)) }
        }
    }

    /// A definition as JSON has it. A member of another type than it should be counts as not said: clouds take what
    /// their administrators write.
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
