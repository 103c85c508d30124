/// The service's own work on an image, such as an import, as returned by `GET /v2/images/{id}/tasks`.
public struct ImageTask: Identifiable, Hashable, Sendable, Decodable {
    /// The task's UUID.
    public var id: String
    /// The status: `pending`, `processing`, `success` or `failure`; a cloud may have others.
    public var status: String
    /// The service's report on what happened; empty or nil if there is none.
    public var message: String?
    /// When the task was last updated.
    public var updatedAt: Timestamp?

    /// Creates a task.
    public init(id: String, status: String, message: String? = nil, updatedAt: Timestamp? = nil) {
        self.id = id
        self.status = status
        self.message = message
        self.updatedAt = updatedAt
    }

    private enum CodingKeys: String, CodingKey {
        case id, status, message
        case updatedAt = "updated_at"
    }

    /// Whether the task has failed.
    public var hasFailed: Bool { status == "failure" }
}
