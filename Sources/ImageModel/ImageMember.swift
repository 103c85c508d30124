/// A project that an image is shared with, as `GET /v2/images/{id}/members` answers it.
public struct ImageMember: Identifiable, Hashable, Sendable, Decodable {
    /// The project's id, or what the owner has taken for one: the API does not look it up.
    public var project: String
    /// What the project has made of the offer.
    public var status: Status
    /// When the image was offered.
    public var createdAt: Timestamp?
    /// When the offer or its answer last changed.
    public var updatedAt: Timestamp?

    /// The project's id: an image has each project once.
    public var id: String { project }

    /// A member.
    public init(project: String, status: Status, createdAt: Timestamp? = nil, updatedAt: Timestamp? = nil) {
        self.project = project
        self.status = status
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    private enum CodingKeys: String, CodingKey {
        case project = "member_id"
        case status
        case createdAt = "created_at"
        case updatedAt = "updated_at"
    }

    /// What a project has made of the offer of an image. The set is open, as every one of the API's.
    public struct Status: RawRepresentable, Hashable, Sendable, Codable, ExpressibleByStringLiteral {
        /// The status as the API spells it.
        public let rawValue: String

        /// The status that the API spells so.
        public init(rawValue: String) { self.rawValue = rawValue }
        /// The status that the API spells so.
        public init(stringLiteral value: String) { self.init(rawValue: value) }

        /// Nothing so far: the image can be used by its id, and is in none of the project's lists.
        public static let pending: Self = "pending"
        /// The image is in the project's lists.
        public static let accepted: Self = "accepted"
        /// The project does not want to see it.
        public static let rejected: Self = "rejected"
    }
}

extension String {
    /// Whether it looks as Keystone makes the ids of projects: 32 hexadecimal digits.
    public var isProjectID: Bool { count == 32 && allSatisfy { $0.isASCII && $0.isHexDigit } }
}
