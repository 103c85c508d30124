import Foundation
import ImageModel

/// Reads the body of `POST /v2/images`.
enum CreateRequest {
    /// The record that a body asks for.
    ///
    /// - Parameter project: the owner, where the body names none.
    /// - Throws: `Fault` 400, 403 or 413.
    static func image(_ body: JSONValue, project: String, now: Date) throws -> StoredImage {
        guard let fields = body.object else { throw Fault.badRequest("The request body must be a JSON object.") }
        var image = StoredImage(owner: project, now: now)
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            let attribute = ImageAttribute(rawValue: name)
            if attribute == .id {
                guard case .text(let id?) = try AttributeValue(value, for: .id) else { continue }
                image.id = id
            } else {
                if !StoredImage.settable.contains(attribute) {
                    try attribute.checkMayBeSet()
                    try checkKey(name)
                }
                try image.set(attribute, to: AttributeValue(value, for: attribute))
            }
        }
        try AttributeValue.checkQuota("properties", image.properties.count, ImageLimits.propertyCount)
        return image
    }

    /// The length of a key counts here only: a patch may add a longer one.
    private static func checkKey(_ key: String) throws {
        guard key.unicodeScalars.count <= ImageLimits.propertyKeyLength else {
            throw Fault.badRequest(
                "Custom property should not be greater than \(ImageLimits.propertyKeyLength) characters.")
        }
    }
}

extension ImageAttribute {
    /// Refuses a name that is the service's own.
    ///
    /// - Throws: `Fault` 403.
    func checkMayBeSet() throws {
        if Self.readOnly.contains(self) { throw Fault.forbidden("Attribute '\(rawValue)' is read-only.") }
        if isReserved { throw Fault.forbidden("Attribute '\(rawValue)' is reserved.") }
    }
}
