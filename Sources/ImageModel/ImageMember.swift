/// A project that an image is shared with, as returned by `GET /v2/images/{id}/members`.
package struct ImageMember: Identifiable, Hashable, Sendable, Decodable {
    /// The project's id as the owner entered it: the API does not check that the project exists.
    package var project: String
    /// The project's answer to the offer.
    package var status: Status
    /// When the image was offered.
    package var createdAt: Timestamp?
    /// When the offer or the answer to it last changed.
    package var updatedAt: Timestamp?

    /// The project's id, which occurs at most once among an image's members.
    package var id: String { project }

    /// Creates a member.
    package init(project: String, status: Status, createdAt: Timestamp? = nil, updatedAt: Timestamp? = nil) {
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

    /// A project's answer to the offer of an image. The set is open, like all enumerations of the API.
    package struct Status: RawRepresentable, Hashable, Sendable, Codable, ExpressibleByStringLiteral {
        /// The status as the API spells it.
        package let rawValue: String

        /// Creates the status with this spelling in the API.
        package init(rawValue: String) { self.rawValue = rawValue }
        /// Creates the status with this spelling in the API.
        package init(stringLiteral value: String) { self.init(rawValue: value) }

        /// No answer yet: the project can use the image by its id, but does not see it in its lists.
        package static let pending: Self = "pending"
        /// Accepted: the image appears in the project's lists.
        package static let accepted: Self = "accepted"
        /// Rejected: the project does not want to see the image.
        package static let rejected: Self = "rejected"
    }
}

extension String {
    /// Whether the text has the form of Keystone's project ids: 32 hexadecimal digits.
    package var isProjectID: Bool { count == 32 && allSatisfy { $0.isASCII && $0.isHexDigit } }
}
