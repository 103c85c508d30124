import Foundation
import HTTPTypes
import Hummingbird
import ImageModel
import NIOCore
import NIOPosix

/// `/v2/images` and what lies below it.
struct ImageRoutes: Sendable {
    let catalogue: Catalogue
    let stores: Stores

    func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        guard identity.isReader else { throw Fault.policy("get_images") }
        let page = try PageRequest(request.uri.queryParameters.map { (String($0.key), String($0.value)) })
        let images = try await catalogue.images(page, visibleTo: identity)
        var fields: [String: JSONValue] = [
            "images": .array(images.map(\.document)), "first": .string(page.first),
            "schema": .string("/v2/schemas/images"),
        ]
        if let last = images.last, images.count == page.limit { fields["next"] = .string(page.next(after: last.id)) }
        return .json(.object(fields))
    }

    func create(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        if let type = request.headers[.contentType], MediaType(from: type)?.isType(.applicationJson) != true {
            throw Fault.unsupportedMediaType(
                "The request media type \(type) is not supported by this server: send application/json.")
        }
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: CreateRequest.bodyLimit)
        } catch is NIOTooManyBytesError {
            throw Fault.tooLarge("The request body is larger than \(CreateRequest.bodyLimit) bytes.")
        }
        let image = try CreateRequest.parse(
            Data(body.readableBytesView), project: identity.project, isAdmin: identity.isAdmin)
        try identity.checkMayCreate(image)
        let stored = StoredImage(image, owner: identity.project, now: Date())
        try await catalogue.insert(stored)
        var response = Response.json(stored.document, status: .created)
        response.headers[.location] = request.base + stored.path
        response.headers[.storeIDs] = stores.names.joined(separator: ",")
        return response
    }

    func show(_ request: Request, _ context: ServiceContext) async throws -> Response {
        .json(try await visibleImage(context).document)
    }

    func delete(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        let id = try context.imageID
        let image = try await catalogue.update(id) { image in
            guard identity.maySee(image) else { throw Fault.notFound("Failed to find image \(id) to delete") }
            guard identity.mayChange(image) else { throw Fault.policy("delete_image") }
            guard !image.isProtected else { throw Fault.forbidden("Image \(id) is protected and cannot be deleted.") }
            // The id stays taken for ever, as Glance keeps it; the rest is forgotten.
            image = StoredImage(deleted: image)
        }
        guard image != nil else { throw Fault.notFound("Failed to find image \(id) to delete") }
        for store in stores.all + [stores.staging] { store.remove(id) }
        return .noContent
    }

    private func visibleImage(_ context: ServiceContext) async throws -> StoredImage {
        let identity = try context.requireIdentity()
        let id = try context.imageID
        guard let image = try await catalogue.image(id), identity.maySee(image) else { throw Fault.noImage(id) }
        return image
    }
}

extension HTTPField.Name {
    static let storeIDs = HTTPField.Name(validated: "OpenStack-image-store-ids")
    static let requestID = HTTPField.Name(validated: "x-openstack-request-id")
    static let authToken = HTTPField.Name(validated: "X-Auth-Token")

    /// A name that is a valid token by construction.
    init(validated name: String) {
        self = HTTPField.Name(name) ?? .server
    }
}

extension Request {
    /// The address that the request was sent to.
    var base: String { "http://" + (head.authority ?? "localhost") }
}

extension Response {
    /// Done, and nothing to say.
    static let noContent = Response(status: .noContent)

    static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: value.text())))
    }
}
