import GRDB
import ImageModel

/// Who may do what: Glance's default policies.
extension Identity {
    /// The images that there are for a project, as a condition on a row of `image`: its own, public and community ones, and
    /// those that are shared with it, whatever it has made of the offer; for an admin, all.
    ///
    /// What somebody may do with one of them is asked besides: only readers may see them.
    var reach: SQL {
        if isAdmin { return "1" }
        return """
            (image.owner = \(project) OR image.visibility IN ('public', 'community') \
            OR image.visibility = 'shared' AND (image.owner IS NULL OR EXISTS (SELECT 1 FROM imageMember \
            WHERE imageMember.image = image.number AND imageMember.member = \(project))))
            """
    }

    /// `get_image`, of an image that is in reach, and the policies of what else is read of one.
    ///
    /// - Throws: `Fault` 404.
    func checkMaySee() throws {
        guard isReader else { throw Fault.noResource }
    }

    /// What is said to somebody who may not do something with what is in reach: 403, and to who may not even see it, that there
    /// is nothing.
    func refusal(of action: String) -> Fault { isReader ? .policy(action) : .noResource }

    /// `modify_image`, `delete_image`, `upload_image` and the like: members of the owning project, and admins.
    func mayChange(_ image: StoredImage) -> Bool {
        isAdmin || isMember && image.owner == project
    }

    /// `modify_member`: members of the project that the image is shared with, which is not the owner's; and admins.
    ///
    /// Whose membership it is has been looked at before: nobody finds another project's.
    func mayAnswer(_ image: StoredImage) -> Bool {
        isAdmin || isMember && image.owner != project
    }

    /// `download_image`: who may see the image, and is more than a reader.
    var mayDownload: Bool { isMember }

    /// `service_api`: the cloud's own services; and admins, for those services that have no such role yet.
    private var isOfTheCloud: Bool { isAdmin || isService }

    /// `stores_info_detail`.
    var maySeeStores: Bool { isOfTheCloud }

    /// `fetch_image_location`, of an image that is in reach.
    var maySeeLocations: Bool { isOfTheCloud }

    /// `add_image_location`: the cloud's own services, and members of the owning project.
    func mayLocate(_ image: StoredImage) -> Bool { isOfTheCloud || mayChange(image) }

    /// Refuses to give an image a visibility that the policy does not allow.
    func checkMayMake(_ image: StoredImage, _ visibility: Visibility) throws {
        if visibility == .public, !isAdmin { throw Fault.policy("publicize_image") }
        if visibility == .community, !mayChange(image) { throw Fault.policy("communitize_image") }
    }

    /// Refuses to make an image that the policy does not allow.
    func checkMayCreate(_ image: StoredImage) throws {
        guard image.owner == project || isAdmin else {
            throw Fault.forbidden("You are not permitted to create images owned by '\(image.owner ?? "None")'")
        }
        guard isMember else { throw Fault.policy("add_image") }
        try checkMayMake(image, Visibility(rawValue: image.visibility))
    }
}
