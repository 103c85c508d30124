import Foundation
import ImageModel

/// Reads the body of `POST /v2/images`, in the order and the words of Glance's checks.
enum CreateRequest {
    /// Bytes of a body at most: 128 properties and 128 tags of full length fit many times.
    static let bodyLimit = 1 << 20

    /// - Throws: `Fault` 400, 403 or 413.
    static func parse(_ body: Data, project: String, isAdmin: Bool) throws -> NewImage {
        guard !body.isEmpty else { throw Fault.badRequest("Body expected in request.") }
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: body) else {
            throw Fault.badRequest("Malformed JSON in request body.")
        }
        guard let fields = value.object else { throw Fault.badRequest("The request body must be a JSON object.") }
        var image = NewImage()
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            try set(ImageAttribute(rawValue: name), to: value, of: &image, project: project, isAdmin: isAdmin)
        }
        try checkQuotas(image)
        return image
    }

    private static func set(
        _ attribute: ImageAttribute, to value: JSONValue, of image: inout NewImage, project: String, isAdmin: Bool
    ) throws {
        switch attribute {
        case .name: image.name = try name(value)
        case .id: image.id = try id(value)
        case .diskFormat: image.diskFormat = try choice(value, attribute)
        case .containerFormat: image.containerFormat = try choice(value, attribute)
        case .visibility: image.visibility = try choice(value, attribute).map(Visibility.init(rawValue:))
        case .tags: image.tags = try tags(value)
        case .minDisk: image.minDisk = try minimum(value, attribute)
        case .minRAM: image.minRAM = try minimum(value, attribute)
        case .protected: image.isProtected = try boolean(value, attribute)
        case .hidden: image.isHidden = try boolean(value, attribute)
        case .owner:
            guard value.string == project || isAdmin && value.string != nil else {
                throw Fault.forbidden(
                    "You are not permitted to create images owned by '\(value.string ?? value.text())'")
            }
        case _ where ImageAttribute.readOnly.contains(attribute):
            throw Fault.forbidden("Attribute '\(attribute.rawValue)' is read-only.")
        case _ where attribute.isReserved:
            throw Fault.forbidden("Attribute '\(attribute.rawValue)' is reserved.")
        default:
            if attribute.rawValue.unicodeScalars.count > ImageLimits.propertyKeyLength {
                throw Fault.badRequest(
                    "Custom property should not be greater than \(ImageLimits.propertyKeyLength) characters.")
            }
            guard let text = value.string else { throw mismatch(value, "is not of type 'string'", attribute) }
            image.properties[attribute.rawValue] = text
        }
    }

    private static func name(_ value: JSONValue) throws -> String? {
        if value == .null { return nil }
        guard let name = value.string else { throw mismatch(value, "is not of type 'null', 'string'", .name) }
        guard name.unicodeScalars.count <= ImageLimits.nameLength else { throw mismatch(value, "is too long", .name) }
        guard name.unicodeScalars.allSatisfy({ $0.value <= 0xFFFF }) else {
            throw Fault.badRequest("Name can't contain 4 byte unicode characters.")
        }
        return name
    }

    private static func id(_ value: JSONValue) throws -> String {
        guard let id = value.string else { throw mismatch(value, "is not of type 'string'", .id) }
        guard ImageLimits.isImageID(id) else {
            throw mismatch(value, "does not match '\(ImageDocuments.idPattern)'", .id)
        }
        return id
    }

    private static func choice(_ value: JSONValue, _ attribute: ImageAttribute) throws -> String? {
        let choices = ImageDocuments.choices[attribute] ?? []
        if value == .null, attribute != .visibility { return nil }
        guard let choice = value.string, choices.contains(choice) else {
            let quoted = choices.map { "'\($0)'" }.joined(separator: ", ")
            throw mismatch(value, "is not one of [\(quoted)]", attribute)
        }
        return choice
    }

    private static func tags(_ value: JSONValue) throws -> [String] {
        guard let elements = value.array else { throw mismatch(value, "is not of type 'array'", .tags) }
        return try elements.map { element in
            guard let tag = element.string else { throw mismatch(element, "is not of type 'string'", .tags) }
            guard tag.unicodeScalars.count <= ImageLimits.tagLength else {
                throw mismatch(element, "is too long", .tags)
            }
            return tag
        }
    }

    private static func minimum(_ value: JSONValue, _ attribute: ImageAttribute) throws -> Int64 {
        guard case .integer(let number) = value else { throw mismatch(value, "is not of type 'integer'", attribute) }
        guard number >= 0 else {
            throw Fault.badRequest(
                "Invalid value '\(number)' for parameter '\(attribute.rawValue)': Cannot be a negative value")
        }
        guard number <= ImageLimits.minimumRange.upperBound else {
            throw Fault.badRequest(
                "'\(attribute.rawValue)' value out of range, must not exceed \(ImageLimits.minimumRange.upperBound).")
        }
        return number
    }

    private static func boolean(_ value: JSONValue, _ attribute: ImageAttribute) throws -> Bool {
        guard case .bool(let flag) = value else { throw mismatch(value, "is not of type 'boolean'", attribute) }
        return flag
    }

    private static func checkQuotas(_ image: NewImage) throws {
        let tags = Set(image.tags).count
        if tags > ImageLimits.tagCount { throw quota("image tags", tags, ImageLimits.tagCount) }
        if image.properties.count > ImageLimits.propertyCount {
            throw quota("image properties", image.properties.count, ImageLimits.propertyCount)
        }
    }

    private static func quota(_ what: String, _ attempted: Int, _ maximum: Int) -> Fault {
        .tooLarge(
            "The limit has been exceeded on the number of allowed \(what). Attempted: \(attempted), Maximum: \(maximum)"
        )
    }

    private static func mismatch(_ value: JSONValue, _ reason: String, _ attribute: ImageAttribute) -> Fault {
        let text = value.string.map { "'\($0)'" } ?? value.text()
        return .badRequest(
            "Provided object does not match schema 'image': \(text) \(reason)\n\nOn instance['\(attribute.rawValue)']:\n"
                + "    \(text)")
    }
}
