/// The query of `GET /v2/tasks`.
struct TaskPage: Sendable {
    let limit: Int
    let marker: String?
    /// The texts that a task must have, by column.
    let texts: [String: String]
    /// The timestamps that a task must have, by column, as text in the format of Glance's database.
    let moments: [String: String]
    /// Whether no task can match.
    let isForNothing: Bool
    let sortKey: String
    let isAscending: Bool
    let first: String
    private let query: QueryString

    /// The sort keys, and their columns.
    private static let columns = [
        "created_at": "createdAt", "updated_at": "updatedAt", "expires_at": "expiresAt", "status": "status", "id": "id",
        "type": "id",
    ]
    /// The only type that the filter accepts, as in Glance. It matches no task, as all tasks have the type `api_image_import`.
    private static let importType = "import"

    /// The attributes that can be filtered by, and their columns; any other name is ignored.
    private static let textColumns = [
        "id": "id", "image_id": "image", "owner": "owner", "user_id": "user", "request_id": "request",
        "status": "status",
    ]
    private static let momentColumns = [
        "created_at": "createdAt", "updated_at": "updatedAt", "expires_at": "expiresAt",
    ]

    /// Parses a query.
    ///
    /// - Throws: `Fault` 400, in Glance's words.
    init(_ query: QueryString) throws {
        limit = try query.pageLimit
        marker = query["marker"]
        if let marker, !marker.isEmpty, !Self.isUUID(marker) { throw Fault.badRequest("Invalid marker format") }
        // An empty status or type is valid, but no task has it.
        if let status = query["status"], !status.isEmpty, StoredTask.Status(rawValue: status) == nil {
            throw Fault.badRequest("Invalid status value: \(status)")
        }
        let type = query["type"]
        if let type, !type.isEmpty, type != Self.importType { throw Fault.badRequest("Invalid type value: \(type)") }
        texts = Self.conditions(query, Self.textColumns)
        moments = Self.conditions(query, Self.momentColumns)
        // No stored text contains U+0000, and SQLite would compare only the part before it.
        isForNothing = type != nil || query.hasNull
        guard let column = Self.columns[query["sort_key"] ?? "created_at"] else {
            throw Fault.badRequest("Sort key supplied was not valid.")
        }
        sortKey = column
        let direction = query["sort_dir"] ?? "desc"
        guard ["asc", "desc"].contains(direction) else {
            throw Fault.badRequest("Invalid sort direction: \(direction)")
        }
        isAscending = direction == "asc"
        self.query = query.setting("marker", to: nil)
        first = self.query.appended(to: "/v2/tasks")
    }

    /// Returns a query's values for some names, by column.
    private static func conditions(_ query: QueryString, _ columns: [String: String]) -> [String: String] {
        var values: [String: String] = [:]
        for (name, column) in columns { values[column] = query[name] }
        return values
    }

    /// Whether a text may be an id: 32 hexadecimal digits, with hyphens anywhere.
    private static func isUUID(_ text: String) -> Bool {
        text.replacing("-", with: "").wholeMatch(of: /[0-9A-Fa-f]{32}/) != nil
    }

    /// The link to the page after the one that ends with the given task.
    func next(after id: String) -> String { query.setting("marker", to: id).appended(to: "/v2/tasks") }
}
