import ImageModel

/// The schemas of tasks.
enum TaskDocuments {
    /// The types that a task may have.
    static let types = ["import", "api_image_import", "location_import"]

    /// `GET /v2/schemas/task`.
    static let taskSchema: JSONValue = .object([
        "name": .string("task"), "properties": .object(common.merging(details) { $1 }),
    ])

    /// `GET /v2/schemas/tasks`.
    static let tasksSchema: JSONValue = .object([
        "name": .string("tasks"),
        "properties": .object([
            "tasks": .object([
                "type": .string("array"),
                "items": .object(["name": .string("task"), "properties": .object(common)]),
            ]),
            "schema": .object(["type": .string("string")]),
        ]),
        "links": .array([.object(["rel": .string("describedby"), "href": .string("{schema}")])]),
    ])

    private static let common: [String: JSONValue] = [
        "id": text("The task's UUID", ["pattern": .string(ImageDocuments.idPattern)]),
        "type": text("What the task does", ["enum": .array(types.map(JSONValue.string))]),
        "status": text(
            "Where the task is in its life",
            ["enum": .array(["pending", "processing", "success", "failure"].map(JSONValue.string))]),
        "owner": text("The project that asked for the task"), "image_id": text("The image that the task works on"),
        "request_id": text("The request that asked for the task"), "user_id": text("The user who asked for the task"),
        "expires_at": nullable("string", "When the task is forgotten"), "created_at": text("When the task was made"),
        "updated_at": text("When the task last changed"), "self": link, "schema": link,
    ]

    private static let details: [String: JSONValue] = [
        "input": nullable("object", "What was asked for"), "result": nullable("object", "What came of it"),
        "message": text("What happened, in words"),
    ]

    private static let link: JSONValue = .object(["readOnly": .bool(true), "type": .string("string")])

    private static func text(_ description: String, _ more: [String: JSONValue] = [:]) -> JSONValue {
        .object(more.merging(["type": .string("string"), "description": .string(description)]) { $1 })
    }

    private static func nullable(_ type: String, _ description: String) -> JSONValue {
        .object([
            "type": .array([.string("null"), .string(type)]), "description": .string(description),
        ])
    }
}
