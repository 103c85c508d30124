import Foundation
import HTTPTypes
import Hummingbird
import ImageModel

/// The route `/v2/images/{id}/locations`, for where the data is stored. Only the cloud's own services and administrators may
/// read it, and nobody may set it, as no store here reads from elsewhere.
struct LocationRoutes: Sendable {
    let catalogue: Catalogue
    let stores: Stores
    /// Decides which addresses may be read from.
    let download: WebDownload
    /// Decides whether a service of the cloud sends a request on behalf of a user.
    let authenticator: Authenticator

    func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let (identity, image) = try await image(context)
        guard identity.maySeeLocations else { throw identity.refusal(of: "fetch_image_location") }
        let names = image.tellsStores(to: identity) ? image.storeNames : []
        let locations = names.compactMap { stores[$0] }.map { store in
            JSONValue.object([
                "url": .string("file://" + store.path(of: image.id)),
                "metadata": .object(["store": .string(store.name)]),
            ])
        }
        return .json(.array(locations))
    }

    func add(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let body = try await request.json()
        guard let fields = body.object else { throw Self.mismatch("\(body.quoted) is not of type 'object'", body) }
        guard let value = fields["url"] else { throw Self.mismatch("'url' is a required property", body) }
        guard let url = value.string else {
            throw Self.mismatch("\(value.quoted) is not of type 'string'", value, "['url']")
        }
        try Self.check(validationData: fields["validation_data"])
        let (identity, image) = try await image(context)
        guard image.status == ImageStatus.queued.rawValue else {
            throw Fault.conflict("It's not allowed to add locations if image status is \(image.status).")
        }
        guard identity.mayLocate(image) else { throw identity.refusal(of: "add_image_location") }
        // Only here does the service's token count; apart from that, a service acts with the user's permissions.
        let isByService = try await authenticator.isService(request.headers[.serviceToken])
        guard identity.isService || isByService else {
            throw Fault.forbidden("http store must be enabled to use location API by normal user.")
        }
        let scheme = url.prefix { $0 != ":" }.lowercased()
        if ["http", "https"].contains(scheme), await !download.allows(url) {
            throw Fault.badRequest("URI for add location does not pass filtering: \(url)")
        }
        throw Fault.forbidden("There is no store here that reads from elsewhere.")
    }

    private static let hashes = ["sha1", "sha256", "sha512", "md5"]

    /// Throws if the description of the data's hash is not valid.
    private static func check(validationData data: JSONValue?) throws {
        let path = "['validation_data']"
        guard let data else { return }
        guard let fields = data.object else { throw mismatch("\(data.quoted) is not of type 'object'", data, path) }
        let (algorithm, value) = ("os_hash_algo", "os_hash_value")
        if let other = fields.keys.sorted().first(where: { $0 != algorithm && $0 != value }) {
            throw mismatch("Additional properties are not allowed ('\(other)' was unexpected)", data, path)
        }
        for (one, other) in [(algorithm, value), (value, algorithm)] where fields[one] != nil && fields[other] == nil {
            throw mismatch("'\(other)' is a dependency of '\(one)'", data, path)
        }
        if let text = fields[algorithm], !(text.string.map(hashes.contains) ?? false) {
            let list = hashes.map { "'\($0)'" }.joined(separator: ", ")
            throw mismatch("\(text.quoted) is not one of [\(list)]", text, path + "['\(algorithm)']")
        }
        if let text = fields[value], text.string == nil {
            throw mismatch("\(text.quoted) is not of type 'string'", text, path + "['\(value)']")
        }
    }

    /// Returns the identity that asks, and the requested image.
    private func image(_ context: ServiceContext) async throws -> (Identity, StoredImage) {
        let (identity, id) = (try context.requireIdentity(), try context.imageID)
        guard let image = try await catalogue.image(id, for: identity) else { throw Fault.noImage(id) }
        return (identity, image)
    }

    private static func mismatch(_ reason: String, _ value: JSONValue, _ path: String = "") -> Fault {
        .badRequest(
            "Provided object does not match schema 'location': \(reason)\n\nOn instance['add_location']\(path):\n    "
                + value.quoted)
    }
}
