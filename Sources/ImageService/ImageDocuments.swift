import ImageModel

/// The documents that describe the service: the schemas of images, and the API's versions.
enum ImageDocuments {
    /// The regular expression for an image's id.
    static let idPattern = "^([0-9a-fA-F]){8}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){4}-([0-9a-fA-F]){12}$"

    /// The values that these attributes may have; Glance's defaults.
    static let choices: [ImageAttribute: [String]] = [
        .diskFormat: ["ami", "ari", "aki", "vhd", "vhdx", "vmdk", "raw", "qcow2", "vdi", "iso", "ploop"],
        .containerFormat: ["ami", "ari", "aki", "bare", "ovf", "ova", "docker", "compressed"],
        .visibility: ["community", "public", "private", "shared"],
        .status: [
            "queued", "saving", "active", "killed", "deleted", "uploading", "importing", "pending_delete",
            "deactivated",
        ],
    ]

    /// `GET /v2/schemas/image`.
    static let imageSchema: JSONValue = .object([
        "name": .string("image"),
        "properties": .object(properties),
        "additionalProperties": .object(["type": .string("string")]),
        "links": .array(
            [("self", "{self}"), ("enclosure", "{file}"), ("describedby", "{schema}")].map { relation, target in
                .object(["rel": .string(relation), "href": .string(target)])
            }),
    ])

    /// `GET /v2/schemas/images`.
    static let imagesSchema: JSONValue = .object([
        "name": .string("images"),
        "properties": .object([
            "images": .object(["type": .string("array"), "items": imageSchema]),
            "first": .object(["type": .string("string")]),
            "next": .object(["type": .string("string")]),
            "schema": .object(["type": .string("string")]),
        ]),
        "links": .array(
            ["first", "next", "schema"].map { name in
                .object(["rel": .string(name == "schema" ? "describedby" : name), "href": .string("{\(name)}")])
            }),
    ])

    /// The ids of the API's versions, the newest first.
    static let versionIDs = [17, 15, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0].map { "v2.\($0)" }

    /// `GET /versions`, with links to this service.
    static func versions(base: String) -> JSONValue {
        .object([
            "versions": .array(
                versionIDs.map { id in
                    .object([
                        "id": .string(id), "status": .string(id == versionIDs[0] ? "CURRENT" : "SUPPORTED"),
                        "links": .array([.object(["rel": .string("self"), "href": .string(base + "/v2/")])]),
                    ])
                })
        ])
    }

    private static let properties: [String: JSONValue] = {
        var properties: [String: JSONValue] = [:]
        func add(
            _ attribute: ImageAttribute, _ types: [String], _ description: String, readOnly: Bool = false,
            _ more: [String: JSONValue] = [:]
        ) {
            var property = more
            property["type"] = types.count == 1 ? .string(types[0]) : .array(types.map(JSONValue.string))
            property["description"] = .string(description)
            if readOnly { property["readOnly"] = .bool(true) }
            if let values = choices[attribute] {
                property["enum"] = .array((types.contains("null") ? [.null] : []) + values.map(JSONValue.string))
            }
            properties[attribute.rawValue] = .object(property)
        }
        func length(_ limit: Int) -> [String: JSONValue] { ["maxLength": .integer(Int64(limit))] }
        let nullableText = ["null", "string"]
        let nullableNumber = ["null", "integer"]

        add(.id, ["string"], "The image's UUID", ["pattern": .string(idPattern)])
        add(.name, nullableText, "A name for people; it need not be unique", length(ImageLimits.nameLength))
        add(.status, ["string"], "Where the image is in its life", readOnly: true)
        add(.visibility, ["string"], "Who may see and use the image")
        add(.protected, ["boolean"], "Whether a delete is refused")
        add(.hidden, ["boolean"], "Whether default lists leave the image out")
        add(.checksum, nullableText, "MD5 of the data, in hexadecimal", readOnly: true, length(32))
        add(.hashAlgorithm, nullableText, "The algorithm of os_hash_value", readOnly: true, length(64))
        add(.hashValue, nullableText, "The secure hash of the data, in hexadecimal", readOnly: true, length(128))
        add(.owner, nullableText, "The project that owns the image", length(255))
        add(.size, nullableNumber, "Size of the data, in bytes", readOnly: true)
        add(.virtualSize, nullableNumber, "Size of the disk that the data describes, in bytes", readOnly: true)
        add(.containerFormat, nullableText, "What the disk is wrapped in")
        add(.diskFormat, nullableText, "How the disk is laid out")
        add(.createdAt, ["string"], "When the record was made", readOnly: true)
        add(.updatedAt, ["string"], "When the record last changed", readOnly: true)
        add(
            .tags, ["array"], "Labels to find the image by",
            ["items": .object(["type": .string("string")].merging(length(ImageLimits.tagLength)) { $1 })])
        add(.directURL, ["string"], "Where the store keeps the data", readOnly: true)
        add(.minRAM, ["integer"], "Memory needed to boot, in MB")
        add(.minDisk, ["integer"], "Disk needed to boot, in GB")
        add(.selfLink, ["string"], "Where the record is", readOnly: true)
        add(.file, ["string"], "Where the data is", readOnly: true)
        add(.schema, ["string"], "Where this schema is", readOnly: true)
        add(.locations, ["array"], "Where the data is, if the cloud shows it", ["items": location])
        add(.stores, ["string"], "The stores that hold the data", readOnly: true)
        return properties
    }()

    /// The schema of a location of an image's data.
    private static let location: JSONValue = {
        func text(_ limits: [String: JSONValue]) -> JSONValue {
            .object(limits.merging(["type": .string("string")]) { $1 })
        }
        let hash = text(["minLength": .integer(32), "maxLength": .integer(32)])
        let proof: [String: JSONValue] = [
            "checksum": hash, "os_hash_algo": text(["maxLength": .integer(64)]),
            "os_hash_value": text(["maxLength": .integer(128)]),
        ]
        return .object([
            "type": .string("object"), "required": .array([.string("url"), .string("metadata")]),
            "properties": .object([
                "url": text(["maxLength": .integer(255)]), "metadata": .object(["type": .string("object")]),
                "validation_data": .object([
                    "description": .string("What the data is to be; where it is known already, it has to be the same"),
                    "type": .string("object"), "writeOnly": .bool(true), "additionalProperties": .bool(false),
                    "properties": .object(proof),
                    "required": .array([.string("os_hash_algo"), .string("os_hash_value")]),
                ]),
            ]),
        ])
    }()
}
