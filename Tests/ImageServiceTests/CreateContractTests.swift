import AsyncHTTPClient
import Foundation
import ImageModel
import NIOHTTP1
import TestSupport
import Testing

/// `POST /v2/images`, row by row of the API's page. The refusals are those of Glance 33.0.0.
@Suite(.atMost(8, of: "services")) struct CreateContractTests {
    @Test("a record and a patch may have as many long properties as an image may have")
    func longProperties() async throws {
        try await TestService.use { (service: TestService) async throws in
            let text = JSONValue.string(String(repeating: "x", count: 60_000))
            let properties = Dictionary(uniqueKeysWithValues: (0..<128).map { ("p\($0)", text) })
            let made = try await service.create(JSONValue.object(properties).text())
            #expect(made.status == 201)
            let id = try #require(made.fields["id"]?.string)
            let changes = properties.map { name, value in
                JSONValue.object(["op": .string("replace"), "path": .string("/" + name), "value": value])
            }
            #expect(try await service.patch(id, JSONValue.array(changes).text()).status == 200)
            let tooLarge = try await service.create(String(repeating: " ", count: 25 << 20))
            #expect(tooLarge.status == 413)
        }
    }

    /// A request parameter, a value that it takes, and where the answer has it.
    @Test(
        "each request parameter is taken and answered",
        arguments: [
            ("container_format", #""ova""#), ("container_format", "null"), ("disk_format", #""qcow2""#),
            ("disk_format", "null"),
            ("id", #""B2173dd3-7ad6-4362-baa6-a68bce3565cb""#), ("min_disk", "0"), ("min_disk", "2147483647"),
            ("min_ram", "512"), ("name", #""alpine""#), ("name", "null"), ("name", #""日本 é""#), ("protected", "true"),
            ("protected", "false"), ("tags", #"["lts","x86"]"#), ("tags", "[]"), ("visibility", #""private""#),
            ("visibility", #""shared""#), ("visibility", #""community""#), ("os_hidden", "true"),
            ("hw_disk_bus", #""virtio""#),
        ])
    func parameter(name: String, value: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let reply = try await service.create(#"{"\#(name)":\#(value)}"#)
            #expect(reply.status == 201)
            let expected = try JSONDecoder().decode(JSONValue.self, from: Data(value.utf8))
            #expect(reply.fields[name] == expected)
            let id = try #require(reply.fields["id"]?.string)
            #expect(try await service.send(.GET, "/v2/images/\(id)").json == reply.json)
        }
    }

    @Test("an empty object is enough, and the answer has every field of the page")
    func everyResponseField() async throws {
        try await TestService.use { (service: TestService) async throws in
            let reply = try await service.create("{}")
            #expect(reply.status == 201)
            let fields = reply.fields
            let nulls = [
                "name", "disk_format", "container_format", "size", "virtual_size", "checksum", "os_hash_algo",
                "os_hash_value",
            ]
            for name in nulls { #expect(fields[name] == .null, "\(name)") }
            let id = try #require(fields["id"]?.string)
            #expect(ImageLimits.isImageID(id))
            #expect(fields["status"] == .string("queued"))
            #expect(fields["visibility"] == .string("shared"))
            #expect(fields["protected"] == .bool(false))
            #expect(fields["os_hidden"] == .bool(false))
            #expect(fields["min_ram"] == .integer(0))
            #expect(fields["min_disk"] == .integer(0))
            #expect(fields["owner"] == .string("demo"))
            #expect(fields["tags"] == .array([]))
            #expect(fields["self"] == .string("/v2/images/\(id)"))
            #expect(fields["file"] == .string("/v2/images/\(id)/file"))
            #expect(fields["schema"] == .string("/v2/schemas/image"))
            for name in ["created_at", "updated_at"] {
                let text = try #require(fields[name]?.string)
                #expect(text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil)
            }
            // Only where the operator shows them.
            #expect(fields["direct_url"] == nil)
            #expect(fields["locations"] == nil)
        }
    }

    @Test("the headers say where the record is, which stores there are, and the request's id")
    func headers() async throws {
        try await TestService.use { (service: TestService) async throws in
            let reply = try await service.create("{}")
            let id = try #require(reply.fields["id"]?.string)
            #expect(reply.headers.first(name: "Location") == "\(service.url)/v2/images/\(id)")
            #expect(reply.headers.first(name: "OpenStack-image-store-ids") == "local")
            let methods = reply.headers.first(name: "OpenStack-image-import-methods")
            #expect(methods == "glance-direct,web-download,copy-image")
            #expect(reply.headers.first(name: "x-openstack-request-id")?.hasPrefix("req-") == true)
            #expect(reply.headers.first(name: "Content-Type")?.hasPrefix("application/json") == true)
        }
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let body: String
        let status: Int
        let words: String
        var testDescription: String { "\(status) \(body.prefix(60))" }
    }

    static let refusals: [Refusal] = [
        .init(body: #"{"name":5}"#, status: 400, words: "instance['name']"),
        .init(body: #"{"name":"\#(String(repeating: "x", count: 256))"}"#, status: 400, words: "too long"),
        .init(body: #"{"name":"😀"}"#, status: 400, words: "4 byte"),
        .init(body: #"{"id":"nope"}"#, status: 400, words: "instance['id']"),
        .init(body: #"{"id":5}"#, status: 400, words: "instance['id']"),
        .init(body: #"{"disk_format":"foo"}"#, status: 400, words: "'qcow2'"),
        .init(body: #"{"container_format":"foo"}"#, status: 400, words: "'bare'"),
        .init(body: #"{"visibility":"foo"}"#, status: 400, words: "instance['visibility']"),
        .init(body: #"{"visibility":null}"#, status: 400, words: "instance['visibility']"),
        .init(
            body: #"{"min_disk":-1}"#, status: 400,
            words: "Invalid value '-1' for parameter 'min_disk': Cannot be a negative value"),
        .init(body: #"{"min_ram":-7}"#, status: 400, words: "parameter 'min_ram'"),
        .init(
            body: #"{"min_disk":2147483648}"#, status: 400,
            words: "'min_disk' value out of range, must not exceed 2147483647."),
        .init(body: #"{"min_disk":"5"}"#, status: 400, words: "'integer'"),
        .init(body: #"{"min_ram":1.5}"#, status: 400, words: "'integer'"),
        .init(body: #"{"min_ram":true}"#, status: 400, words: "'integer'"),
        .init(
            body: #"{"min_ram":99999999999999999999}"#, status: 400,
            words: "'min_ram' value out of range, must not exceed 2147483647."),
        .init(body: #"{"protected":"true"}"#, status: 400, words: "'boolean'"),
        .init(body: #"{"os_hidden":1}"#, status: 400, words: "'boolean'"),
        .init(body: #"{"tags":"a"}"#, status: 400, words: "'array'"),
        .init(body: #"{"tags":[5]}"#, status: 400, words: "instance['tags']"),
        .init(body: #"{"tags":["\#(String(repeating: "x", count: 256))"]}"#, status: 400, words: "too long"),
        .init(body: #"{"foo":5}"#, status: 400, words: "instance['foo']"),
        .init(body: #"{"foo":null}"#, status: 400, words: "instance['foo']"),
        .init(body: #"{"\#(String(repeating: "k", count: 256))":"v"}"#, status: 400, words: "255 characters"),
        .init(body: "{bad", status: 400, words: "Malformed JSON"),
        .init(body: "", status: 400, words: "Body expected"),
        .init(body: "[]", status: 400, words: "JSON object"),
        .init(body: #""text""#, status: 400, words: "Expected list/dict"),
        .init(body: #"{"name":"a\u0000b"}"#, status: 400, words: "U+0000"),
        .init(body: #"{"tags":["a\u0000"]}"#, status: 400, words: "U+0000"),
        .init(body: #"{"k\u0000":"v"}"#, status: 400, words: "U+0000"),
        .init(body: #"{"k":"😀"}"#, status: 400, words: "K can't contain 4 byte unicode characters."),
        .init(body: #"{"😀":"v"}"#, status: 400, words: "Property names can't contain 4 byte unicode."),
        .init(body: #"{"tags":["a","😀"]}"#, status: 400, words: "4 byte unicode"),
        .init(body: #"{"tags":["a",5]}"#, status: 400, words: "instance['tags'][1]"),
        .init(body: #"{"location":"x"}"#, status: 403, words: "Attribute 'location' is reserved."),
        .init(body: String(repeating: "[", count: 100_000), status: 400, words: "nested more than 64 deep"),
        .init(body: #"{"status":"active"}"#, status: 403, words: "Attribute 'status' is read-only."),
        .init(body: #"{"size":1}"#, status: 403, words: "Attribute 'size' is read-only."),
        .init(body: #"{"checksum":"x"}"#, status: 403, words: "read-only"),
        .init(body: #"{"created_at":"x"}"#, status: 403, words: "read-only"),
        .init(body: #"{"self":"x"}"#, status: 403, words: "read-only"),
        .init(body: #"{"locations":[]}"#, status: 403, words: "Attribute 'locations' is reserved."),
        .init(body: #"{"os_glance_x":"1"}"#, status: 403, words: "reserved"),
        .init(body: #"{"deleted":"x"}"#, status: 403, words: "reserved"),
        .init(body: #"{"owner":"somebody"}"#, status: 403, words: "owned by 'somebody'"),
        .init(body: #"{"owner":""}"#, status: 403, words: "owned by ''"),
        .init(body: #"{"owner":null}"#, status: 403, words: "owned by 'None'"),
        .init(body: #"{"visibility":"public"}"#, status: 403, words: "publicize_image"),
        .init(
            body: #"{"tags":[\#((0..<129).map { "\"\($0)\"" }.joined(separator: ","))]}"#, status: 413,
            words: "Attempted: 129, Maximum: 128"),
        .init(
            body: "{\((0..<129).map { "\"k\($0)\":\"v\"" }.joined(separator: ","))}", status: 413, words: "properties"),
        .init(body: #"{"name":"\#(String(repeating: " ", count: 24 << 20))"}"#, status: 413, words: "larger than"),
    ]

    @Test("what a create may not say is refused with the field's name", arguments: refusals)
    func refused(_ refusal: Refusal) async throws {
        try await TestService.use { (service: TestService) async throws in
            let reply = try await service.create(refusal.body)
            #expect(reply.status == refusal.status)
            #expect(reply.message.contains(refusal.words), "\(reply.message.prefix(200))")
        }
    }

    @Test("128 tags and 128 properties are allowed")
    func atTheLimit() async throws {
        try await TestService.use { (service: TestService) async throws in
            let tags = (0..<128).map { "\"\($0)\"" }.joined(separator: ",")
            let properties = (0..<128).map { "\"k\($0)\":\"v\"" }.joined(separator: ",")
            #expect(try await service.create("{\"tags\":[\(tags)],\(properties)}").status == 201)
        }
    }

    @Test("twin tags are one")
    func twinTags() async throws {
        try await TestService.use { (service: TestService) async throws in
            #expect(try await service.create(#"{"tags":["a","a"]}"#).fields["tags"] == .array([.string("a")]))
        }
    }

    @Test("a missing or unknown token is 401 and says how to log in", arguments: [nil, "nobody"])
    func unauthorized(token: String?) async throws {
        try await TestService.use { (service: TestService) async throws in
            let reply = try await service.create("{}", token: token)
            #expect(reply.status == 401)
            #expect(reply.headers.first(name: "WWW-Authenticate") != nil)
        }
    }

    @Test(
        "what the schema refuses is told before who may not create is told so, and all else after that",
        arguments: [
            (#"{"name":"😀"}"#, 403, "add_image"), (#"{"😀":"x"}"#, 403, "add_image"),
            (#"{"tags":["😀"]}"#, 403, "add_image"), (#"{"name":"a\u0000"}"#, 403, "add_image"),
            (#"{"locations":[]}"#, 403, "add_image"), (#"{"min_ram":-1}"#, 403, "add_image"),
            (#"{"foo":5}"#, 400, "instance['foo']"), (#"{"foo":"😀","name":5}"#, 400, "instance['name']"),
            (#"{"self":"x"}"#, 403, "read-only"), (#"{"deleted":"x"}"#, 403, "Attribute 'deleted' is reserved."),
        ])
    func refusedToReader(body: String, status: Int, words: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let reply = try await service.create(body, token: TestService.reader)
            #expect(reply.status == status)
            #expect(reply.message.contains(words), "\(reply.message)")
        }
    }

    @Test("a reader may not create")
    func readerMayNot() async throws {
        try await TestService.use { (service: TestService) async throws in
            #expect(try await service.create("{}", token: TestService.reader).status == 403)
        }
    }

    @Test("an admin may make an image public")
    func adminPublic() async throws {
        try await TestService.use { (service: TestService) async throws in
            #expect(try await service.create(#"{"visibility":"public"}"#, token: TestService.admin).status == 201)
        }
    }

    @Test("an id that is in use, or was, is 409")
    func conflict() async throws {
        try await TestService.use { (service: TestService) async throws in
            let body = #"{"id":"b2173dd3-7ad6-4362-baa6-a68bce3565cb"}"#
            #expect(try await service.create(body).status == 201)
            let again = try await service.create(body)
            #expect(again.status == 409)
            #expect(again.message.contains("already exists"))
            #expect(try await service.send(.DELETE, "/v2/images/b2173dd3-7ad6-4362-baa6-a68bce3565cb").status == 204)
            #expect(try await service.create(body).status == 409)
        }
    }

    @Test("a media type that is not JSON is 415", arguments: ["text/plain", "application/octet-stream", "nonsense"])
    func unsupportedMediaType(type: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            #expect(try await service.create("{}", type: type).status == 415)
        }
    }

    @Test(
        "what is nested deeper than anything of the API is refused before it is read",
        arguments: [(64, "Provided object does not match schema"), (65, "nested more than 64 deep")])
    func nested(depth: Int, words: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            // What a text has in it counts for nothing.
            let open = String(repeating: #"{"[\"{":"#, count: depth)
            let reply = try await service.create(open + #""]""# + String(repeating: "}", count: depth))
            #expect(reply.status == 400)
            #expect(reply.message.contains(words), "\(reply.message)")
        }
    }

    @Test("a JSON media type with a charset is taken")
    func mediaTypeWithCharset() async throws {
        try await TestService.use { (service: TestService) async throws in
            #expect(try await service.create("{}", type: "application/json; charset=utf-8").status == 201)
        }
    }

    @Test("an error is plain text where nothing else is asked for", arguments: ["text/plain", "image/png"])
    func errorText(accept: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let reply = try await service.send(.GET, "/v2/images/nope", headers: [("Accept", accept)])
            #expect(reply.headers.first(name: "Content-Type") == "text/plain; charset=UTF-8")
            #expect(reply.text == "404 Not Found\n\nNo image found with ID nope\n\n   ")
        }
    }

    @Test("an error is a page where JSON is not asked for, with everything escaped")
    func errorPage() async throws {
        try await TestService.use { (service: TestService) async throws in
            let reply = try await service.send(.GET, "/v2/images/%3Cb%3E", headers: [("Accept", "text/html")])
            #expect(reply.status == 404)
            #expect(reply.headers.first(name: "Content-Type")?.hasPrefix("text/html") == true)
            #expect(reply.text.contains("<h1>404 Not Found</h1>"))
            #expect(!reply.text.contains("<b>"))
        }
    }
}
