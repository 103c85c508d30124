import Foundation
import ImageModel

/// Parses the body of `POST /v2/images`.
enum CreateRequest {
    /// Returns the record that a body asks for.
    ///
    /// As in Glance, violations of the schema are reported first, then missing permission to create the record, then all other
    /// errors.
    ///
    /// - Parameter identity: who asks; their project is the owner if the body names none.
    /// - Throws: `Fault` 400, 403 or 413.
    static func image(_ body: JSONValue, for identity: Identity, now: Date) throws -> StoredImage {
        guard let fields = body.object else { throw Fault.badRequest("The request body must be a JSON object.") }
        var image = StoredImage(owner: identity.project, now: now)
        var later: Fault?
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            do {
                try set(ImageAttribute(rawValue: name), to: value, in: &image)
            } catch let fault as Fault where fault.isAfterPolicy {
                later = later ?? fault
            }
        }
        try identity.checkMayCreate(image)
        if let later { throw later }
        try AttributeValue.checkQuota("properties", image.properties.count, ImageLimits.propertyCount)
        return image
    }

    private static func set(_ attribute: ImageAttribute, to value: JSONValue, in image: inout StoredImage) throws {
        if attribute == .id {
            guard case .text(let id?) = try AttributeValue(value, for: .id) else { return }
            image.id = id
            return
        }
        if !StoredImage.settable.contains(attribute) {
            do {
                try attribute.checkMayBeSet()
            } catch let fault as Fault where attribute == .locations {
                // Glance's schema allows this attribute, unlike the other reserved names.
                throw fault.afterPolicy
            }
            try checkKey(attribute.rawValue)
        }
        try image.set(attribute, to: AttributeValue(value, for: attribute))
    }

    /// Limits the length of a key, on creation only: a patch may add a longer one.
    private static func checkKey(_ key: String) throws {
        guard key.unicodeScalars.count <= ImageLimits.propertyKeyLength else {
            throw Fault.badRequest(
                "Custom property should not be greater than \(ImageLimits.propertyKeyLength) characters.")
        }
    }
}

extension ImageAttribute {
    /// Throws if the attribute's name is reserved for the service.
    ///
    /// - Throws: `Fault` 403.
    func checkMayBeSet() throws {
        if Self.readOnly.contains(self) { throw Fault.forbidden("Attribute '\(rawValue)' is read-only.") }
        if isReserved { throw Fault.forbidden("Attribute '\(rawValue)' is reserved.") }
    }
}
