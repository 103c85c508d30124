import ImageModel
import Testing

@testable import ImageService

/// What is taken for JSON: what Glance takes, and no more.
@Suite struct JSONReaderTests {
    private static func read(_ text: String) throws -> JSONValue { try JSONReader.value(of: Array(text.utf8)) }

    @Test(
        "a text is read as RFC 8259 says",
        arguments: [
            (#"{"a":"b"}"#, .object(["a": .string("b")])),
            (#" [1 , -2,0] \#n"#, .array([.integer(1), .integer(-2), .integer(0)])),
            ("{}", .object([:])), ("[ ]", .array([])), ("true", .bool(true)), ("false", .bool(false)), ("null", .null),
            ("1.5", .number(1.5)), ("1e2", .number(100)), ("1E+2", .number(100)), ("25e-1", .number(2.5)),
            ("9223372036854775807", .integer(.max)), ("9223372036854775808", .number(9_223_372_036_854_775_808)),
            (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{C}\n\r\t")), (#""\u00e9\u0000""#, .string("é\0")),
            (#""\ud83d\uDE00""#, .string("😀")), (#""é😀""#, .string("é😀")),
            (#"{"a":{"b":[{"c":null}]}}"#, .object(["a": .object(["b": .array([.object(["c": .null])])])])),
        ] as [(String, JSONValue)])
    func read(text: String, value: JSONValue) throws {
        #expect(try Self.read(text) == value)
    }

    @Test(
        "of a key that is there twice, the last value counts",
        arguments: [#"{"a":1,"a":2}"#, #"{"a":[1],"b":0,"\u0061":2,"b":0}"#])
    func twice(text: String) throws {
        #expect(try Self.read(text).object?["a"] == .integer(2))
    }

    @Test(
        "what is no JSON is refused",
        arguments: [
            "", " ", #"{"a":1,}"#, "[1,]", "[,1]", "{,}", "\u{FEFF}{}", "{} x", "{}{}", "{'a':1}", "{a:1}", #"{"a"}"#,
            #"{"a":}"#, #"{"a":1 "b":2}"#, "[1 2]", "[", "{", #"{"a":1"#, #"""#, #""a"#, "\"a\tb\"", "\"a\nb\"",
            #""\x41""#, #""\u12""#, #""\u12g4""#, #""\ud800""#, #""\ud800\u0041""#, #""\udc00""#, "01", "-", "+1", ".5",
            "1.", "1e", "0x1", "1_0", "NaN", "Infinity", "-Infinity", "1e400", "tru", "nul", "True", "[1]/*x*/", "{}\0",
            "\u{B}{}",
        ])
    func refused(text: String) {
        #expect(throws: JSONReader.Refusal.malformed) { try Self.read(text) }
    }

    @Test(
        "bytes that are no UTF-8 are refused",
        arguments: [[0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0xFF, 0xFE, 0x7B, 0]])
    func bytes(bytes: [UInt8]) {
        #expect(throws: JSONReader.Refusal.malformed) { try JSONReader.value(of: bytes) }
    }

    @Test("what is nested too deeply, or has too many values, is refused before it is read")
    func tooMuch() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(throws: Never.self) { try Self.read(nested(JSONReader.depthLimit)) }
        #expect(throws: JSONReader.Refusal.tooDeep) { try Self.read(nested(JSONReader.depthLimit + 1)) }
        #expect(throws: JSONReader.Refusal.tooDeep) { try Self.read(String(repeating: "[", count: 1_000_000)) }
        let many = Array(repeating: "0", count: JSONReader.countLimit).joined(separator: ",")
        #expect(throws: JSONReader.Refusal.tooMany) { try Self.read("[\(many)]") }
    }
}
