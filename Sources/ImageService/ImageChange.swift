import Foundation
import ImageModel

/// One operation of a JSON patch, with a value that has been validated for its attribute.
struct ImageChange: Sendable {
    let operation: Operation
    let attribute: ImageAttribute
    /// nil for a removal, and for `locations`, which this service does not show, so that they cannot be changed.
    private let value: AttributeValue?
    /// Whether `add` fails if the property already exists, as in the older draft of JSON patch.
    private let isNewOnly: Bool
    /// Whether the value is an empty list: removing all locations of an image is not allowed.
    private let isEmpty: Bool

    enum Operation: String, CaseIterable {
        case add, remove, replace
    }

    /// - Throws: `Fault` 400, 403 or 413.
    init(_ operation: Operation, _ attribute: ImageAttribute, _ value: JSONValue, isNewOnly: Bool) throws {
        (self.operation, self.attribute, self.isNewOnly) = (operation, attribute, isNewOnly)
        isEmpty = value == .array([])
        if attribute == .locations {
            self.value = nil
            if operation != .remove { try Self.checkLocations(operation == .add ? .array([value]) : value) }
            return
        }
        if attribute == .id { throw Fault.forbidden("Attribute 'id' is read-only.") }
        if !StoredImage.settable.contains(attribute) { try attribute.checkMayBeSet() }
        self.value = operation == .remove ? nil : try AttributeValue(value, for: attribute)
    }

    /// Applies the change, if the identity is allowed to.
    ///
    /// - Throws: `Fault` 403 or 409.
    fileprivate func apply(to image: inout StoredImage, for identity: Identity) throws {
        if attribute == .locations { throw refusalOfLocations(of: image, for: identity) }
        if attribute == .owner, operation != .remove, !identity.isAdmin {
            throw Fault.forbidden("Owner can't be updated by non admin.")
        }
        if attribute == .visibility, case .text(let text?) = value {
            try identity.checkMayMake(image, Visibility(rawValue: text))
        }
        guard identity.mayChange(image) else { throw identity.refusal(of: "modify_image") }
        let name = attribute.rawValue
        let isBase = StoredImage.settable.contains(attribute)
        let isThere = isBase || image.properties[name] != nil
        if let value {
            if operation == .replace, !isThere { throw Fault.conflict("Property \(name) does not exist.") }
            if operation == .add, isThere, isNewOnly { throw Fault.conflict("Property \(name) already present.") }
            try image.set(attribute, to: value)
        } else {
            if isBase { throw Fault.forbidden("Property \(name) may not be removed.") }
            guard isThere else { throw Fault.conflict("Property \(name) does not exist.") }
            image.properties[name] = nil
        }
    }

    private func refusalOfLocations(of image: StoredImage, for identity: Identity) -> Fault {
        switch operation {
        case .replace where isEmpty: return .forbidden("Cannot set locations to empty list.")
        case .remove where !identity.isAdmin: return identity.refusal(of: "delete_image_location")
        case .add where !identity.mayChange(image), .replace where !identity.mayChange(image):
            return identity.refusal(of: "set_image_location")
        case .add, .remove, .replace:
            let verb = operation == .replace ? "update" : operation.rawValue
            return .forbidden("It's not allowed to \(verb) locations if locations are invisible.")
        }
    }

    private static func checkLocations(_ value: JSONValue) throws {
        guard let elements = value.array else {
            throw AttributeValue.mismatch(value, "is not of type 'array'", .locations)
        }
        for (index, element) in elements.enumerated() {
            guard let fields = element.object else {
                throw AttributeValue.mismatch(element, "is not of type 'object'", .locations, at: index)
            }
            for name in ["url", "metadata"] where fields[name] == nil {
                throw AttributeValue.mismatch(.string(name), "is a required property", .locations, at: index)
            }
            if let data = fields["validation_data"] { try checkValidationData(data, at: index) }
        }
    }

    /// The fields of a location's validation data and their lengths, in characters; all but the first are required.
    private static let validationLengths: [(name: String, lengths: ClosedRange<Int>)] = [
        ("checksum", 32...32), ("os_hash_algo", 0...64), ("os_hash_value", 0...128),
    ]

    /// Throws if a location's validation data is not valid, in Glance's words.
    private static func checkValidationData(_ data: JSONValue, at index: Int) throws {
        func mismatch(_ reason: String, _ value: JSONValue, _ path: String = "") -> Fault {
            .badRequest(
                "Provided object does not match schema 'image': \(reason)\n\n"
                    + "On instance['locations'][\(index)]['validation_data']\(path):\n    \(value.quoted)")
        }
        guard let fields = data.object else { throw mismatch("\(data.quoted) is not of type 'object'", data) }
        let names = validationLengths.map(\.name)
        if let other = fields.keys.sorted().first(where: { !names.contains($0) }) {
            throw mismatch("Additional properties are not allowed ('\(other)' was unexpected)", data)
        }
        if let missing = names.dropFirst().first(where: { fields[$0] == nil }) {
            throw mismatch("'\(missing)' is a required property", data)
        }
        for (name, lengths) in validationLengths {
            guard let value = fields[name] else { continue }
            guard let text = value.string else {
                throw mismatch("\(value.quoted) is not of type 'string'", value, "['\(name)']")
            }
            let length = text.unicodeScalars.count
            if !lengths.contains(length) {
                let reason = length < lengths.lowerBound ? "short" : "long"
                throw mismatch("\(value.quoted) is too \(reason)", value, "['\(name)']")
            }
        }
    }
}

extension [ImageChange] {
    /// Applies the changes in order, or throws so that none takes effect.
    ///
    /// - Throws: `Fault` 403, 409 or 413.
    func apply(to image: inout StoredImage, for identity: Identity) throws {
        guard !isEmpty else { return }
        let old = Set(image.properties.keys)
        for change in self { try change.apply(to: &image, for: identity) }
        // An image that has more properties than the limit, from the time of a larger quota, may still be changed.
        if !old.isSuperset(of: image.properties.keys) {
            // Properties that the service itself sets do not count.
            let count = image.properties.keys.filter { !ImageAttribute(rawValue: $0).isReserved }.count
            try AttributeValue.checkQuota("properties", count, ImageLimits.propertyCount)
        }
        image.touch(Date())
    }
}
