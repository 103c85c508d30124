/// Work that a service does on an image by itself, as `GET /v2/images/{id}/tasks` answers it: an import.
public struct ImageTask: Identifiable, Hashable, Sendable, Decodable {
    /// The task's UUID.
    public var id: String
    /// `pending`, `processing`, `success` or `failure`; a cloud may have others.
    public var status: String
    /// What happened, in the service's words; empty or nil where nothing has.
    public var message: String?
    /// When it was last heard of.
    public var updatedAt: Timestamp?

    /// A task.
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

    /// Whether it has come to nothing.
    public var hasFailed: Bool { status == "failure" }
}
