import Foundation
import ImageModel

/// An image in another region, as a glance-download import identifies it.
struct RemoteImage: Hashable, Sendable {
    /// The name of the region in Keystone's catalog; its case is ignored.
    let region: String
    /// The image's id in that region.
    let image: String
    /// The interface of the endpoint: `public`, `internal` or `admin`.
    let interface: String

    /// The interface if a request does not name one.
    static let usualInterface = "public"

    /// Parses a request's method; nil if it does not identify an image and a region.
    init?(_ method: [String: JSONValue]) {
        guard let region = method["glance_region"]?.string, let image = method["glance_image_id"]?.string else {
            return nil
        }
        // Glance accepts what Python parses as a UUID, which ignores hyphens, braces and a prefix.
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

    /// Throws if a request does not identify an image in another region, with the wording and the order of Glance's checks.
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
