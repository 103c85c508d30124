import Foundation
import GRDB
import HTTPTypes
import Hummingbird
import ImageModel

/// The routes `/v2/images/{id}/members` and `/v2/images/{id}/members/{member}`, for the projects that an image is shared with.
struct MemberRoutes: Sendable {
    let catalogue: Catalogue

    func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try request.refuseBody()
        let identity = try context.requireIdentity()
        let id = try context.imageID
        let members = try await catalogue.read { database in
            let image = try Self.image(
                id, for: identity, database,
                Fault.forbidden("Not allowed to list members for image \(id): Only shared images have members."))
            return try StoredMember.all(of: image, for: identity, database)
        }
        return .json { text in
            text.object { answer in
                answer.add("members") { $0.array(members) { $1.write(to: &$0, image: id) } }
                answer.add("schema", "/v2/schemas/members")
            }
        }
    }

    func show(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try request.refuseBody()
        let identity = try context.requireIdentity()
        let (id, name) = (try context.imageID, try context.decoded("member"))
        let member = try await catalogue.read { database in
            // 404 instead of 403, so that the answer does not reveal whether there is such a member.
            let image = try Self.image(
                id, for: identity, database, Fault.notFound("Only shared images have members."))
            return try Self.member(name, of: image, for: identity, database)
        }
        return .json { member.write(to: &$0, image: id) }
    }

    func create(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        let id = try context.imageID
        let name = try Self.newMember(try await request.json())
        let now = Date().microseconds
        let member = try await catalogue.write { database in
            let image = try Self.image(
                id, for: identity, database, Fault.forbidden("Not allowed to create members for image \(id)."))
            guard identity.mayChange(image) else { throw identity.refusal(of: "add_member") }
            let others = try StoredMember.all(of: image, for: identity, database)
            let attempted = others.count + 1
            guard attempted <= ImageLimits.memberCount else {
                throw Fault.tooLarge(
                    "Image member limit exceeded for image \(id): The limit has been exceeded on the number of allowed "
                        + "image members for this image. Attempted: \(attempted), Maximum: \(ImageLimits.memberCount):")
            }
            guard !others.contains(where: { $0.member == name }) else {
                throw Fault.conflict("Member \(name) is duplicated for image \(id)")
            }
            let member = StoredMember(member: name, createdAt: now)
            try member.insert(into: image, database)
            return member
        }
        return .json { member.write(to: &$0, image: id) }
    }

    func update(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        let (id, name) = (try context.imageID, try context.decoded("member"))
        let body = try await request.json()
        guard let fields = body.object else {
            throw Fault.badRequest(#"Expected a status in the form: {"status": "status"}"#)
        }
        guard let word = fields["status"] else { throw Fault.badRequest("Status not specified") }
        let now = Date().microseconds
        let member = try await catalogue.write { database in
            let image = try Self.image(
                id, for: identity, database, Fault.forbidden("Not allowed to update members for image \(id)."))
            var member = try Self.member(name, of: image, for: identity, database)
            guard identity.mayAnswer(image) else { throw identity.refusal(of: "modify_member") }
            guard let status = word.string.flatMap(StoredMember.Status.init(rawValue:)) else {
                throw Fault.badRequest(
                    #"Incorrect request: Status must be "pending", "accepted" or "rejected"."#)
            }
            // The member already has this status, so nothing changes.
            if status == member.status { return member }
            (member.status, member.updatedAt) = (status, now)
            try member.update(in: image, database)
            return member
        }
        return .json { member.write(to: &$0, image: id) }
    }

    func delete(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try request.refuseBody()
        let identity = try context.requireIdentity()
        let (id, name) = (try context.imageID, try context.decoded("member"))
        try await catalogue.write { database in
            let image = try Self.image(
                id, for: identity, database, Fault.forbidden("Not allowed to delete members for image \(id)."))
            let member = try Self.member(name, of: image, for: identity, database)
            guard identity.mayChange(image) else { throw identity.refusal(of: "delete_member") }
            try member.delete(from: image, database)
        }
        return .noContent
    }

    private static func newMember(_ body: JSONValue) throws -> String {
        guard let fields = body.object else {
            throw Fault.badRequest(#"Expected a member in the form: {"member": "image_id"}"#)
        }
        guard let value = fields["member"] else { throw Fault.badRequest("Member to be added not specified") }
        guard let name = value.string, !name.isEmpty else { throw Fault.badRequest("Member can't be empty") }
        try AttributeValue.checkStorable(name, "member")
        return name
    }

    /// Returns the image, which must be shared and visible to the identity.
    private static func image(
        _ id: String, for identity: Identity, _ database: Database, _ notShared: Fault
    ) throws -> StoredImage {
        guard let image = try Catalogue.image(id, for: identity, database) else {
            throw Fault.notFound("Image \(id) not found.")
        }
        guard image.visibility == Visibility.shared.rawValue else { throw notShared }
        try identity.checkMaySee()
        return image
    }

    private static func member(
        _ name: String, of image: StoredImage, for identity: Identity, _ database: Database
    ) throws -> StoredMember {
        let members = try StoredMember.all(of: image, for: identity, database)
        guard let member = members.first(where: { $0.member == name }) else {
            throw Fault.notFound("\(name) not found in the member list of the image \(image.id).")
        }
        return member
    }
}
