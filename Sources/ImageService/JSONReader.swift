import Foundation
import ImageModel

/// Parses JSON as strictly as Glance does, which follows RFC 8259: no byte order mark, no trailing commas, and the last value
/// of a duplicate key wins. Foundation's parser is more lenient.
struct JSONReader {
    /// The reason why a text is rejected.
    enum Refusal: Error, Hashable {
        case malformed
        /// Arrays and objects are nested deeper than `depthLimit`.
        case tooDeep
        /// There are more values than `countLimit`.
        case tooMany
    }

    /// The maximum depth of nested arrays and objects: the API needs far less, and the parser is recursive.
    static let depthLimit = 64
    /// The maximum number of values: each takes about 50 times the memory of the two bytes that it may be written in.
    static let countLimit = 1 << 19

    private let bytes: [UInt8]
    private var position = 0
    private var count = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Parses a text that consists of one value.
    static func value(of bytes: [UInt8]) throws(Refusal) -> JSONValue {
        var reader = JSONReader(bytes)
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.position == bytes.count else { throw .malformed }
        return value
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    /// Consumes a character if it comes next, after optional white space.
    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(Refusal) {
        guard take(character) else { throw .malformed }
    }

    private mutating func value(depth: Int) throws(Refusal) -> JSONValue {
        skipSpace()
        count += 1
        guard count <= Self.countLimit else { throw .tooMany }
        switch next {
        case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
        case UInt8(ascii: "\""): return .string(try text())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws(Refusal) -> [String: JSONValue] {
        guard depth <= Self.depthLimit else { throw .tooDeep }
        position += 1
        var members: [String: JSONValue] = [:]
        if take("}") { return members }
        repeat {
            skipSpace()
            let key = try text()
            try expect(":")
            members[key] = try value(depth: depth)
        } while take(",")
        try expect("}")
        return members
    }

    private mutating func array(depth: Int) throws(Refusal) -> [JSONValue] {
        guard depth <= Self.depthLimit else { throw .tooDeep }
        position += 1
        var elements: [JSONValue] = []
        if take("]") { return elements }
        repeat { elements.append(try value(depth: depth)) } while take(",")
        try expect("]")
        return elements
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(Refusal) -> JSONValue {
        guard bytes[position...].starts(with: word.utf8) else { throw .malformed }
        position += word.utf8.count
        return value
    }

    private mutating func number() throws(Refusal) -> JSONValue {
        let start = position
        if next == UInt8(ascii: "-") { position += 1 }
        let whole = digits()
        guard whole.count == 1 || (whole.count > 1 && bytes[whole.lowerBound] != UInt8(ascii: "0")) else {
            throw .malformed
        }
        var isInteger = true
        if next == UInt8(ascii: ".") {
            isInteger = false
            position += 1
            guard !digits().isEmpty else { throw .malformed }
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            isInteger = false
            position += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
            guard !digits().isEmpty else { throw .malformed }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isInteger, let integer = Int64(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite else { throw .malformed }
        return .number(number)
    }

    private mutating func digits() -> Range<Int> {
        let start = position
        while let byte = next, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte { position += 1 }
        return start..<position
    }

    private mutating func text() throws(Refusal) -> String {
        guard next == UInt8(ascii: "\"") else { throw .malformed }
        position += 1
        var result: [UInt8] = []
        // Text without escapes is copied in one piece.
        var start = position
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                result += bytes[start..<position]
                position += 1
                guard let text = String(validating: result, as: UTF8.self) else { throw .malformed }
                return text
            case UInt8(ascii: "\\"):
                result += bytes[start..<position]
                position += 1
                try escape(into: &result)
                start = position
            case ..<0x20: throw .malformed
            default: position += 1
            }
        }
        throw .malformed
    }

    private mutating func escape(into result: inout [UInt8]) throws(Refusal) {
        guard let byte = next else { throw .malformed }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(byte)
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "u"): result += Character(try scalar()).utf8
        default: throw .malformed
        }
    }

    /// Parses the digits of one or two `\u` escapes, which encode a character.
    private mutating func scalar() throws(Refusal) -> Unicode.Scalar {
        let first = try hexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, next == UInt8(ascii: "\\"), position + 1 < bytes.count,
            bytes[position + 1] == UInt8(ascii: "u")
        else { throw .malformed }
        position += 2
        let second = try hexadecimal()
        guard 0xDC00...0xDFFF ~= second,
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw .malformed }
        return scalar
    }

    private mutating func hexadecimal() throws(Refusal) -> UInt32 {
        guard position + 4 <= bytes.count else { throw .malformed }
        var number: UInt32 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw .malformed }
            number = number << 4 | UInt32(digit)
        }
        position += 4
        return number
    }
}
