extension Image {
    /// All attributes and properties as an answer of the API has them, including those that are null.
    ///
    /// Source: Glance's answer to `GET /v2/images` has all of `ImageAttribute.base` for each image, with links derived from its
    /// id.
    package var fields: [String: JSONValue] {
        func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }
        func number(_ value: Int64?) -> JSONValue { value.map(JSONValue.integer) ?? .null }
        let path = ImageRequest.path(of: id)
        let base: [ImageAttribute: JSONValue] = [
            .name: text(name), .id: .string(id), .status: .string(status.rawValue),
            .visibility: .string(visibility.rawValue), .owner: text(owner), .diskFormat: text(diskFormat),
            .containerFormat: text(containerFormat), .size: number(size), .virtualSize: number(virtualSize),
            .minDisk: number(minDisk), .minRAM: number(minRAM), .protected: .bool(isProtected),
            .hidden: .bool(isHidden), .tags: .array(tags.map(JSONValue.string)),
            .createdAt: text(createdAt?.rawValue), .updatedAt: text(updatedAt?.rawValue), .checksum: text(checksum),
            .hashAlgorithm: text(hashAlgorithm), .hashValue: text(secureHash), .selfLink: .string(path),
            .file: .string(path + "/file"), .schema: .string("/v2/schemas/image"),
        ]
        var fields = additional
        for (attribute, value) in base { fields[attribute.rawValue] = value }
        return fields
    }
}

extension ImageRecord {
    /// Creates the record of an image from a list, which comes without headers.
    package init(listed image: Image) {
        self.init(image: image, fields: image.fields, headers: ImageHeaders())
    }
}
