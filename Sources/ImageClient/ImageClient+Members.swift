import Clouds
package import ImageModel
import NIOHTTP1

/// The members that an image is shared with, and other actions on a whole image.
extension ImageClient {
    /// `GET /v2/images/{id}/members`.
    package func members(of id: Image.ID) async throws(APIError) -> [ImageMember] {
        struct Members: Decodable { let members: [ImageMember] }
        return try await request(.GET, Self.path(id) + "/members").decode(Members.self).members
    }

    /// `POST /v2/images/{id}/members`. The API accepts any text as a project's id, so a name is resolved first.
    package func addMember(_ project: String, to id: Image.ID) async throws(APIError) -> ImageMember {
        let body = JSONBody(.object(["member": .string(try await projectID(of: project))]))
        return try await request(.POST, Self.path(id) + "/members", json: body).decode(ImageMember.self)
    }

    /// `PUT /v2/images/{id}/members/{project}`.
    package func answerOffer(
        of id: Image.ID, to project: String, with status: ImageMember.Status
    ) async throws(APIError) -> ImageMember {
        let body = JSONBody(.object(["status": .string(status.rawValue)]))
        return try await request(.PUT, Self.path(of: project, among: id), json: body).decode(ImageMember.self)
    }

    /// `DELETE /v2/images/{id}/members/{project}`.
    package func removeMember(_ project: String, from id: Image.ID) async throws(APIError) {
        _ = try await request(.DELETE, Self.path(of: project, among: id))
    }

    /// `POST /v2/images/{id}/actions/deactivate`.
    package func deactivate(_ id: Image.ID) async throws(APIError) {
        _ = try await request(.POST, Self.path(id) + "/actions/deactivate")
    }

    /// `POST /v2/images/{id}/actions/reactivate`.
    package func reactivate(_ id: Image.ID) async throws(APIError) {
        _ = try await request(.POST, Self.path(id) + "/actions/reactivate")
    }

    /// `DELETE /v2/stores/{store}/{id}`.
    package func deleteData(of id: Image.ID, in store: ImageStore.ID) async throws(APIError) {
        _ = try await request(
            .DELETE, "/v2/stores/" + ImageRequest.pathPart(store) + "/" + ImageRequest.pathPart(id))
    }

    /// The id of the project with the given name or id. Text in the format of Keystone's ids is used as it is, and so is text
    /// after `id:`.
    private func projectID(of text: String) async throws(APIError) -> String {
        if text.hasPrefix("id:") { return String(text.dropFirst(3)) }
        guard let findProjects, !text.isProjectID else { return text }
        guard let found = try await findProjects(text) else {
            throw APIError(
                kind: .badRequest,
                message: "No project of yours is called “\(text)”, and the cloud tells of others to administrators "
                    + "only. Give the project's id.")
        }
        switch found.count {
        case 1: return found[0].id
        case 0:
            throw APIError(kind: .badRequest, message: "No project is called “\(text)”. Give its name, or its id.")
        default:
            let ids = found.map(\.id).joined(separator: ", ")
            throw APIError(
                kind: .badRequest,
                message: "\(found.count) projects are called “\(text)”: \(ids). Give the id of one.")
        }
    }

    private static func path(of project: String, among id: Image.ID) -> String {
        path(id) + "/members/" + ImageRequest.pathPart(project)
    }
}
