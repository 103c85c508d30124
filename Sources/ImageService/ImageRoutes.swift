import Foundation
import HTTPTypes
import Hummingbird
import ImageModel

/// The routes `/v2/images` and `/v2/images/{id}`.
struct ImageRoutes: Sendable {
    let catalogue: Catalogue
    let stores: Stores
    /// The available import methods, by their names in the API.
    let methods: [String]

    func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        let page = try PageRequest(request.query)
        guard identity.isReader else { throw Fault.policy("get_images") }
        let found = try await catalogue.images(page, for: identity)
        return .json { text in
            text.object { members in
                members.add("images") { $0.array(found.images) { $1.write(to: &$0, for: identity) } }
                members.add("first", page.first)
                members.add("schema", "/v2/schemas/images")
                if let last = found.images.last, found.mayHaveMore {
                    members.add("next", page.next(after: last.id))
                }
            }
        }
    }

    func create(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        if let type = request.headers[.contentType], MediaType(from: type)?.isType(.applicationJson) != true {
            throw Fault.unsupportedMediaType(
                "The request media type \(type) is not supported by this server: send application/json.")
        }
        let asked = try CreateRequest.image(
            try await request.json(limit: Request.imageLimit), for: identity, now: Date())
        let image = try await catalogue.insert(asked)
        var response = Response.json(status: .created) { image.write(to: &$0, for: identity) }
        response.headers[.location] = context.base + image.path
        response.headers[.importMethods] = methods.joined(separator: ",")
        response.headers[.storeIDs] = stores.names.joined(separator: ",")
        return response
    }

    func show(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try request.refuseBody()
        let identity = try context.requireIdentity()
        let id = try context.imageID
        guard let image = try await catalogue.image(id, for: identity) else { throw Fault.noImage(id) }
        try identity.checkMaySee()
        return .json { image.write(to: &$0, for: identity) }
    }

    func update(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        let id = try context.imageID
        let changes = try await PatchRequest(request).changes
        let image = try await catalogue.update(id, for: identity) { image in
            try changes.apply(to: &image, for: identity)
            // If there are no changes, nothing else has checked the permission.
            try identity.checkMaySee()
        }
        guard let image else { throw Fault.noImage(id) }
        return .json { image.write(to: &$0, for: identity) }
    }

    func delete(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try request.refuseBody()
        let identity = try context.requireIdentity()
        let id = try context.imageID
        let isFound = try await catalogue.delete(id, for: identity) { image in
            guard identity.mayChange(image) else { throw identity.refusal(of: "delete_image") }
            guard !image.isProtected else { throw Fault.forbidden("Image \(id) is protected and cannot be deleted.") }
        }
        guard isFound else { throw Fault.notFound("Failed to find image \(id) to delete") }
        for store in stores.all + [stores.staging] { await store.remove(id) }
        return .noContent
    }
}
