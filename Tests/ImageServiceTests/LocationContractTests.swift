import AsyncHTTPClient
import Foundation
import ImageModel
import NIOCore
import NIOHTTP1
import TestSupport
import Testing

@testable import ImageService

/// `POST /v2/images/{id}/locations`. The refusals are those of Glance 33.0.0.
@Suite(.atMost(8, of: "services")) struct LocationContractTests {
    @Test(
        "who may not change the image is told so",
        arguments: [
            (TestService.reader, "private", 403, "You are not authorized to complete add_image_location action."),
            (TestService.stranger, "community", 403, "You are not authorized to complete add_image_location action."),
            (TestService.stranger, "private", 404, "No image found"),
            (TestService.member, "private", 403, "http store"),
            (TestService.admin, "private", 403, "http store"),
        ])
    func refused(token: String, visibility: String, status: Int, words: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage(#"{"visibility":"\#(visibility)"}"#)
            let reply = try await service.send(
                .POST, "/v2/images/\(id)/locations", token: token, json: #"{"url":"http://x/y"}"#)
            #expect(reply.status == status)
            #expect(reply.message.contains(words), "\(reply.message)")
        }
    }

    @Test("a service of the cloud is told where the data is, and of no image that is out of its project's reach")
    func told() async throws {
        try await TestService.use(authentication: PolicyCast.authentication) { (service: TestService) async throws in
            let mine = try await service.newImage(token: "member")
            let path = "/v2/images/\(mine)/locations"
            #expect(try await service.send(.GET, path, token: "service").json == .array([]))
            #expect(try await service.upload([1, 2, 3], to: mine, token: "member").status == 204)
            let told = try await service.send(.GET, path, token: "service")
            #expect(told.json?.array?.first?.object?["url"] == .string("file://\(service.folder)/data/\(mine)"))
            #expect(
                try await service.send(.POST, "/v2/images/\(mine)/actions/deactivate", token: "member").status == 204)
            #expect(try await service.send(.GET, path, token: "service").json == .array([]))
            #expect(try await service.send(.GET, path, token: "admin").json == told.json)
            for (visibility, status) in [("private", 404), ("shared", 404), ("community", 200), ("public", 200)] {
                let theirs = try await service.newImage(
                    #"{"visibility":"\#(visibility)","owner":"other"}"#, token: "admin")
                let reply = try await service.send(.GET, "/v2/images/\(theirs)/locations", token: "service")
                #expect(reply.status == status, "\(visibility)")
            }
        }
    }

    @Test(
        "a service of the cloud may say where data is, but nothing is read from there",
        arguments: [
            ("http://127.0.0.1/x", 400, "URI for add location does not pass filtering: http://127.0.0.1/x"),
            ("HTTPS://169.254.169.254/x", 400, "does not pass filtering"), ("http:nonsense", 400, "does not pass"),
            ("http://93.184.215.14/x", 403, "no store here"), ("file:///etc/passwd", 403, "no store here"),
            ("nonsense", 403, "no store here"),
        ])
    func located(url: String, status: Int, words: String) async throws {
        try await TestService.use(authentication: PolicyCast.authentication) { (service: TestService) async throws in
            let id = try await service.newImage(token: "member")
            let reply = try await service.send(
                .POST, "/v2/images/\(id)/locations", token: "service", json: #"{"url":"\#(url)"}"#)
            #expect(reply.status == status)
            #expect(reply.message.contains(words), "\(reply.message)")
        }
    }

    @Test(
        "a service that sends its own token says where data is for whom it asks, and no more than they may",
        arguments: [
            ("member", "private", "service", 400, "does not pass filtering"),
            ("admin", "private", "service", 400, "does not pass filtering"),
            ("member", "private", "admin", 403, "http store"), ("member", "private", "nobody's", 403, "http store"),
            ("member", "private", "", 403, "http store"),
            ("reader", "private", "service", 403, "add_image_location"),
            ("stranger", "community", "service", 403, "add_image_location"),
            ("stranger", "private", "service", 404, "No image found"),
        ])
    func sentByService(person: String, visibility: String, sender: String, status: Int, words: String) async throws {
        try await TestService.use(authentication: PolicyCast.authentication) { (service: TestService) async throws in
            let id = try await service.newImage(#"{"visibility":"\#(visibility)"}"#, token: "member")
            let reply = try await service.send(
                .POST, "/v2/images/\(id)/locations", token: person,
                headers: [("Content-Type", "application/json"), ("X-Service-Token", sender)],
                body: .bytes(ByteBuffer(string: #"{"url":"http://127.0.0.1/x"}"#)))
            #expect(reply.status == status)
            #expect(reply.message.contains(words), "\(reply.message)")
        }
    }

    @Test(
        "a description of the data's hash has to be one",
        arguments: [
            ("1", "1 is not of type 'object'"), ("null", "is not of type 'object'"),
            (#"{"os_hash_algo":"sha512"}"#, "'os_hash_value' is a dependency of 'os_hash_algo'"),
            (#"{"os_hash_value":"ab"}"#, "'os_hash_algo' is a dependency of 'os_hash_value'"),
            (
                #"{"os_hash_algo":"nope","os_hash_value":"ab"}"#,
                "'nope' is not one of ['sha1', 'sha256', 'sha512', 'md5']"
            ),
            (#"{"x":"y"}"#, "Additional properties are not allowed ('x' was unexpected)"),
            (#"{"os_hash_algo":"md5","os_hash_value":1}"#, "1 is not of type 'string'"),
        ])
    func validation(data: String, words: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            let reply = try await service.send(
                .POST, "/v2/images/\(id)/locations", json: #"{"url":"http://x/y","validation_data":\#(data)}"#)
            #expect(reply.status == 400)
            #expect(reply.message.contains(words), "\(reply.message)")
        }
    }
}
