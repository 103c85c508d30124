import ImageModel
import Testing

@testable import ViewModels

@Suite struct MetadefPropertyFitTests {
    private static let definitions: [String: MetadefProperty] = [
        "text": .init(name: "p"), "short": .init(name: "p", minLength: 2, maxLength: 3),
        "choice": .init(name: "p", choices: ["ide", "sata"]),
        "several": .init(name: "p", choices: ["a b", "c"], operators: ["<or>", "<in>"]),
        "flag": .init(name: "p", type: .boolean),
        "port": .init(name: "p", type: .integer, minimum: 1, maximum: 65535),
        "share": .init(name: "p", type: .number, maximum: 1),
        "list": .init(name: "p", type: .array, choices: ["aes", "avx"]),
        "object": .init(name: "p", type: .object), "fixed": .init(name: "p", isReadOnly: true),
        "pattern": .init(name: "p", pattern: "(a+)+$"),
    ]

    @Test(
        "what a definition allows is not complained of",
        arguments: [
            ("text", "anything at all"), ("text", ""), ("short", "ab"), ("short", "äöü"), ("choice", "sata"),
            ("several", "c"), ("several", "<or> a b <or> c"), ("several", "<in> c"), ("flag", "true"),
            ("flag", "False"), ("flag", "yes"), ("flag", "0"), ("port", "1"), ("port", "65535"), ("share", "0.5"),
            ("share", "1"), ("list", "aes"), ("list", "aes, avx"), ("object", "{}"),
            ("pattern", String(repeating: "a", count: 64) + "!"),
        ])
    func good(definition: String, value: String) throws {
        let property = try #require(Self.definitions[definition])
        #expect(property.complaint(about: value) == nil)
    }

    @Test(
        "what it does not is, with the reason",
        arguments: [
            ("short", "a", "shorter than 2"), ("short", "abcd", "longer than 3"), ("choice", "scsi", "not among"),
            ("choice", "", "not among"), ("choice", "SATA", "not among"), ("several", "<or> c <or> d", "names “d”"),
            ("flag", "maybe", "neither true nor false"), ("flag", "", "neither"), ("port", "0", "less than 1"),
            ("port", "65536", "more than 65535"), ("port", "1.5", "no whole number"),
            ("port", "http", "no whole number"),
            ("port", "", "no whole number"), ("port", "99999999999999999999", "no whole number"),
            ("share", "1.01", "more than 1"), ("share", "half", "no number"), ("list", "aes,sse", "names “sse”"),
            ("list", "sse", "not among"), ("fixed", "x", "not for you"),
        ])
    func bad(definition: String, value: String, words: String) throws {
        let property = try #require(Self.definitions[definition])
        let complaint = try #require(property.complaint(about: value))
        #expect(complaint.contains(words), "\(complaint)")
    }

    @Test("the values to choose from are the choices, or the two of a boolean")
    func values() {
        #expect(Self.definitions["choice"]?.values == ["ide", "sata"])
        #expect(Self.definitions["flag"]?.values == ["true", "false"])
        #expect(Self.definitions["text"]?.values == [])
    }
}
