import Foundation
import HTTPTypes
import Hummingbird
import ImageModel

/// The route `/v2/images/{id}/tags/{tag}`.
struct TagRoutes: Sendable {
    let catalogue: Catalogue

    func add(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try request.refuseBody()
        let tag = try AttributeValue.tag(try context.decoded("tag"))
        let id = try context.imageID
        return try await change(context) { tags in
            if !tags.contains(tag) { tags.append(tag) }
            do {
                try AttributeValue.checkQuota("tags", tags.count, ImageLimits.tagCount)
            } catch let fault as Fault {
                throw Fault.tooLarge("Image tag limit exceeded for image \(id): \(fault.message):")
            }
        }
    }

    func remove(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try request.refuseBody()
        let tag = try context.decoded("tag")
        return try await change(context) { tags in
            guard let position = tags.firstIndex(of: tag) else {
                throw Fault.noResource
            }
            tags.remove(at: position)
        }
    }

    private func change(
        _ context: ServiceContext, _ change: @Sendable @escaping (inout [String]) throws -> Void
    ) async throws -> Response {
        let identity = try context.requireIdentity()
        let id = try context.imageID
        let image = try await catalogue.update(id, for: identity) { image in
            guard identity.mayChange(image) else { throw identity.refusal(of: "modify_image") }
            var tags = image.tags
            try change(&tags)
            image.tags = tags.sorted()
            image.touch(Date())
        }
        guard image != nil else { throw Fault.notFound("Image \(id) not found.") }
        return .noContent
    }
}
