import AsyncHTTPClient
import Foundation
import ImageModel
import NIOCore
import NIOHTTP1
import TestSupport
import Testing

/// `PATCH /v2/images/{id}`. The refusals are those of Glance 33.0.0.
@Suite(.atMost(8, of: "services")) struct PatchContractTests {
    private static let original =
        #"{"name":"one","hw":"x","tags":["t"],"disk_format":"raw","container_format":"bare"}"#

    @Test(
        "a change is made and answered",
        arguments: [
            (#"[{"op":"replace","path":"/name","value":"two"}]"#, "name", #""two""#),
            (#"[{"op":"replace","path":"/name","value":null}]"#, "name", "null"),
            (#"[{"op":"add","path":"/name","value":"two"}]"#, "name", #""two""#),
            (#"[{"op":"replace","path":"/disk_format","value":"qcow2"}]"#, "disk_format", #""qcow2""#),
            (#"[{"op":"replace","path":"/container_format","value":null}]"#, "container_format", "null"),
            (#"[{"op":"replace","path":"/visibility","value":"community"}]"#, "visibility", #""community""#),
            (#"[{"op":"replace","path":"/min_ram","value":512}]"#, "min_ram", "512"),
            (#"[{"op":"replace","path":"/min_disk","value":2147483647}]"#, "min_disk", "2147483647"),
            (#"[{"op":"replace","path":"/protected","value":true}]"#, "protected", "true"),
            (#"[{"op":"replace","path":"/os_hidden","value":true}]"#, "os_hidden", "true"),
            (#"[{"op":"replace","path":"/tags","value":["b","a","b"]}]"#, "tags", #"["a","b"]"#),
            (#"[{"op":"replace","path":"/hw","value":"y"}]"#, "hw", #""y""#),
            (#"[{"op":"add","path":"/hw","value":"y"}]"#, "hw", #""y""#),
            (#"[{"op":"add","path":"/a~1b~0c","value":"y"}]"#, "a/b~c", #""y""#),
            (#"[{"op":"add","path":"/~01","value":"y"}]"#, "~1", #""y""#),
            (#"[{"op":"add","path":"//k","value":"y"}]"#, "k", #""y""#),
            (#"[{"op":"add","path":"/ k ","value":"y"}]"#, "k", #""y""#),
            (#"[{"op":"add","path":"/","value":"y"}]"#, "", #""y""#),
            (
                #"[{"op":"add","path":"/\#(String(repeating: "k", count: 300))","value":"y"}]"#,
                String(repeating: "k", count: 300), #""y""#
            ),
            (#"[{"op":"add","path":"/members","value":"y"}]"#, "members", #""y""#),
            (
                #"[{"op":"add","path":"/k","value":"1"},{"op":"replace","path":"/k","value":"2"}]"#, "k", #""2""#
            ),
            ("[]", "name", #""one""#),
        ])
    func change(body: String, name: String, value: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage(Self.original)
            let reply = try await service.patch(id, body)
            #expect(reply.status == 200, "\(reply.message)")
            let expected = try JSONDecoder().decode(JSONValue.self, from: Data(value.utf8))
            #expect(reply.fields[name] == expected)
            #expect(try await service.send(.GET, "/v2/images/\(id)").json == reply.json)
        }
    }

    @Test("a property that is removed is gone")
    func remove() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage(Self.original)
            let reply = try await service.patch(id, #"[{"op":"remove","path":"/hw"}]"#)
            #expect(reply.status == 200)
            #expect(reply.fields["hw"] == nil)
            #expect(try await service.ids("hw=x").isEmpty)
        }
    }

    @Test("the older draft names the operation by a member, and adds what is not there yet only")
    func olderDraft() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage(Self.original)
            func patch(_ body: String) async throws -> TestService.Reply {
                try await service.patch(id, body, draft: "2.0")
            }
            #expect(try await patch(#"[{"replace":"/name","value":"two"}]"#).fields["name"] == .string("two"))
            #expect(try await patch(#"[{"add":"/k","value":"v"}]"#).fields["k"] == .string("v"))
            #expect(try await patch(#"[{"remove":"/k"}]"#).fields["k"] == nil)
            for name in ["hw", "name"] {
                let reply = try await patch(#"[{"add":"/\#(name)","value":"v"}]"#)
                #expect(reply.status == 409)
                #expect(reply.message.contains("Property \(name) already present."))
            }
            #expect(try await patch(#"[{"value":"v"}]"#).message.contains("exactly one member"))
            #expect(try await patch(#"[{"add":"/k","remove":"/k","value":"v"}]"#).message.contains("only one member"))
        }
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let body: String
        let status: Int
        let words: String
        var testDescription: String { "\(status) \(body.prefix(80))" }

        init(_ body: String, _ status: Int, _ words: String) {
            (self.body, self.status, self.words) = (body, status, words)
        }
    }

    private static func replacing(_ path: String, _ value: String) -> String {
        #"[{"op":"replace","path":"\#(path)","value":\#(value)}]"#
    }

    /// A location that is added, with what it says of its data.
    private static func locating(_ data: String) -> String {
        #"[{"op":"add","path":"/locations/-","value":{"url":"x","metadata":{},"validation_data":\#(data)}}]"#
    }

    static let refusals: [Refusal] = [
        .init("", 400, "Body expected"), .init("{x", 400, "Malformed JSON"), .init("{}", 400, "must be a JSON array"),
        .init("[1]", 400, "Operations must be JSON objects."), .init("[{}]", 400, "Unable to find `op`"),
        .init(#"[{"op":"foo","path":"/a"}]"#, 400, "Invalid operation: `foo`."),
        .init(#"[{"op":5,"path":"/a"}]"#, 400, "Invalid operation: `5`."),
        .init(#"[{"op":"replace"}]"#, 400, "Unable to find 'path'"),
        .init(#"[{"op":"replace","path":"/name"}]"#, 400, #"requires a member named "value""#),
        .init(replacing("name", #""x""#), 400, "does not start with"),
        .init(#"[{"op":"remove","path":5}]"#, 400, "not a string"),
        .init(replacing("/a//b", #""x""#), 400, "adjacent"),
        .init(replacing("//", #""x""#), 400, "Pointer `//` end with"),
        .init(replacing("/a/", #""x""#), 400, "end with"), .init(replacing("/a~", #""x""#), 400, "escape sequence"),
        .init(replacing("/a~2", #""x""#), 400, "escape sequence"),
        .init(replacing("/tags/-", #""x""#), 400, "Invalid JSON pointer for this resource: '/tags/-'"),
        .init(replacing("/name/first", #""x""#), 400, "Invalid JSON pointer"),
        .init(replacing("/name", "5"), 400, "instance['name']"), .init(replacing("/name", #""😀""#), 400, "4 byte"),
        .init(replacing("/visibility", #""foo""#), 400, "instance['visibility']"),
        .init(replacing("/min_disk", "-1"), 400, "parameter 'min_disk'"),
        .init(replacing("/min_disk", "2147483648"), 400, "out of range"),
        .init(replacing("/min_ram", #""5""#), 400, "instance['min_ram']"),
        .init(replacing("/protected", "1"), 400, "instance['protected']"),
        .init(replacing("/tags", "[5]"), 400, "instance['tags']"),
        .init(replacing("/hw", "5"), 400, "instance['hw']"), .init(replacing("/hw", "null"), 400, "instance['hw']"),
        .init(replacing("/hw", #""😀""#), 400, "4 byte"),
        .init(#"[{"op":"add","path":"/😀","value":"x"}]"#, 400, "4 byte"),
        .init(replacing("/id", #""x""#), 403, "Attribute 'id' is read-only."),
        .init(replacing("/status", #""active""#), 403, "Attribute 'status' is read-only."),
        .init(replacing("/os_hash_value", #""x""#), 403, "read-only"),
        .init(#"[{"op":"remove","path":"/checksum"}]"#, 403, "read-only"),
        .init(#"[{"op":"add","path":"/location","value":"x"}]"#, 403, "Attribute 'location' is reserved."),
        .init(#"[{"op":"add","path":"/os_glance_x","value":"x"}]"#, 403, "reserved"),
        .init(#"[{"op":"add","path":"/deleted","value":"x"}]"#, 403, "reserved"),
        .init(#"[{"op":"remove","path":"/name"}]"#, 403, "Property name may not be removed."),
        .init(#"[{"op":"remove","path":"/tags"}]"#, 403, "may not be removed"),
        .init(replacing("/owner", #""other""#), 403, "Owner can't be updated by non admin."),
        .init(#"[{"op":"add","path":"/owner","value":"other"}]"#, 403, "by non admin"),
        .init(replacing("/visibility", #""public""#), 403, "publicize_image"),
        .init(replacing("/locations", "[]"), 403, "Cannot set locations to empty list."),
        .init(replacing("/locations", #"[{"url":"x","metadata":{}}]"#), 403, "not allowed to update locations"),
        .init(replacing("/locations", #""x""#), 400, "instance['locations']"),
        .init(
            #"[{"op":"add","path":"/locations/-","value":{"url":"x","metadata":{}}}]"#, 403,
            "It's not allowed to add locations if locations are invisible."),
        .init(#"[{"op":"add","path":"/locations/-","value":"x"}]"#, 400, "instance['locations'][0]"),
        .init(#"[{"op":"add","path":"/locations/-","value":{"url":"x"}}]"#, 400, "'metadata' is a required property"),
        .init(locating("{}"), 400, "'os_hash_algo' is a required property"),
        .init(locating(#"{"checksum":"a"}"#), 400, "'os_hash_algo' is a required property"),
        .init(locating(#"{"os_hash_algo":"sha512"}"#), 400, "'os_hash_value' is a required property"),
        .init(locating("1"), 400, "1 is not of type 'object'"),
        .init(locating(#"{"os_hash_algo":"md5","os_hash_value":"a","x":"y"}"#), 400, "('x' was unexpected)"),
        .init(locating(#"{"os_hash_algo":5,"os_hash_value":"a"}"#), 400, "5 is not of type 'string'"),
        .init(locating(#"{"os_hash_algo":"md5","os_hash_value":"a","checksum":"b"}"#), 400, "'b' is too short"),
        .init(locating(#"{"os_hash_algo":"md5","os_hash_value":"a"}"#), 403, "not allowed to add locations"),
        .init(#"[{"op":"add","path":"/locations","value":[]}]"#, 400, "Invalid JSON pointer"),
        .init(#"[{"op":"remove","path":"/locations/0"}]"#, 403, "delete_image_location"),
        .init(replacing("/nope", #""x""#), 409, "Property nope does not exist."),
        .init(#"[{"op":"remove","path":"/nope"}]"#, 409, "Property nope does not exist."),
        .init(
            "[\((0..<129).map { #"{"op":"add","path":"/p\#($0)","value":"x"}"# }.joined(separator: ","))]", 413,
            "Attempted: 130, Maximum: 128"),
        .init(
            replacing("/tags", "[\((0..<129).map { "\"\($0)\"" }.joined(separator: ","))]"), 413,
            "Attempted: 129, Maximum: 128"),
    ]

    @Test("what a patch may not do is refused, and nothing of it is done", arguments: refusals)
    func refused(_ refusal: Refusal) async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage(Self.original)
            let before = try await service.send(.GET, "/v2/images/\(id)").json
            let reply = try await service.patch(id, refusal.body)
            #expect(reply.status == refusal.status)
            #expect(reply.message.contains(refusal.words), "\(reply.message.prefix(200))")
            #expect(try await service.send(.GET, "/v2/images/\(id)").json == before)
        }
    }

    @Test("an operation that fails takes those before it back")
    func wholeOrNothing() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage(Self.original)
            let before = try await service.send(.GET, "/v2/images/\(id)").json
            let reply = try await service.patch(
                id,
                """
                [{"op":"replace","path":"/name","value":"two"},{"op":"add","path":"/k","value":"v"},
                 {"op":"replace","path":"/tags","value":[]},{"op":"remove","path":"/nope"}]
                """)
            #expect(reply.status == 409)
            #expect(try await service.send(.GET, "/v2/images/\(id)").json == before)
        }
    }

    @Test(
        "another media type is 415, and the answer says which are taken",
        arguments: ["application/json", "text/plain", nil])
    func mediaType(type: String?) async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            let reply = try await service.send(
                .PATCH, "/v2/images/\(id)", headers: type.map { [("Content-Type", $0)] } ?? [],
                body: .bytes(ByteBuffer(string: "[]")))
            #expect(reply.status == 415)
            #expect(
                reply.headers.first(name: "Accept-Patch")
                    == "application/openstack-images-v2.0-json-patch, application/openstack-images-v2.1-json-patch")
        }
    }

    @Test("formats are for an image without data")
    func formats() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            _ = try await service.upload([1], to: id)
            for name in ["disk_format", "container_format"] {
                let reply = try await service.patch(id, #"[{"op":"replace","path":"/\#(name)","value":null}]"#)
                #expect(reply.status == 403)
                #expect(reply.message == "Attribute \(name) can be only replaced for a queued image.")
            }
            #expect(try await service.patch(id, Self.replacing("/name", #""x""#)).status == 200)
        }
    }

    @Test("an admin gives an image to another project, to nobody, and to everybody's sight")
    func admin() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage(#"{"visibility":"private"}"#)
            func patch(_ path: String, _ value: String) async throws -> TestService.Reply {
                try await service.patch(id, Self.replacing(path, value), token: TestService.admin)
            }
            #expect(try await patch("/owner", #""other""#).fields["owner"] == .string("other"))
            #expect(try await service.send(.GET, "/v2/images/\(id)").status == 404)
            #expect(try await service.send(.GET, "/v2/images/\(id)", token: TestService.stranger).status == 200)
            #expect(try await patch("/visibility", #""public""#).status == 200)
            #expect(try await service.send(.GET, "/v2/images/\(id)").status == 200)
            #expect(try await patch("/owner", "null").fields["owner"] == .null)
            #expect(try await patch("/owner", #""""#).fields["owner"] == .string(""))
            let shown = try await service.send(.GET, "/v2/images/\(id)", token: TestService.admin)
            #expect(shown.fields["owner"] == .null)
        }
    }

    @Test("a protected image is changed, and unprotected")
    func protected() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage(#"{"protected":true}"#)
            #expect(try await service.patch(id, Self.replacing("/name", #""x""#)).status == 200)
            #expect(try await service.send(.DELETE, "/v2/images/\(id)").status == 403)
            #expect(try await service.patch(id, Self.replacing("/protected", "false")).status == 200)
            #expect(try await service.send(.DELETE, "/v2/images/\(id)").status == 204)
        }
    }

    @Test("a change is newer than what it changes, and an empty patch is no change")
    func updatedAt() async throws {
        try await TestService.use { (service: TestService) async throws in
            let older = try await service.newImage()
            let newer = try await service.newImage()
            #expect(try await service.ids("sort=updated_at") == [newer, older])
            _ = try await service.patch(older, "[]")
            #expect(try await service.ids("sort=updated_at") == [newer, older])
            _ = try await service.patch(older, Self.replacing("/name", #""x""#))
            #expect(try await service.ids("sort=updated_at") == [older, newer])
            #expect(try await service.ids() == [newer, older])
        }
    }

    @Test("patches that come at the same time are each made on what the others left")
    func atTheSameTime() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            try await withThrowingTaskGroup(of: Int.self) { group in
                for index in 0..<40 {
                    group.addTask {
                        try await service.patch(id, #"[{"op":"add","path":"/p\#(index)","value":"x"}]"#).status
                    }
                }
                for try await status in group { #expect(status == 200) }
            }
            let fields = try await service.send(.GET, "/v2/images/\(id)").fields
            #expect((0..<40).allSatisfy { fields["p\($0)"] == .string("x") })
        }
    }
}
