import Foundation

/// The parameters of a query, in their order and with duplicates.
struct QueryString {
    private(set) var parameters: [(name: String, value: String)]

    /// Parses the part of a URL after the question mark, where a plus sign is a space, and a semicolon is a separator too.
    ///
    /// - Throws: `Fault` 400 if percent-encoded text is not UTF-8.
    init(_ text: String?) throws {
        parameters = try (text ?? "").split { $0 == "&" || $0 == ";" }.map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (try Self.decoded(parts[0]), parts.count > 1 ? try Self.decoded(parts[1]) : "")
        }
    }

    /// Whether a name or a value contains U+0000.
    var hasNull: Bool { parameters.contains { $0.name.utf8.contains(0) || $0.value.utf8.contains(0) } }

    /// The value of a parameter; the last one if there are several.
    subscript(name: String) -> String? { values(name).last }

    /// Returns all values of a parameter.
    func values(_ name: String) -> [String] {
        parameters.filter { $0.name == name }.map(\.value)
    }

    /// Returns the parameters with one of them replaced, or removed if the value is nil.
    func setting(_ name: String, to value: String?) -> QueryString {
        var result = self
        result.parameters.removeAll { $0.name == name }
        if let value { result.parameters.append((name, value)) }
        return result
    }

    /// Returns a path with these parameters appended.
    func appended(to path: String) -> String {
        let pairs = parameters.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }
        return pairs.isEmpty ? path : path + "?" + pairs.joined(separator: "&")
    }

    /// Decodes percent-encoded text; a percent sign that does not start an escape stands for itself.
    private static func decoded(_ text: Substring) throws -> String {
        let text = text.replacing("+", with: " ")
        guard text.contains("%") else { return String(text) }
        let escaped = text.replacing(/%(?![0-9A-Fa-f]{2})/, with: "%25")
        guard let decoded = escaped.removingPercentEncoding else { throw Fault.notDecodable }
        return decoded
    }

    private static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: " "): result += "+"
            default: result += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }
}
