import GRDB
import ImageModel

/// Who may do what: Glance's default policies.
extension Identity {
    /// `get_image`, as a condition on a row of `image`: one's own project's images, public and community ones, and those
    /// that are shared with the project, whatever it has made of the offer; an admin sees all.
    var sight: SQL {
        if isAdmin { return "1" }
        guard isReader else { return "0" }
        return """
            (image.owner = \(project) OR image.visibility IN ('public', 'community') \
            OR image.visibility = 'shared' AND (image.owner IS NULL OR EXISTS (SELECT 1 FROM imageMember \
            WHERE imageMember.image = image.number AND imageMember.member = \(project))))
            """
    }

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

    /// `stores_info_detail`: admins, and the cloud's own services.
    var maySeeStores: Bool { isAdmin || roles.contains("service") }

    /// Refuses a visibility that the policy does not allow; `communitize_image` is within what an owner may do anyway.
    func checkMayMake(_ visibility: Visibility) throws {
        if visibility == .public, !isAdmin { throw Fault.policy("publicize_image") }
    }

    /// Refuses to make an image that the policy does not allow.
    func checkMayCreate(_ image: StoredImage) throws {
        guard image.owner == project || isAdmin else {
            throw Fault.forbidden("You are not permitted to create images owned by '\(image.owner ?? "None")'")
        }
        guard isMember else { throw Fault.policy("add_image") }
        try checkMayMake(Visibility(rawValue: image.visibility))
    }
}
