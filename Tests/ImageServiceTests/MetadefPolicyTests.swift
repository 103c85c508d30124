import Foundation
import ImageModel
import NIOHTTP1
import TestSupport
import Testing

@testable import ImageService

/// Who may see and change metadata definitions.
@Suite(.atMost(8, of: "services")) struct MetadefPolicyTests {
    static let writes: [(HTTPMethod, String, String?, String)] = [
        (.PUT, "", #"{"namespace":"A"}"#, "modify_metadef_namespace"), (.DELETE, "", nil, "delete_metadef_namespace"),
        (.POST, "/objects", #"{"name":"o"}"#, "add_metadef_object"),
        (.PUT, "/objects/object", #"{"name":"o"}"#, "modify_metadef_object"),
        (.DELETE, "/objects/object", nil, "delete_metadef_object"),
        (.DELETE, "/objects", nil, "delete_metadef_namespace"),
        (.POST, "/properties", #"{"name":"p","title":"t","type":"string"}"#, "add_metadef_property"),
        (.PUT, "/properties/colour", #"{"name":"p","title":"t","type":"string"}"#, "modify_metadef_property"),
        (.DELETE, "/properties/colour", nil, "remove_metadef_property"),
        (.DELETE, "/properties", nil, "delete_metadef_namespace"),
        (.POST, "/tags", #"{"tags":[]}"#, "add_metadef_tags"), (.POST, "/tags/t", nil, "add_metadef_tag"),
        (.PUT, "/tags/tag", #"{"name":"t"}"#, "modify_metadef_tag"), (.DELETE, "/tags/tag", nil, "delete_metadef_tag"),
        (.DELETE, "/tags", nil, "delete_metadef_namespace"),
        (.POST, "/resource_types", #"{"name":"T"}"#, "add_metadef_resource_type_association"),
        (.DELETE, "/resource_types/OS::Test::Thing", nil, "remove_metadef_resource_type_association"),
    ]

    @Test("members may not write where they may see, and find nothing where they may not")
    func writing() async throws {
        try await TestService.use { (service: TestService) async throws in
            try await service.newNamespace("Open")
            try await service.newNamespace("Hidden")
            let hide = try await service.metadefs(.PUT, "/Hidden", #"{"namespace":"Hidden"}"#)
            #expect(hide.fields["visibility"] == .string("private"))
            for (method, path, body, action) in Self.writes {
                let open = try await service.metadefs(method, "/Open" + path, body, token: TestService.member)
                #expect(open.status == 403, "\(method) \(path)")
                #expect(open.message == "You are not authorized to complete \(action) action.")
                let hidden = try await service.metadefs(method, "/Hidden" + path, body, token: TestService.member)
                #expect(hidden.status == 404, "\(method) \(path)")
                // Nor do the words tell that there is something.
                let absent = try await service.metadefs(method, "/Absent" + path, body, token: TestService.member)
                #expect(hidden.message == absent.message.replacing("Absent", with: "Hidden"))
            }
            let create = try await service.metadefs(.POST, "", #"{"namespace":"B"}"#, token: TestService.member)
            #expect(create.status == 403)
            #expect(create.message == "You are not authorized to complete add_metadef_namespace action.")
        }
    }

    @Test("a private namespace is its project's and the admins'")
    func visibility() async throws {
        try await TestService.use { (service: TestService) async throws in
            _ = try await service.metadefs(.POST, "", #"{"namespace":"Mine","owner":"demo"}"#)
            for (token, status) in [
                (TestService.admin, 200), (TestService.member, 200), (TestService.reader, 200),
                (TestService.stranger, 404),
            ] {
                for path in ["", "/objects", "/properties", "/tags", "/resource_types"] {
                    #expect(try await service.metadefs(.GET, "/Mine" + path, token: token).status == status)
                }
                let list = try await service.metadefs(.GET, "?limit=1000", token: token)
                #expect(list.names("namespaces", by: "namespace").contains("Mine") == (status == 200))
            }
            let marker = try await service.metadefs(.GET, "?marker=Mine", token: TestService.stranger)
            #expect(marker.status == 404)
        }
    }

    @Test("without a role nothing is seen, and without a token nobody is known")
    func strangers() async throws {
        let tokens = ["none": Identity(user: "eve", project: "demo", roles: [])]
        try await TestService.use(authentication: .tokens(tokens)) { (service: TestService) async throws in
            for (path, status) in [
                ("/namespaces", 404), ("/resource_types", 404), ("/namespaces/OS::OperatingSystem", 404),
                ("/namespaces/OS::OperatingSystem/tags", 404),
            ] {
                #expect(try await service.send(.GET, "/v2/metadefs" + path, token: "none").status == status)
                #expect(try await service.send(.GET, "/v2/metadefs" + path, token: nil).status == 401)
            }
            #expect(try await service.send(.GET, "/v2/schemas/metadefs/tag", token: nil).status == 401)
        }
    }

    @Test("a method that a resource does not know is 405, and a body that it does not take 400")
    func methods() async throws {
        try await TestService.use { (service: TestService) async throws in
            try await service.newNamespace("A")
            for (method, path, allowed) in [
                (HTTPMethod.PATCH, "", "GET, POST"), (.POST, "/A", "GET, PUT, DELETE"),
                (.PUT, "/A/objects", "GET, POST, DELETE"), (.POST, "/A/objects/object", "GET, PUT, DELETE"),
                (.POST, "/A/properties/colour", "GET, PUT, DELETE"), (.PATCH, "/A/tags", "GET, POST, DELETE"),
                (.PATCH, "/A/tags/tag", "GET, POST, PUT, DELETE"),
                (.GET, "/A/resource_types/OS::Test::Thing", "DELETE"),
            ] {
                let reply = try await service.metadefs(method, path, method == .GET ? nil : "{}")
                #expect(reply.status == 405, "\(method) \(path)")
                #expect(reply.headers.first(name: "Allow") == allowed)
            }
            for (method, path) in [
                (HTTPMethod.GET, "/A"), (.DELETE, "/A"), (.DELETE, "/A/tags"), (.GET, "/A/objects/object"),
                (.POST, "/A/tags/t"), (.DELETE, "/A/properties/colour"), (.GET, "/A/resource_types"),
            ] {
                let reply = try await service.metadefs(method, path, "{}")
                #expect(reply.status == 400, "\(method) \(path)")
                #expect(reply.message == "A body is not expected with this request.")
            }
        }
    }
}
