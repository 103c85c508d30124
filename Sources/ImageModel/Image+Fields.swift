extension Image {
    /// Every attribute and every property as an answer of the API writes them, null ones too.
    ///
    /// Source: `GET /v2/images` of Glance answers all of `ImageAttribute.base` for each image; its links are made of the id.
    public var fields: [String: JSONValue] {
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
    /// The record of an image as a list has it, which comes without headers.
    public init(listed image: Image) {
        self.init(image: image, fields: image.fields, headers: ImageHeaders())
    }
}
