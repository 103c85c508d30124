import Foundation
import Testing

@testable import ImageModel

@Suite struct JSONValueTests {
    private func decoded(_ text: String) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    }

    @Test(
        "a value is read as what it is, and written as it was",
        arguments: [
            ("null", .null), ("true", .bool(true)), ("false", .bool(false)), ("0", .integer(0)), ("1", .integer(1)),
            ("-5", .integer(-5)), ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
            ("1.5", .number(1.5)), (#""""#, .string("")), (#""1""#, .string("1")), (#""true""#, .string("true")),
            (#""https://a/b""#, .string("https://a/b")), (#""Übung 😀""#, .string("Übung 😀")),
            (#""\"\\\n""#, .string("\"\\\n")), ("[]", .array([])), ("{}", .object([:])),
            ("[1,null,[]]", .array([.integer(1), .null, .array([])])),
            (#"{"a":{"b":[true]},"c":null}"#, .object(["a": .object(["b": .array([.bool(true)])]), "c": .null])),
        ] as [(String, JSONValue)])
    func roundTrip(_ text: String, _ value: JSONValue) throws {
        #expect(try decoded(text) == value)
        #expect(value.text() == text)
    }

    @Test("a number that does not fit 64 bits is read all the same")
    func large() throws {
        #expect(try decoded("18446744073709551616") == .number(18_446_744_073_709_551_616))
    }

    @Test("keys come in alphabetical order, so that equal values have equal texts")
    func order() throws {
        #expect(try decoded(#"{"c":1,"a":2,"b":3}"#).text() == #"{"a":2,"b":3,"c":1}"#)
    }

    @Test("pretty text is indented by two, and empty groups stay on one line")
    func pretty() throws {
        let value = try decoded(#"{"tags":["a","b"],"name":"x/y","none":[],"more":{"deep":{"n":null}},"nothing":{}}"#)
        #expect(
            value.text(pretty: true) == """
                {
                  "more": {
                    "deep": {
                      "n": null
                    }
                  },
                  "name": "x/y",
                  "none": [],
                  "nothing": {},
                  "tags": [
                    "a",
                    "b"
                  ]
                }
                """)
        #expect(try decoded(value.text(pretty: true)) == value)
    }

    @Test("a number that JSON cannot say becomes a text", arguments: [Double.nan, .infinity, -.infinity])
    func notFinite(_ number: Double) throws {
        #expect(try decoded(JSONValue.array([.number(number)]).text()).array?.first?.string != nil)
    }

    @Test("a value is asked for what it is, and gives nil for what it is not")
    func accessors() {
        #expect(JSONValue.string("a").string == "a")
        #expect(JSONValue.integer(1).string == nil)
        #expect(JSONValue.array([.null]).array == [.null])
        #expect(JSONValue.object([:]).array == nil)
        #expect(JSONValue.object(["a": .null]).object == ["a": .null])
        #expect(JSONValue.string("{}").object == nil)
    }
}
