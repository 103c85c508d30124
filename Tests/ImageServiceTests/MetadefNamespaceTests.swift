import Foundation
import ImageModel
import NIOHTTP1
import TestSupport
import Testing

/// `/v2/metadefs/namespaces` and one of them.
@Suite(.atMost(8, of: "services")) struct MetadefNamespaceTests {
    @Test("a namespace is made with all that is in it, and shown with it")
    func create() async throws {
        try await TestService.use { (service: TestService) async throws in
            let body = """
                {"namespace":"A","display_name":"An A","description":"d","visibility":"public","protected":true,
                 "owner":"somebody","tags":[{"name":"old"},{"name":"new"}],
                 "objects":[{"name":"O"}],"properties":{"p":{"title":"P","type":"integer","default":5,"minimum":1.7}},
                 "resource_type_associations":[{"name":"OS::X","prefix":"x_","properties_target":"image"}]}
                """
            let made = try await service.metadefs(.POST, "", body)
            #expect(made.status == 201)
            #expect(made.headers.first(name: "Location") == service.url + "/v2/metadefs/namespaces/A")
            #expect(made.fields["self"] == .string("/v2/metadefs/namespaces/A"))
            #expect(made.fields["schema"] == .string("/v2/schemas/metadefs/namespace"))
            #expect(made.fields["owner"] == .string("somebody"))
            #expect(made.fields["protected"] == .bool(true))
            #expect(made.fields["objects"] == .array([.object(["name": .string("O")])]))

            let shown = try await service.metadefs(.GET, "/A", token: TestService.reader)
            #expect(shown.status == 200)
            #expect(shown.names("tags") == ["new", "old"])
            let property: [String: JSONValue] = [
                "title": .string("P"), "type": .string("integer"), "default": .string("5"), "minimum": .integer(1),
            ]
            #expect(shown.fields["properties"] == .object(["p": .object(property)]))
            let object = try #require(shown.fields["objects"]?.array?.first?.object)
            #expect(object["self"] == .string("/v2/metadefs/namespaces/A/objects/O"))
            #expect(object["required"] == .array([]))
            #expect(object["properties"] == .object([:]))
            let association = try #require(shown.fields["resource_type_associations"]?.array?.first?.object)
            #expect(association["prefix"] == .string("x_"))
            #expect(association["properties_target"] == .string("image"))
            #expect(association["created_at"]?.string?.hasSuffix("Z") == true)
        }
    }

    @Test("what a read answers can be sent again, with all that the service says of itself in its parts")
    func sentAgain() async throws {
        try await TestService.use { (service: TestService) async throws in
            let body = """
                {"namespace":"A","tags":[{"name":"t"}],"objects":[{"name":"o"}],
                 "properties":{"p":{"title":"P","type":"integer"}},"resource_type_associations":[{"name":"OS::X"}]}
                """
            #expect(try await service.metadefs(.POST, "", body).status == 201)
            var fields = try await service.metadefs(.GET, "/A").fields
            #expect(fields["objects"]?.array?.first?.object?["self"] != nil)
            for name in ["self", "schema", "created_at", "updated_at"] { fields[name] = nil }
            fields["description"] = .string("again")
            let updated = try await service.metadefs(.PUT, "/A", JSONValue.object(fields).text())
            #expect(updated.status == 200)
            #expect(updated.fields["description"] == .string("again"))
            fields["namespace"] = .string("B")
            #expect(try await service.metadefs(.POST, "", JSONValue.object(fields).text()).status == 201)
            #expect(try await service.metadefs(.GET, "/B/objects").names("objects") == ["o"])
        }
    }

    @Test("what is left out is private, unprotected and the maker's, and not there in the answer")
    func defaults() async throws {
        try await TestService.use { (service: TestService) async throws in
            let fields = try await service.metadefs(.POST, "", #"{"namespace":"A"}"#).fields
            #expect(
                Set(fields.keys) == [
                    "namespace", "visibility", "protected", "owner", "created_at", "updated_at", "self", "schema",
                ])
            #expect(fields["visibility"] == .string("private"))
            #expect(fields["protected"] == .bool(false))
            #expect(fields["owner"] == .string("ops"))
        }
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let body: String?
        var status = 400
        let words: String
        var testDescription: String { String((body ?? "nothing").prefix(100)) }
    }

    static let refusals: [Refusal] = [
        .init(body: nil, words: "Body expected in request."),
        .init(body: "{", words: "Malformed JSON"),
        .init(body: "[]", words: "must be a JSON object"),
        .init(body: "{}", words: "schema 'namespace': 'namespace' is a required property"),
        .init(body: #"{"namespace":1}"#, words: "1 is not of type 'string'\n\nOn instance['namespace']:\n    1"),
        .init(body: #"{"namespace":null}"#, words: "None is not of type 'string'"),
        .init(body: #"{"namespace":"\#(String(repeating: "a", count: 81))"}"#, words: "is too long"),
        .init(body: #"{"namespace":"x","description":"\#(String(repeating: "d", count: 501))"}"#, words: "is too long"),
        .init(body: #"{"namespace":"x","y":1,"z":2}"#, words: "not allowed ('y', 'z' were unexpected)"),
        .init(body: #"{"namespace":"x","visibility":"shared"}"#, words: "'shared' is not one of ['public', 'private']"),
        .init(body: #"{"namespace":"x","protected":"true"}"#, words: "'true' is not of type 'boolean'"),
        .init(body: #"{"namespace":"x","self":"y"}"#, status: 403, words: "Attribute 'self' is read-only."),
        .init(body: #"{"namespace":"x","created_at":"y"}"#, status: 403, words: "'created_at' is read-only."),
        .init(body: #"{"namespace":"x","tags":[{}]}"#, words: "'name' is a required property"),
        .init(body: #"{"namespace":"x","tags":["a"]}"#, words: "On instance['tags'][0]:\n    'a'"),
        .init(body: #"{"namespace":"x","objects":[{"name":"o","y":1}]}"#, words: "'y' was unexpected"),
        .init(
            body: #"{"namespace":"x","objects":[{"name":"o","required":["a","a"]}]}"#,
            words: "['a', 'a'] has non-unique elements"),
        .init(body: #"{"namespace":"x","resource_type_associations":[{"prefix":"p"}]}"#, words: "'name' is a required"),
        .init(body: #"{"namespace":"x","properties":{"p":{"type":"string"}}}"#, words: "'title' is a required"),
        .init(
            body: #"{"namespace":"x","properties":{"p":{"title":"t","type":"string","minLength":-1}}}"#,
            words: "-1 is less than the minimum of 0\n\nOn instance['properties']['p']['minLength']"),
        .init(body: #"{"namespace":"\#u{1F600}"}"#, words: "Namespace can't contain 4 byte unicode characters."),
        .init(
            body: #"{"namespace":"x","objects":[{"name":"\#u{1F600}"}]}"#,
            words: "Couldn't create metadata namespace: Name can't contain 4 byte unicode characters."),
        .init(
            body: #"{"namespace":"x","tags":[{"name":"a"},{"name":"a"}]}"#, status: 409, words: "name=a already exists"),
        .init(body: #"{"namespace":"x","properties":{"a\u0000":{"title":"t","type":"string"}}}"#, words: "U+0000"),
        .init(
            body: #"{"namespace":"OS::OperatingSystem"}"#, status: 409,
            words: "The metadata definition namespace=OS::OperatingSystem already exists."),
        .init(
            body: #"{"namespace":"x","description":"\#(String(repeating: " ", count: 1 << 20))"}"#, status: 413,
            words: "larger than"),
    ]

    @Test("what a namespace may not say is refused, and nothing of it stays", arguments: refusals)
    func refused(_ refusal: Refusal) async throws {
        try await TestService.use { (service: TestService) async throws in
            let reply = try await service.metadefs(.POST, "", refusal.body)
            #expect(reply.status == refusal.status)
            #expect(reply.message.contains(refusal.words), "\(reply.message.prefix(300))")
            #expect(try await service.metadefs(.GET, "/x").status == 404)
        }
    }

    @Test(
        "where a text cannot be kept, what cannot be done is said first",
        arguments: [
            (HTTPMethod.POST, "", #"{"namespace":"x","description":"😀"}"#, "create metadata namespace"),
            (HTTPMethod.PUT, "/A", #"{"namespace":"A","description":"😀"}"#, "update metadata namespace"),
            (HTTPMethod.POST, "/A/objects", #"{"name":"x","description":"😀"}"#, "create metadata object"),
            (HTTPMethod.PUT, "/A/objects/object", #"{"name":"object","description":"😀"}"#, "update metadata object"),
            (
                HTTPMethod.POST, "/A/properties", #"{"name":"x","title":"X","type":"string","description":"😀"}"#,
                "create metadata property"
            ),
            (
                HTTPMethod.PUT, "/A/properties/colour",
                #"{"name":"colour","title":"X","type":"string","description":"😀"}"#, "update metadata property"
            ),
        ])
    func unstorable(method: HTTPMethod, path: String, body: String, action: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            try await service.newNamespace("A")
            let reply = try await service.metadefs(method, path, body)
            #expect(reply.status == 400)
            #expect(reply.message == "Couldn't \(action): Description can't contain 4 byte unicode characters.")
        }
    }

    @Test("a media type means nothing here, as it means nothing to Glance")
    func mediaType() async throws {
        try await TestService.use { (service: TestService) async throws in
            let reply = try await service.metadefs(
                .POST, "", #"{"namespace":"A"}"#, headers: [("Content-Type", "text/plain")])
            #expect(reply.status == 201)
        }
    }

    @Test("a resource type's prefix goes before the names of its properties")
    func prefix() async throws {
        try await TestService.use { (service: TestService) async throws in
            try await service.newNamespace("A")
            let plain = try await service.metadefs(.GET, "/A?resource_type=OS::Other")
            #expect(plain.fields["properties"]?.object?.keys.sorted() == ["colour"])
            let prefixed = try await service.metadefs(.GET, "/A?resource_type=OS::Test::Thing")
            #expect(prefixed.fields["properties"]?.object?.keys.sorted() == ["test_colour"])
            let object = try #require(prefixed.fields["objects"]?.array?.first?.object)
            #expect(object["required"] == .array([.string("test_size")]))
            #expect(object["properties"]?.object?.keys.sorted() == ["test_size"])
        }
    }

    @Test("an update replaces what is said of the namespace, and leaves what is in it")
    func update() async throws {
        try await TestService.use { (service: TestService) async throws in
            try await service.newNamespace("A", #","display_name":"a","protected":true"#)
            let updated = try await service.metadefs(.PUT, "/A", #"{"namespace":"B","owner":"","tags":[{"name":"z"}]}"#)
            #expect(updated.status == 200)
            #expect(updated.fields["display_name"] == nil)
            #expect(updated.fields["visibility"] == .string("private"))
            #expect(updated.fields["protected"] == .bool(false))
            #expect(updated.fields["owner"] == .string("ops"))
            #expect(try await service.metadefs(.GET, "/A").status == 404)
            #expect(try await service.metadefs(.GET, "/B").names("tags") == ["tag"])
        }
    }

    @Test(
        "an update that may not be is refused",
        arguments: [
            ("/A", #"{}"#, 400, "'namespace' is a required property"),
            ("/A", #"{"namespace":"A","schema":"s"}"#, 403, "'schema' is read-only"),
            ("/A", #"{"namespace":"OS::OperatingSystem"}"#, 409, "duplicate metadata definition namespace"),
            ("/none", #"{"namespace":"A"}"#, 404, "Namespace none not found"),
        ])
    func refusedUpdate(path: String, body: String, status: Int, words: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            try await service.newNamespace("A")
            let reply = try await service.metadefs(.PUT, path, body)
            #expect(reply.status == status)
            #expect(reply.message.contains(words), "\(reply.message)")
        }
    }

    @Test("a delete takes everything in the namespace with it")
    func delete() async throws {
        try await TestService.use { (service: TestService) async throws in
            try await service.newNamespace("A")
            #expect(try await service.metadefs(.DELETE, "/A").status == 204)
            for path in ["/A", "/A/objects", "/A/properties", "/A/tags", "/A/resource_types"] {
                #expect(try await service.metadefs(.GET, path).status == 404)
            }
            #expect(try await service.metadefs(.DELETE, "/A").status == 404)
            #expect(try await service.metadefs(.POST, "", #"{"namespace":"A"}"#).status == 201)
            #expect(try await service.metadefs(.GET, "/A").fields["tags"] == nil)
        }
    }

    @Test("a name is not what stands before a U+0000")
    func nullInName() async throws {
        try await TestService.use { (service: TestService) async throws in
            try await service.newNamespace("A")
            for path in ["/A%00B", "/A/tags/tag%00s", "/A/objects/object%00s"] {
                #expect(try await service.metadefs(.DELETE, path).status == 404)
            }
            let shown = try await service.metadefs(.GET, "/A")
            #expect(shown.names("tags") == ["tag"])
            #expect(shown.names("objects") == ["object"])
        }
    }

    @Test(
        "nothing is deleted from a protected namespace, nor it itself",
        arguments: [
            ("", "namespace A"), ("/tags", "namespace A"), ("/objects", "namespace A"), ("/properties", "namespace A"),
            ("/tags/tag", "tag tag"), ("/objects/object", "object object"), ("/properties/colour", "property colour"),
            ("/resource_types/OS::Test::Thing", "resource-type-association OS::Test::Thing"),
        ])
    func protected(path: String, words: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            try await service.newNamespace("A", #","protected":true"#)
            let reply = try await service.metadefs(.DELETE, "/A" + path)
            #expect(reply.status == 403)
            #expect(reply.message == "Metadata definition \(words) is protected and cannot be deleted.")
        }
    }

    @Test(
        "a name of any characters but a slash is found by its encoded form",
        arguments: ["a b", "ä", "a%b", "a+b", "a?b#c"])
    func anyName(name: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let made = try await service.metadefs(.POST, "", JSONValue.object(["namespace": .string(name)]).text())
            let location = try #require(made.headers.first(name: "Location"))
            #expect(location.hasPrefix(service.url))
            let path = String(location.dropFirst((service.url + "/v2/metadefs/namespaces").count))
            #expect(try await service.metadefs(.GET, path).fields["namespace"] == .string(name))
        }
    }
}
