package import ImageModel

extension Image {
    /// Returns an attribute or a property as the API represents it; nil if the image has none, or lists do not include it.
    func value(of attribute: ImageAttribute) -> JSONValue? {
        switch attribute {
        case .visibility: .string(visibility.rawValue)
        case .owner: owner.map(JSONValue.string)
        case .size: size.map(JSONValue.integer)
        case .virtualSize: virtualSize.map(JSONValue.integer)
        case .minDisk: minDisk.map(JSONValue.integer)
        case .minRAM: minRAM.map(JSONValue.integer)
        case .protected: .bool(isProtected)
        case .hidden: .bool(isHidden)
        case .tags: .array(tags.map(JSONValue.string))
        case .createdAt: createdAt.map { .string($0.rawValue) }
        case .updatedAt: updatedAt.map { .string($0.rawValue) }
        default: additional[attribute.rawValue] ?? text(of: attribute).map(JSONValue.string)
        }
    }

    /// Returns an attribute or a property as it is shown in a list; nil if there is nothing to show.
    package func words(of attribute: ImageAttribute) -> String? {
        switch (attribute, value(of: attribute)) {
        case (_, nil), (_, .null): nil
        case (.size, .integer(let bytes)), (.virtualSize, .integer(let bytes)): Format.bytes(bytes)
        case (_, .string(let text)): text.isEmpty ? nil : text
        case (_, .bool(let flag)): flag ? "yes" : "no"
        case (_, .array(let values)):
            values.isEmpty ? nil : values.map { $0.string ?? $0.text() }.joined(separator: ", ")
        case (_, let value?): value.text()
        }
    }
}
