import ImageModel

extension StoredImage {
    /// The attributes that a request may set, except the id of a new record. Any other name is that of a custom property.
    static let settable = ImageAttribute.creatable.subtracting([.id]).union([.owner])

    /// Sets an attribute to a value.
    ///
    /// - Throws: `Fault` 403 for a format of an image that has data.
    mutating func set(_ attribute: ImageAttribute, to value: AttributeValue) throws {
        switch (attribute, value) {
        case (.name, .text(let text)): name = text
        case (.owner, .text(let text)): owner = text
        case (.diskFormat, .text(let text)):
            try checkTakesFormat(attribute)
            diskFormat = text
        case (.containerFormat, .text(let text)):
            try checkTakesFormat(attribute)
            containerFormat = text
        case (.visibility, .text(let text?)): visibility = text
        case (.minDisk, .number(let number)): minDisk = number
        case (.minRAM, .number(let number)): minRAM = number
        case (.protected, .flag(let flag)): isProtected = flag
        case (.hidden, .flag(let flag)): isHidden = flag
        case (.tags, .tags(let tags)): self.tags = Array(Set(tags)).sorted()
        case (_, .text(let text)): properties[attribute.rawValue] = text
        default: preconditionFailure("AttributeValue makes no other value for this attribute")
        }
    }

    /// Throws if a format must not change because there is data, which has been checked against the record.
    private func checkTakesFormat(_ attribute: ImageAttribute) throws {
        guard stores == nil, [ImageStatus.queued, .importing].map(\.rawValue).contains(status) else {
            throw Fault.forbidden("Attribute \(attribute.rawValue) can be only replaced for a queued image.")
        }
    }
}
