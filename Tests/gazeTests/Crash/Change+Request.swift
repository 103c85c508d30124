import AsyncHTTPClient
import ImageModel
import NIOCore
import NIOHTTP1

extension Change {
    /// Asks a service for the change.
    ///
    /// - Parameters:
    ///   - data: what an upload sends.
    ///   - pause: between the chunks of an upload.
    ///   - web: the address of the server that data is downloaded from.
    /// - Returns: the status of the answer.
    func send(
        to service: ServeProcess, of id: String, _ data: ByteBuffer?, pause: Duration?, web: String,
        by client: HTTPClient
    ) async throws -> Int {
        let image = "/v2/images/\(id)"
        func upload(_ path: String, _ headers: [(String, String)] = []) async throws -> ServiceReply {
            let bytes = data ?? ByteBuffer()
            return try await service.send(
                .PUT, path, headers: [("Content-Type", "application/octet-stream")] + headers,
                body: .stream(
                    Chunks(bytes: bytes, pause: pause),
                    // As many with a length as in chunks.
                    length: bytes.readableBytes.isMultiple(of: 2) ? .known(Int64(bytes.readableBytes)) : .unknown),
                by: client)
        }
        let reply: ServiceReply
        switch self {
        case .create(let name):
            reply = try await service.send(.POST, "/v2/images", Self.record(id, name), by: client)
        case .patch(let text):
            let changes = ["name"] + Self.patched
            reply = try await service.send(
                .PATCH, image, type: "application/openstack-images-v2.1-json-patch",
                .array(
                    changes.map {
                        .object(["op": .string("add"), "path": .string("/" + $0), "value": .string(text)])
                    }), by: client)
        case .tag(let tag): reply = try await service.send(.PUT, image + "/tags/\(tag)", by: client)
        case .untag(let tag): reply = try await service.send(.DELETE, image + "/tags/\(tag)", by: client)
        case .share(let project):
            reply = try await service.send(
                .POST, image + "/members", .object(["member": .string(project)]), by: client)
        case .answer(let project, let answer):
            reply = try await service.send(
                .PUT, image + "/members/\(project)", .object(["status": .string(answer)]), by: client)
        case .unshare(let project):
            reply = try await service.send(.DELETE, image + "/members/\(project)", by: client)
        case .upload(_, let store): reply = try await upload(image + "/file", [("X-Image-Meta-Store", store)])
        case .stage: reply = try await upload(image + "/stage")
        case .importStaged(let stores, let mustAllSucceed):
            reply = try await service.send(
                .POST, image + "/import",
                .object([
                    "method": .object(["name": .string("glance-direct")]),
                    "stores": .array(stores.map(JSONValue.string)), "all_stores_must_succeed": .bool(mustAllSucceed),
                ]), by: client)
        case .importWeb(_, let path, let stores):
            reply = try await service.send(
                .POST, image + "/import",
                .object([
                    "method": .object(["name": .string("web-download"), "uri": .string(web + path)]),
                    "stores": .array(stores.map(JSONValue.string)),
                ]), by: client)
        case .copy(let store):
            reply = try await service.send(
                .POST, image + "/import",
                .object([
                    "method": .object(["name": .string("copy-image")]), "stores": .array([.string(store)]),
                ]), by: client)
        case .removeData(let store): reply = try await service.send(.DELETE, "/v2/stores/\(store)/\(id)", by: client)
        case .deactivate: reply = try await service.send(.POST, image + "/actions/deactivate", by: client)
        case .reactivate: reply = try await service.send(.POST, image + "/actions/reactivate", by: client)
        case .delete: reply = try await service.send(.DELETE, image, by: client)
        }
        return reply.status
    }

    /// The body that makes an image.
    static func record(_ id: String, _ name: String) -> JSONValue {
        .object([
            "id": .string(id), "name": .string(name), "disk_format": .string("raw"),
            "container_format": .string("bare"), "visibility": .string("shared"),
        ])
    }
}
