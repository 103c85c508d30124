/// The service's own work on an image, such as an import, as returned by `GET /v2/images/{id}/tasks`.
package struct ImageTask: Identifiable, Hashable, Sendable, Decodable {
    /// The task's UUID.
    package var id: String
    /// The status: `pending`, `processing`, `success` or `failure`; a cloud may have others.
    package var status: String
    /// The service's report on what happened; empty or nil if there is none.
    package var message: String?
    /// When the task was last updated.
    package var updatedAt: Timestamp?

    /// Creates a task.
    package init(id: String, status: String, message: String? = nil, updatedAt: Timestamp? = nil) {
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
    package var hasFailed: Bool { status == "failure" }
}
