import Foundation
import Testing

@testable import ImageModel

@Suite("Metadata definitions") struct MetadefDecodingTests {
    private func namespace(_ json: String) throws -> MetadefNamespace {
        try JSONDecoder().decode(MetadefNamespace.self, from: Data(json.utf8))
    }

    @Test("a namespace is read with its properties, its objects and the prefix that images have")
    func whole() throws {
        let namespace = try namespace(
            """
            {"namespace": "OS::Demo", "display_name": "Demo", "description": "For tests.", "visibility": "public",
             "protected": true, "owner": "admin", "self": "/v2/metadefs/namespaces/OS::Demo",
             "resource_type_associations": [
               {"name": "OS::Nova::Flavor", "prefix": "hw:"}, {"name": "OS::Glance::Image", "prefix": "hw_"}],
             "properties": {
               "hw_port": {"type": "integer", "title": "Port", "minimum": 1, "maximum": 65535, "default": "80"},
               "hw_bus": {"type": "string", "title": "Bus", "description": "How.", "enum": ["ide", "sata", "ide"],
                          "operators": ["<or>"], "minLength": 3, "maxLength": 4, "pattern": "^[a-z]+$"},
               "hw_set": {"type": "array", "title": "Set", "items": {"type": "string", "enum": ["a", "b"]},
                          "readonly": true}},
             "objects": [
               {"name": "MySQL", "description": "A database.", "required": ["sw_version"],
                "properties": {"sw_version": {"type": "string", "title": "Version"},
                               "sw_secure": {"type": "boolean", "title": "Secure", "default": true}}}],
             "tags": [{"name": "x"}]}
            """)
        #expect(
            namespace
                == MetadefNamespace(
                    name: "OS::Demo", title: "Demo", description: "For tests.", prefix: "hw_",
                    properties: [
                        .init(
                            name: "hw_bus", title: "Bus", description: "How.", choices: ["ide", "sata"],
                            operators: ["<or>"], minLength: 3, maxLength: 4, pattern: "^[a-z]+$"),
                        .init(
                            name: "hw_port", title: "Port", type: .integer, defaultValue: "80", minimum: 1,
                            maximum: 65535),
                        .init(name: "hw_set", title: "Set", type: .array, choices: ["a", "b"], isReadOnly: true),
                    ],
                    objects: [
                        .init(
                            name: "MySQL", description: "A database.",
                            properties: [
                                .init(name: "sw_secure", title: "Secure", type: .boolean, defaultValue: "true"),
                                .init(name: "sw_version", title: "Version", isRequired: true),
                            ])
                    ]))
        #expect(namespace.allProperties.map(\.name) == ["hw_bus", "hw_port", "hw_set", "sw_secure", "sw_version"])
    }

    @Test("a namespace of a list says little, and is one all the same")
    func little() throws {
        #expect(try namespace(#"{"namespace": "OS::Demo"}"#) == MetadefNamespace(name: "OS::Demo"))
        let nulls = #"{"namespace": "N", "display_name": null, "properties": null, "objects": null}"#
        #expect(try namespace(nulls) == MetadefNamespace(name: "N"))
        #expect(throws: DecodingError.self) { try namespace("{}") }
    }

    @Test("what an administrator wrote wrongly of one property is passed over, and the rest is read")
    func odd() throws {
        let properties = try namespace(
            """
            {"namespace": "N", "properties": {
               "a": "no object", "b": {}, "c": {"type": "colour", "enum": [1, true, "x"], "default": null},
               "d": {"type": 7, "title": ["x"], "enum": "x", "minimum": "many", "default": ["p", "q"],
                     "readonly": "yes", "operators": {}, "items": []}}}
            """
        ).properties
        #expect(
            properties == [
                .init(name: "b"), .init(name: "c", choices: ["1", "true", "x"]),
                .init(name: "d", defaultValue: #"["p","q"]"#),
            ])
    }
}
