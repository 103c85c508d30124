import ImageModel

/// The schemas of an image's members.
enum MemberDocuments {
    /// `GET /v2/schemas/member`.
    static let memberSchema: JSONValue = .object(["name": .string("member"), "properties": .object(properties)])

    /// `GET /v2/schemas/members`.
    static let membersSchema: JSONValue = .object([
        "name": .string("members"),
        "properties": .object([
            "members": .object(["type": .string("array"), "items": memberSchema]),
            "schema": .object(["type": .string("string")]),
        ]),
        "links": .array([.object(["rel": .string("describedby"), "href": .string("{schema}")])]),
    ])

    private static let properties: [String: JSONValue] = {
        func text(_ description: String, _ more: [String: JSONValue] = [:]) -> JSONValue {
            .object(["type": .string("string"), "description": .string(description)].merging(more) { $1 })
        }
        return [
            "member_id": text("The project that the image is shared with"),
            "image_id": text("The image's UUID", ["pattern": .string(ImageDocuments.idPattern)]),
            "created_at": text("When the membership was made"),
            "updated_at": text("When the membership last changed"),
            "status": text(
                "What the project has made of the offer",
                ["enum": .array(["pending", "accepted", "rejected"].map(JSONValue.string))]),
            "schema": .object(["type": .string("string"), "readOnly": .bool(true)]),
        ]
    }()
}
