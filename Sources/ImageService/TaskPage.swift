/// What `GET /v2/tasks` asks for.
struct TaskPage: Sendable {
    let limit: Int
    let marker: String?
    let status: StoredTask.Status?
    let sortKey: String
    let isAscending: Bool
    /// Whether it is for tasks of any type; of a type that may be asked for, there are none here.
    let isForAnyType: Bool
    let first: String
    private let query: QueryString

    /// The keys that tasks may be sorted by, and their columns.
    private static let columns = [
        "created_at": "createdAt", "updated_at": "updatedAt", "expires_at": "expiresAt", "status": "status", "id": "id",
        "type": "id",
    ]
    /// The types that may be asked for. That of the tasks there are is not among them: Glance forgets it.
    private static let types = ["import", "location_import"]

    /// Reads a query.
    ///
    /// - Throws: `Fault` 400, in Glance's words.
    init(_ query: QueryString) throws {
        limit = try query.pageLimit
        marker = query["marker"]
        status = try query["status"].map { text in
            guard let status = StoredTask.Status(rawValue: text) else {
                throw Fault.badRequest("Invalid status value: \(text)")
            }
            return status
        }
        let type = query["type"]
        if let type, !Self.types.contains(type) { throw Fault.badRequest("Invalid type value: \(type)") }
        isForAnyType = type == nil
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

    /// The link to the page after the one that ends with a task.
    func next(after id: String) -> String { query.setting("marker", to: id).appended(to: "/v2/tasks") }
}
