/// What `GET /v2/tasks` asks for.
struct TaskPage: Sendable {
    let limit: Int
    let marker: String?
    /// The texts that a task has to have, by its columns.
    let texts: [String: String]
    /// The moments that a task has to have, by its columns: as texts, in the form of Glance's database.
    let moments: [String: String]
    /// Whether no task can be what is asked for.
    let isForNothing: Bool
    let sortKey: String
    let isAscending: Bool
    let first: String
    private let query: QueryString

    /// The keys that tasks may be sorted by, and their columns.
    private static let columns = [
        "created_at": "createdAt", "updated_at": "updatedAt", "expires_at": "expiresAt", "status": "status", "id": "id",
        "type": "id",
    ]
    /// The type that may be asked for. That of the tasks there are is another one: Glance forgets it.
    private static let importType = "import"

    /// What a task may be asked to be equal to, and its columns; any other name is ignored.
    private static let textColumns = [
        "id": "id", "image_id": "image", "owner": "owner", "user_id": "user", "request_id": "request",
        "status": "status",
    ]
    private static let momentColumns = [
        "created_at": "createdAt", "updated_at": "updatedAt", "expires_at": "expiresAt",
    ]

    /// Reads a query.
    ///
    /// - Throws: `Fault` 400, in Glance's words.
    init(_ query: QueryString) throws {
        limit = try query.pageLimit
        marker = query["marker"]
        if let marker, !marker.isEmpty, !Self.isUUID(marker) { throw Fault.badRequest("Invalid marker format") }
        // An empty status or type is no error, and no task's.
        if let status = query["status"], !status.isEmpty, StoredTask.Status(rawValue: status) == nil {
            throw Fault.badRequest("Invalid status value: \(status)")
        }
        let type = query["type"]
        if let type, !type.isEmpty, type != Self.importType { throw Fault.badRequest("Invalid type value: \(type)") }
        texts = Self.conditions(query, Self.textColumns)
        moments = Self.conditions(query, Self.momentColumns)
        // Nothing has a text with U+0000 in it, and SQLite would compare with what stands before that.
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

    /// The values that a query gives for some names, by columns.
    private static func conditions(_ query: QueryString, _ columns: [String: String]) -> [String: String] {
        var values: [String: String] = [:]
        for (name, column) in columns { values[column] = query[name] }
        return values
    }

    /// Whether a text may be an id: hexadecimal digits, however they are parted.
    private static func isUUID(_ text: String) -> Bool {
        text.replacing("-", with: "").wholeMatch(of: /[0-9A-Fa-f]{32}/) != nil
    }

    /// The link to the page after the one that ends with a task.
    func next(after id: String) -> String { query.setting("marker", to: id).appended(to: "/v2/tasks") }
}
