import Foundation
import ImageModel

/// A value that a request gives to an attribute, validated for that attribute. The errors are worded like those of Glance's
/// checks.
enum AttributeValue: Equatable {
    case text(String?)
    case number(Int64)
    case flag(Bool)
    case tags([String])

    /// - Throws: `Fault` 400, or 413 for more tags than an image may have.
    init(_ value: JSONValue, for attribute: ImageAttribute) throws {
        switch attribute {
        case .name, .owner: self = .text(try Self.text(value, attribute, limit: ImageLimits.nameLength))
        case .diskFormat, .containerFormat, .visibility: self = .text(try Self.choice(value, attribute))
        case .tags: self = .tags(try Self.tags(value))
        case .minDisk, .minRAM: self = .number(try Self.minimum(value, attribute))
        case .protected, .hidden:
            guard case .bool(let flag) = value else {
                throw Self.mismatch(value, "is not of type 'boolean'", attribute)
            }
            self = .flag(flag)
        case .id:
            guard let id = value.string else { throw Self.mismatch(value, "is not of type 'string'", .id) }
            guard ImageLimits.isImageID(id) else {
                throw Self.mismatch(value, "does not match '\(ImageDocuments.idPattern)'", .id)
            }
            self = .text(id)
        default: self = .text(try Self.property(value, attribute))
        }
    }

    /// Validates a single tag, as in a path.
    static func tag(_ tag: String) throws -> String {
        try tags(.array([.string(tag)]))[0]
    }

    /// Throws if an image would have more tags or properties than allowed.
    static func checkQuota(_ what: String, _ attempted: Int, _ maximum: Int) throws {
        guard attempted > maximum else { return }
        throw Fault.tooLarge(
            "The limit has been exceeded on the number of allowed image \(what). "
                + "Attempted: \(attempted), Maximum: \(maximum)"
        ).afterPolicy
    }

    private static func text(_ value: JSONValue, _ attribute: ImageAttribute, limit: Int) throws -> String? {
        if value == .null { return nil }
        guard let text = value.string else { throw mismatch(value, "is not of type 'null', 'string'", attribute) }
        guard text.unicodeScalars.count <= limit else { throw mismatch(value, "is too long", attribute) }
        try checkStorable(text, attribute)
        return text
    }

    private static func property(_ value: JSONValue, _ attribute: ImageAttribute) throws -> String {
        let key = attribute.rawValue
        guard let text = value.string else { throw mismatch(value, "is not of type 'string'", attribute) }
        try check(key, or: "Property names can't contain 4 byte unicode.")
        try checkStorable(text, attribute)
        return text
    }

    private static func choice(_ value: JSONValue, _ attribute: ImageAttribute) throws -> String? {
        let isNullable = attribute != .visibility
        if value == .null, isNullable { return nil }
        guard let choice = value.string else {
            throw mismatch(value, "is not of type \(isNullable ? "'null', " : "")'string'", attribute)
        }
        let choices = ImageDocuments.choices[attribute] ?? []
        guard choices.contains(choice) else {
            let quoted = (isNullable ? ["null"] : []) + choices.map { "'\($0)'" }
            throw mismatch(value, "is not one of [\(quoted.joined(separator: ", "))]", attribute)
        }
        return choice
    }

    private static func tags(_ value: JSONValue) throws -> [String] {
        guard let elements = value.array else { throw mismatch(value, "is not of type 'array'", .tags) }
        let tags = try elements.enumerated().map { index, element in
            guard let tag = element.string else {
                throw mismatch(element, "is not of type 'string'", .tags, at: index)
            }
            guard tag.unicodeScalars.count <= ImageLimits.tagLength else {
                throw mismatch(element, "is too long", .tags, at: index)
            }
            try check(tag, or: "Param values can't contain 4 byte unicode.")
            return tag
        }
        try checkQuota("tags", tags.count, ImageLimits.tagCount)
        return tags
    }

    private static func minimum(_ value: JSONValue, _ attribute: ImageAttribute) throws -> Int64 {
        let number: Double
        switch value {
        case .integer(let integer): number = Double(integer)
        case .number(let fraction) where fraction == fraction.rounded(): number = fraction
        default: throw mismatch(value, "is not of type 'integer'", attribute)
        }
        guard number >= 0 else {
            throw Fault.badRequest(
                "Invalid value '\(value.text())' for parameter '\(attribute.rawValue)': Cannot be a negative value"
            ).afterPolicy
        }
        guard number <= Double(ImageLimits.minimumRange.upperBound) else {
            throw Fault.badRequest(
                "'\(attribute.rawValue)' value out of range, must not exceed \(ImageLimits.minimumRange.upperBound)."
            ).afterPolicy
        }
        return Int64(number)
    }

    /// Throws if an attribute cannot store a text.
    static func checkStorable(_ text: String, _ attribute: ImageAttribute) throws {
        try check(text, or: "\(attribute.rawValue.capitalized) can't contain 4 byte unicode characters.")
    }

    /// Throws for text that the databases of many clouds cannot store: characters of four bytes, and U+0000, which ends a
    /// string in C.
    private static func check(_ text: String, or message: String) throws {
        guard text.unicodeScalars.allSatisfy({ $0.value <= 0xFFFF }) else {
            throw Fault.badRequest(message).afterPolicy
        }
        guard !text.utf8.contains(0) else {
            throw Fault.badRequest("A text can't contain the character U+0000.").afterPolicy
        }
    }

    /// Glance's error for a value that does not match its schema.
    static func mismatch(
        _ value: JSONValue, _ reason: String, _ attribute: ImageAttribute, at index: Int? = nil
    ) -> Fault {
        let text = value.string.map { "'\($0)'" } ?? value.text()
        let element = index.map { "[\($0)]" } ?? ""
        return .badRequest(
            "Provided object does not match schema 'image': \(text) \(reason)\n\nOn instance['\(attribute.rawValue)']\(element):\n"
                + "    \(text)")
    }
}
