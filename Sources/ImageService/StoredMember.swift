import GRDB

/// A project that an image is shared with.
struct StoredMember: Sendable, FetchableRecord {
    /// The project's id.
    let member: String
    /// The project's response to the offer.
    var status: Status
    /// In microseconds since 1970.
    let createdAt: Int64
    var updatedAt: Int64

    enum Status: String {
        case pending, accepted, rejected
    }

    init(member: String, createdAt: Int64) {
        (self.member, status, self.createdAt, updatedAt) = (member, .pending, createdAt, createdAt)
    }

    init(row: Row) throws {
        member = row[0]
        status = Status(rawValue: row[1]) ?? .pending
        createdAt = row[2]
        updatedAt = row[3]
    }

    /// Writes the membership as the API shows it.
    func write(to text: inout JSONText, image: String) {
        text.object { members in
            members.add("member_id", member)
            members.add("image_id", image)
            members.add("status", status.rawValue)
            members.add("created_at", StoredImage.moment(createdAt))
            members.add("updated_at", StoredImage.moment(updatedAt))
            members.add("schema", "/v2/schemas/member")
        }
    }

    /// Returns the memberships of an image that an identity may know about, the oldest first: all of them for the owner's
    /// project and for admins, otherwise only the identity's own.
    static func all(of image: StoredImage, for identity: Identity, _ database: Database) throws -> [StoredMember] {
        let isWhole = identity.isAdmin || identity.project == image.owner
        let own: SQL = isWhole ? "1" : "member = \(identity.project)"
        return try SQLRequest<StoredMember>(
            literal: """
                SELECT member, status, createdAt, updatedAt FROM imageMember \
                WHERE image = \(image.number) AND \(own) ORDER BY createdAt, member
                """, cached: true
        ).fetchAll(database)
    }

    func insert(into image: StoredImage, _ database: Database) throws {
        try database.cachedStatement(
            sql: "INSERT INTO imageMember (image, member, status, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [image.number, member, status.rawValue, createdAt, updatedAt])
    }

    func update(in image: StoredImage, _ database: Database) throws {
        try database.cachedStatement(
            sql: "UPDATE imageMember SET status = ?, updatedAt = ? WHERE image = ? AND member = ?"
        ).execute(arguments: [status.rawValue, updatedAt, image.number, member])
    }

    func delete(from image: StoredImage, _ database: Database) throws {
        try database.cachedStatement(sql: "DELETE FROM imageMember WHERE image = ? AND member = ?")
            .execute(arguments: [image.number, member])
    }
}
