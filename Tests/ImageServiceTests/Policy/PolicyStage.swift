import Foundation
import ImageModel
import NIOCore
import NIOHTTP1

@testable import ImageService

/// A service with an image of each kind, on which the cast tries what it may do.
///
/// An image that somebody was allowed to change is replaced, so that each finds the kind that it is called. All are hidden:
/// nobody else's list has them.
struct PolicyStage {
    fileprivate struct Prop: Hashable {
        let kind: PolicyTable.Kind
        let state: State

        /// Where the image's data is: nowhere, in the staging area, in a store, in two; or barred from use.
        enum State { case empty, staged, stored, copied, deactivated }
    }

    let service: TestService
    let cast: PolicyCast
    private var images: [Prop: String] = [:]

    init(_ service: TestService, _ cast: PolicyCast) {
        self.service = service
        self.cast = cast
    }

    /// What somebody is answered who does something to an image of a kind.
    mutating func status(
        of action: PolicyTable.Action, by person: PolicyCast.Person, on kind: PolicyTable.Kind
    ) async throws -> Int {
        let prop = Prop(kind: kind, state: action.state)
        let image = try await image(prop)
        let status = try await perform(action, on: image, token: cast.token(person))
        let looks: [PolicyTable.Action] = [.list, .show, .download, .members, .tasks, .locations]
        if status < 300, !looks.contains(action) { images[prop] = nil }
        if status == 202 { try await settle(image) }
        return status
    }

    /// What somebody is answered to a request that is about no image that there is.
    func status(of request: PolicyTable.Request, by person: PolicyCast.Person) async throws -> Int {
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
            case .tasks: try await service.send(.GET, "/v2/tasks?limit=1", token: token)
            case .namespaces: try await service.send(.GET, "/v2/metadefs/namespaces?limit=1", token: token)
            case .storesDetail: try await service.send(.GET, "/v2/info/stores/detail", token: token)
            case .schema: try await service.send(.GET, "/v2/schemas/image", token: token)
            }
        return reply.status
    }

    private func perform(_ action: PolicyTable.Action, on id: String, token: String) async throws -> Int {
        let path = "/v2/images/\(id)"
        switch action {
        case .list:
            let reply = try await service.send(.GET, "/v2/images?os_hidden=true&id=\(id)", token: token)
            return reply.status == 200 && reply.fields["images"]?.array?.isEmpty == true ? 404 : reply.status
        case .show: return try await service.send(.GET, path, token: token).status
        case .download: return try await service.send(.GET, path + "/file", token: token).status
        case .upload: return try await service.upload([1, 2, 3], to: id, token: token).status
        case .rename: return try await replace("name", by: "new", of: id, token)
        case .publicize: return try await replace("visibility", by: "public", of: id, token)
        case .communitize: return try await replace("visibility", by: "community", of: id, token)
        case .tag: return try await service.send(.PUT, path + "/tags/new", token: token).status
        case .delete: return try await service.send(.DELETE, path, token: token).status
        case .deactivate, .reactivate:
            return try await service.send(.POST, path + "/actions/\(action)", token: token).status
        case .members: return try await service.send(.GET, path + "/members", token: token).status
        case .offer: return try await offer(id, to: "new", token).status
        case .withdraw: return try await service.send(.DELETE, path + "/members/\(cast.other)", token: token).status
        case .accept: return try await accept(id, token).status
        case .stage: return try await service.upload([1, 2, 3], to: id, token: token, as: "stage").status
        case .bring:
            return try await service.importImage(id, #"{"method":{"name":"glance-direct"}}"#, token: token).status
        case .copy: return try await copy(id, token).status
        case .removeCopy: return try await service.send(.DELETE, "/v2/stores/cheap/\(id)", token: token).status
        case .tasks: return try await service.send(.GET, path + "/tasks", token: token).status
        case .locations: return try await service.send(.GET, path + "/locations", token: token).status
        case .locate:
            return try await service.send(
                .POST, path + "/locations", token: token, json: #"{"url":"http://127.0.0.1/x"}"#
            ).status
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

    private func copy(_ id: String, _ token: String) async throws -> TestService.Reply {
        try await service.importImage(id, #"{"method":{"name":"copy-image"},"all_stores":true}"#, token: token)
    }

    /// Waits until no task works on an image any more.
    private func settle(_ id: String) async throws {
        try await waitUntil {
            let reply = try await service.send(.GET, "/v2/images/\(id)", token: cast.token(.admin))
            return reply.status == 200 && reply.fields["os_glance_import_task"] == nil
        }
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
        if prop.state != .empty {
            let resource = prop.state == .staged ? "stage" : "file"
            let reply = try await service.upload([1, 2, 3], to: id, token: cast.token(.admin), as: resource)
            try expect(204, reply.status)
        }
        if prop.state == .copied {
            try expect(202, try await copy(id, cast.token(.admin)).status)
            try await settle(id)
        }
        if prop.state == .deactivated {
            try expect(204, try await perform(.deactivate, on: id, token: cast.token(.admin)))
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

extension PolicyTable.Action {
    /// What is to be with the data of the image that it is done to.
    fileprivate var state: PolicyStage.Prop.State {
        switch self {
        case .download, .deactivate, .copy: .stored
        case .bring: .staged
        case .reactivate: .deactivated
        case .removeCopy: .copied
        default: .empty
        }
    }
}
