import ImageModel

/// A JSON Schema, as far as the Image API's documents use that language. The schema that is served is also the one that bodies
/// are validated against.
struct JSONSchema: Sendable {
    let name: String
    let document: [String: JSONValue]

    /// Validates a body against the schema.
    ///
    /// - Throws: `Fault` 400, which says in Glance's words what is wrong and where.
    func validate(_ body: [String: JSONValue]) throws {
        try check(.object(body), document, at: "")
    }

    private func check(_ value: JSONValue, _ schema: [String: JSONValue], at path: String) throws {
        if let name = schema["$ref"]?.string?.split(separator: "/").last {
            let definition = document["definitions"]?.object?[String(name)]?.object ?? [:]
            return try check(value, definition, at: path)
        }
        for part in schema["allOf"]?.array ?? [] { try check(value, part.object ?? [:], at: path) }
        if let type = schema["type"]?.string, !value.isOf(type: type) {
            throw mismatch(value, "is not of type '\(type)'", at: path)
        }
        if let choices = schema["enum"]?.array, !choices.contains(value) {
            throw mismatch(value, "is not one of \(JSONValue.array(choices).quoted)", at: path)
        }
        switch value {
        case .string(let text): try check(value, text, schema, at: path)
        case .integer(let number): try check(value, Double(number), schema, at: path)
        case .number(let number): try check(value, number, schema, at: path)
        case .array(let elements): try check(value, elements, schema, at: path)
        case .object(let members): try check(value, members, schema, at: path)
        case .null, .bool: break
        }
    }

    private func check(_ value: JSONValue, _ text: String, _ schema: [String: JSONValue], at path: String) throws {
        if case .integer(let limit) = schema["maxLength"], text.unicodeScalars.count > limit {
            throw mismatch(value, "is too long", at: path)
        }
    }

    private func check(_ value: JSONValue, _ number: Double, _ schema: [String: JSONValue], at path: String) throws {
        if case .integer(let minimum) = schema["minimum"], number < Double(minimum) {
            throw mismatch(value, "is less than the minimum of \(minimum)", at: path)
        }
    }

    private func check(
        _ value: JSONValue, _ elements: [JSONValue], _ schema: [String: JSONValue], at path: String
    ) throws {
        if case .integer(let minimum) = schema["minItems"], elements.count < minimum {
            throw mismatch(value, minimum == 1 ? "should be non-empty" : "is too short", at: path)
        }
        if schema["uniqueItems"] == .bool(true), Set(elements).count < elements.count {
            throw mismatch(value, "has non-unique elements", at: path)
        }
        guard let items = schema["items"]?.object else { return }
        for (index, element) in elements.enumerated() { try check(element, items, at: path + "[\(index)]") }
    }

    private func check(
        _ value: JSONValue, _ members: [String: JSONValue], _ schema: [String: JSONValue], at path: String
    ) throws {
        let properties = schema["properties"]?.object ?? [:]
        let others = members.keys.filter { properties[$0] == nil }.sorted()
        if schema["additionalProperties"] == .bool(false), !others.isEmpty {
            let names = others.map { "'\($0)'" }.joined(separator: ", ")
            let verb = others.count == 1 ? "was" : "were"
            throw mismatch("Additional properties are not allowed (\(names) \(verb) unexpected)", value, at: path)
        }
        for case .string(let name) in schema["required"]?.array ?? [] where members[name] == nil {
            throw mismatch("'\(name)' is a required property", value, at: path)
        }
        for (name, member) in members.sorted(by: { $0.key < $1.key }) {
            if let property = (properties[name] ?? schema["additionalProperties"])?.object {
                try check(member, property, at: path + "['\(name)']")
            }
        }
    }

    private func mismatch(_ value: JSONValue, _ reason: String, at path: String) -> Fault {
        mismatch("\(value.quoted) \(reason)", value, at: path)
    }

    private func mismatch(_ reason: String, _ value: JSONValue, at path: String) -> Fault {
        // For the whole body, the place is left out: the client knows what it has just sent.
        let place = path.isEmpty ? "" : "\n\nOn instance\(path):\n    \(value.quoted)"
        return .badRequest("Provided object does not match schema '\(name)': \(reason)\(place)")
    }
}

extension JSONValue {
    /// Whether the value has one of JSON Schema's types; there, 2.0 is an integer.
    fileprivate func isOf(type: String) -> Bool {
        switch (type, self) {
        case ("null", .null), ("boolean", .bool), ("integer", .integer), ("number", .integer), ("number", .number),
            ("string", .string), ("array", .array), ("object", .object):
            true
        case ("integer", .number(let number)): number == number.rounded()
        default: false
        }
    }
}
