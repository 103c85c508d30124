import Foundation
import ImageModel
import NIOHTTP1
import TestSupport
import Testing

/// `POST /v2/images/{id}/actions/deactivate` and `…/reactivate`.
@Suite(.atMost(8, of: "services")) struct ActionContractTests {
    @Test("a deactivated image keeps its data to itself, but for an admin, until it is reactivated")
    func turns() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            _ = try await service.upload([1, 2, 3], to: id)
            let path = "/v2/images/\(id)"
            for (action, status) in [
                ("reactivate", "active"), ("deactivate", "deactivated"), ("deactivate", "deactivated"),
            ] {
                #expect(try await service.send(.POST, "\(path)/actions/\(action)").status == 204)
                #expect(try await service.send(.GET, path).fields["status"] == .string(status))
            }
            let refused = try await service.send(.GET, path + "/file")
            #expect(refused.status == 403)
            #expect(
                refused.message == "The requested image has been deactivated. Image data download is forbidden.")
            #expect(try await service.send(.GET, path + "/file", token: TestService.admin).body == Data([1, 2, 3]))
            #expect(try await service.send(.GET, path).fields["stores"] == nil)
            #expect(
                try await service.send(.GET, path, token: TestService.admin).fields["stores"] == .string("local"))
            #expect(try await service.send(.POST, "\(path)/actions/reactivate").status == 204)
            #expect(try await service.send(.GET, path + "/file").body == Data([1, 2, 3]))
        }
    }

    @Test("an action takes no body")
    func body() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            let reply = try await service.send(.POST, "/v2/images/\(id)/actions/deactivate", json: "{}")
            #expect(reply.status == 400)
            #expect(reply.message == "A body is not expected with this request.")
        }
    }

    @Test("an image without data is neither deactivated nor reactivated", arguments: ["deactivate", "reactivate"])
    func withoutData(action: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            let reply = try await service.send(.POST, "/v2/images/\(id)/actions/\(action)")
            #expect(reply.status == 403)
            #expect(reply.message == "Not allowed to \(action) image in status 'queued'")
            #expect(try await service.send(.POST, "/v2/images/nope/actions/\(action)").status == 404)
        }
    }
}
