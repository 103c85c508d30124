import Foundation
import Hummingbird
import ImageModel

/// `/v2/images/{id}/locations`: where the data is. It is told to administrators, and nobody may set it: there is no store
/// here that reads from elsewhere.
struct LocationRoutes: Sendable {
    let catalogue: Catalogue
    let stores: Stores

    func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let image = try await image(context)
        guard try context.requireIdentity().isAdmin else { throw Fault.policy("fetch_image_location") }
        let locations = image.storeNames.compactMap { stores[$0] }.map { store in
            JSONValue.object([
                "url": .string("file://" + store.path(of: image.id)),
                "metadata": .object(["store": .string(store.name)]),
            ])
        }
        return .json(.array(locations))
    }

    func add(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let body = try await request.json()
        guard let url = body.object?["url"] else { throw Self.mismatch("'url' is a required property", body) }
        guard url.string != nil else {
            throw Self.mismatch("\(url.text()) is not of type 'string'", url, "['url']")
        }
        let image = try await image(context)
        guard image.status == ImageStatus.queued.rawValue else {
            throw Fault.conflict("It's not allowed to add locations if image status is \(image.status).")
        }
        throw Fault.forbidden("http store must be enabled to use location API by normal user.")
    }

    private func image(_ context: ServiceContext) async throws -> StoredImage {
        let (identity, id) = (try context.requireIdentity(), try context.imageID)
        guard let image = try await catalogue.image(id, for: identity) else { throw Fault.noImage(id) }
        return image
    }

    private static func mismatch(_ reason: String, _ value: JSONValue, _ path: String = "") -> Fault {
        .badRequest(
            "Provided object does not match schema 'location': \(reason)\n\nOn instance['add_location']\(path):\n    "
                + value.text())
    }
}
