import Foundation
import ImageModel

/// An image of another region, as an import by glance-download names it.
struct RemoteImage: Hashable, Sendable {
    /// The region, as Keystone's catalog has it; case does not matter.
    let region: String
    /// The image's id there.
    let image: String
    /// The interface of the endpoint: `public`, `internal` or `admin`.
    let interface: String

    /// What is taken where a request names no interface.
    static let usualInterface = "public"

    /// What a request's method names; nil where it does not name an image and a region.
    init?(_ method: [String: JSONValue]) {
        guard let region = method["glance_region"]?.string, let image = method["glance_image_id"]?.string else {
            return nil
        }
        // Glance takes what Python reads as a UUID: hyphens, braces and a prefix are of no account.
        let digits = image.replacing("urn:", with: "").replacing("uuid:", with: "")
            .trimmingCharacters(in: ["{", "}"]).replacing("-", with: "")
        guard digits.utf8.count == 32, digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) else { return nil }
        if let interface = method["glance_service_interface"] {
            guard let interface = interface.string else { return nil }
            self.interface = interface
        } else {
            interface = Self.usualInterface
        }
        (self.region, self.image) = (region, image)
    }

    /// Refuses a request that names no image of another region, in the words and the order of Glance's checks.
    ///
    /// - Throws: `Fault` 400.
    static func check(_ remote: RemoteImage?, in body: JSONValue) throws {
        guard remote == nil else { return }
        let method = body.object?["method"]?.object ?? [:]
        for name in ["glance_region", "glance_image_id"] where method[name] == nil {
            throw Fault.badRequest("'\(name)' needs to be set for glance-download import method")
        }
        for name in ["glance_region", "glance_service_interface"] where method[name]?.string == nil {
            throw Fault.badRequest("'\(name)' must be a string")
        }
        let id = method["glance_image_id"].map { $0.string ?? $0.text() } ?? ""
        throw Fault.badRequest("Remote image id does not look like a UUID: \(id)")
    }
}
