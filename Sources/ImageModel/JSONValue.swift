import Foundation

/// Any JSON value, kept as it was received.
///
/// The Image API lets clouds and users add attributes that no client knows in advance; a `JSONValue` carries them through
/// decoding, display and encoding without loss.
package enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// A number without a fraction that fits into 64 bits: a size in bytes, or a count.
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])
}

extension JSONValue: Codable {
    /// Decodes any JSON value.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(String.self) {
            // Strings are tried first: most values are strings, and each failed attempt creates an error.
            self = .string(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    /// Encodes the value as it was received.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}

extension JSONValue {
    /// The text of a string; nil for any other kind of value.
    package var string: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    /// The members of an object; nil for any other kind of value.
    package var object: [String: JSONValue]? {
        guard case .object(let value) = self else { return nil }
        return value
    }

    /// The elements of an array; nil for any other kind of value.
    package var array: [JSONValue]? {
        guard case .array(let value) = self else { return nil }
        return value
    }

    /// Returns the value as JSON text with its keys sorted, so that equal values have equal texts.
    ///
    /// - Parameter pretty: whether to indent the text over several lines, for reading; otherwise it is on one line.
    package func text(pretty: Bool = false) -> String {
        pretty ? indentedText(indent: "") : compactText
    }

    private var compactText: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        // Every case can be encoded: numbers that JSON cannot express become strings by the strategy above.
        guard let data = try? encoder.encode(self) else { return "null" }
        return String(decoding: data, as: UTF8.self)
    }

    private func indentedText(indent: String) -> String {
        let inner = indent + "  "
        let (lines, open, close): ([String], String, String)
        switch self {
        case .object(let members) where !members.isEmpty:
            (open, close) = ("{", "}")
            lines = members.sorted { $0.key < $1.key }.map { key, value in
                "\(JSONValue.string(key).compactText): \(value.indentedText(indent: inner))"
            }
        case .array(let elements) where !elements.isEmpty:
            (open, close) = ("[", "]")
            lines = elements.map { $0.indentedText(indent: inner) }
        default: return compactText
        }
        return "\(open)\n" + lines.map { inner + $0 }.joined(separator: ",\n") + "\n\(indent)\(close)"
    }
}
