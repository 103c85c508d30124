import Foundation
import ImageModel
import NIOCore
import NIOHTTP1

@testable import ImageService

/// A service with an image of each kind, on which the cast tries what it may do.
///
/// An image that somebody was allowed to change is replaced, so that each finds the kind that it is called.
struct PolicyStage {
    private struct Prop: Hashable {
        let kind: PolicyTable.Kind
        let hasData: Bool
    }

    let service: TestService
    let cast: PolicyCast
    private var images: [Prop: String] = [:]
    private var made: [String] = []

    init(_ service: TestService, _ cast: PolicyCast) {
        self.service = service
        self.cast = cast
    }

    /// What somebody is answered who does something to an image of a kind.
    mutating func status(
        of action: PolicyTable.Action, by person: PolicyCast.Person, on kind: PolicyTable.Kind
    ) async throws -> Int {
        let prop = Prop(kind: kind, hasData: [.download, .deactivate].contains(action))
        let image = try await image(prop)
        let status = try await perform(action, on: image, token: cast.token(person))
        let looks: [PolicyTable.Action] = [.list, .show, .download, .members]
        if status < 300, !looks.contains(action) { images[prop] = nil }
        return status
    }

    /// What somebody is answered to a request that is about no image that there is.
    mutating func status(of request: PolicyTable.Request, by person: PolicyCast.Person) async throws -> Int {
        let token = cast.token(person)
        func create(_ more: String) async throws -> TestService.Reply {
            try await service.create(#"{"os_hidden":true\#(more)}"#, token: token)
        }
        let reply =
            switch request {
            case .list: try await service.send(.GET, "/v2/images?limit=1", token: token)
            case .create: try await create("")
            case .createPublic: try await create(#","visibility":"public""#)
            case .createCommunity: try await create(#","visibility":"community""#)
            case .createForAnother: try await create(#","owner":"\#(cast.other)""#)
            case .storesDetail: try await service.send(.GET, "/v2/info/stores/detail", token: token)
            case .schema: try await service.send(.GET, "/v2/schemas/image", token: token)
            }
        if reply.status == 201, let id = reply.fields["id"]?.string { made.append(id) }
        return reply.status
    }

    /// Removes every image that was made.
    func strike() async throws {
        for id in made { _ = try await service.send(.DELETE, "/v2/images/\(id)", token: cast.token(.admin)) }
    }

    private func perform(_ action: PolicyTable.Action, on id: String, token: String) async throws -> Int {
        let path = "/v2/images/\(id)"
        switch action {
        case .list: return try await service.ids("os_hidden=true&id=\(id)", token: token) == [id] ? 200 : 404
        case .show: return try await service.send(.GET, path, token: token).status
        case .download: return try await service.send(.GET, path + "/file", token: token).status
        case .upload: return try await service.upload([1, 2, 3], to: id, token: token).status
        case .rename: return try await replace("name", by: "new", of: id, token)
        case .publicize: return try await replace("visibility", by: "public", of: id, token)
        case .communitize: return try await replace("visibility", by: "community", of: id, token)
        case .tag: return try await service.send(.PUT, path + "/tags/new", token: token).status
        case .delete: return try await service.send(.DELETE, path, token: token).status
        case .deactivate: return try await service.send(.POST, path + "/actions/deactivate", token: token).status
        case .members: return try await service.send(.GET, path + "/members", token: token).status
        case .offer: return try await offer(id, to: "new", token).status
        case .withdraw: return try await service.send(.DELETE, path + "/members/\(cast.other)", token: token).status
        case .accept: return try await accept(id, token).status
        }
    }

    private func replace(_ attribute: String, by value: String, of id: String, _ token: String) async throws -> Int {
        try await service.patch(
            id, #"[{"op":"replace","path":"/\#(attribute)","value":"\#(value)"}]"#, token: token
        ).status
    }

    private func offer(_ id: String, to project: String, _ token: String) async throws -> TestService.Reply {
        try await service.send(.POST, "/v2/images/\(id)/members", token: token, json: #"{"member":"\#(project)"}"#)
    }

    private func accept(_ id: String, _ token: String) async throws -> TestService.Reply {
        try await service.send(
            .PUT, "/v2/images/\(id)/members/\(cast.other)", token: token, json: #"{"status":"accepted"}"#)
    }

    /// An image as it is to be; what prepares it is done by those who may.
    private mutating func image(_ prop: Prop) async throws -> String {
        if let id = images[prop] { return id }
        let isShared = [.shared, .offered, .accepted].contains(prop.kind)
        let visibility = isShared ? "shared" : prop.kind.rawValue
        let id = try await service.newImage(
            """
            {"visibility":"\(visibility)","owner":"\(cast.owner)","os_hidden":true,"disk_format":"raw",
            "container_format":"bare"}
            """, token: cast.token(.admin))
        made.append(id)
        if prop.hasData {
            try expect(204, try await service.upload([1, 2, 3], to: id, token: cast.token(.admin)).status)
        }
        if prop.kind == .offered || prop.kind == .accepted {
            try expect(200, try await offer(id, to: cast.other, cast.token(.member)).status)
        }
        if prop.kind == .accepted { try expect(200, try await accept(id, cast.token(.stranger)).status) }
        images[prop] = id
        return id
    }

    private func expect(_ wanted: Int, _ status: Int) throws {
        if status != wanted { throw TestService.Unexpected(reply: "\(status) instead of \(wanted)") }
    }
}
