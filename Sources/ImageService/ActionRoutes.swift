import Foundation
import HTTPTypes
import Hummingbird
import ImageModel

/// The routes `/v2/images/{id}/actions/deactivate` and `…/reactivate`, which block an image's data from use and unblock it.
struct ActionRoutes: Sendable {
    let catalogue: Catalogue

    func deactivate(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try await turn("deactivate", from: .active, to: .deactivated, request, context)
    }

    func reactivate(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try await turn("reactivate", from: .deactivated, to: .active, request, context)
    }

    private func turn(
        _ action: String, from old: ImageStatus, to new: ImageStatus, _ request: Request,
        _ context: ServiceContext
    ) async throws -> Response {
        let identity = try context.requireIdentity()
        try request.refuseBody()
        let id = try context.imageID
        let image = try await catalogue.update(id, for: identity) { image in
            guard identity.mayChange(image) else { throw identity.refusal(of: action) }
            // An image that already has the new status is left unchanged.
            if image.status == new.rawValue { return }
            guard image.status == old.rawValue else {
                throw Fault.forbidden("Not allowed to \(action) image in status '\(image.status)'")
            }
            image.status = new.rawValue
            image.touch(Date())
        }
        guard image != nil else { throw Fault.noImage(id) }
        return .noContent
    }
}
