import Foundation
import ImageModel

/// One operation of a JSON patch, whose value is known to be one that its attribute takes.
struct ImageChange: Sendable {
    let operation: Operation
    let attribute: ImageAttribute
    /// nil for a removal, and for `locations`, which are not shown here and so cannot be changed.
    private let value: AttributeValue?
    /// Whether `add` is for what is not there yet: so it was in the older draft.
    private let isNewOnly: Bool
    /// Whether the value is an empty list: no image may lose all its locations.
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

    /// Makes the change, where this identity may.
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

    /// What may be said of the data at a location, and the characters that each has; all but the first have to be said.
    private static let validationLengths: [(name: String, lengths: ClosedRange<Int>)] = [
        ("checksum", 32...32), ("os_hash_algo", 0...64), ("os_hash_value", 0...128),
    ]

    /// Refuses what is no description of the data at a location, in Glance's words.
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
    /// Makes the changes, one after the other, or refuses them all.
    ///
    /// - Throws: `Fault` 403, 409 or 413.
    func apply(to image: inout StoredImage, for identity: Identity) throws {
        guard !isEmpty else { return }
        let old = Set(image.properties.keys)
        for change in self { try change.apply(to: &image, for: identity) }
        // An image that has more already, by a quota of old, may still be changed.
        if !old.isSuperset(of: image.properties.keys) {
            // What the service notes in an image itself is not counted.
            let count = image.properties.keys.filter { !ImageAttribute(rawValue: $0).isReserved }.count
            try AttributeValue.checkQuota("properties", count, ImageLimits.propertyCount)
        }
        image.touch(Date())
    }
}
