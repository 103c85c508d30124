import GRDB
import ImageModel

/// The permissions of an identity: Glance's default policies.
extension Identity {
    /// The images that an identity can reach, as a condition on a row of `image`: its project's own images, public and
    /// community images, images shared with the project whatever the status of the membership, and shared images without an
    /// owner; for an admin, all images.
    ///
    /// What the identity may do with such an image is checked separately: only readers may see it.
    var reach: SQL {
        if isAdmin { return "1" }
        return """
            (image.owner = \(project) OR image.visibility IN ('public', 'community') \
            OR image.visibility = 'shared' AND (image.owner IS NULL OR EXISTS (SELECT 1 FROM imageMember \
            WHERE imageMember.image = image.number AND imageMember.member = \(project))))
            """
    }

    /// Checks `get_image`, for an image that can be reached, and the policies of other requests that read an image.
    ///
    /// - Throws: `Fault` 404.
    func checkMaySee() throws {
        guard isReader else { throw Fault.noResource }
    }

    /// The fault for an action on something that can be reached: 403, or 404 if the identity may not even see it.
    func refusal(of action: String) -> Fault { isReader ? .policy(action) : .noResource }

    /// `modify_image`, `delete_image`, `upload_image` and the like: members of the owner's project, and admins.
    func mayChange(_ image: StoredImage) -> Bool {
        isAdmin || isMember && image.owner == project
    }

    /// `modify_member`: members of the project that the image is shared with, which is not the owner's, and admins.
    ///
    /// Whose membership it is has been checked before: nobody can find another project's.
    func mayAnswer(_ image: StoredImage) -> Bool {
        isAdmin || isMember && image.owner != project
    }

    /// `download_image`: members, in addition to being able to see the image; readers are not enough.
    var mayDownload: Bool { isMember }

    /// `service_api`: the cloud's own services, and admins, for services that do not have that role yet.
    private var isOfTheCloud: Bool { isAdmin || isService }

    /// `stores_info_detail`.
    var maySeeStores: Bool { isOfTheCloud }

    /// `fetch_image_location`, for an image that can be reached.
    var maySeeLocations: Bool { isOfTheCloud }

    /// `add_image_location`: the cloud's own services, and members of the owner's project.
    func mayLocate(_ image: StoredImage) -> Bool { isOfTheCloud || mayChange(image) }

    /// Throws if the policy does not allow the identity to give an image this visibility.
    func checkMayMake(_ image: StoredImage, _ visibility: Visibility) throws {
        if visibility == .public, !isAdmin { throw Fault.policy("publicize_image") }
        if visibility == .community, !mayChange(image) { throw Fault.policy("communitize_image") }
    }

    /// Throws if the policy does not allow the identity to create this image.
    func checkMayCreate(_ image: StoredImage) throws {
        guard image.owner == project || isAdmin else {
            throw Fault.forbidden("You are not permitted to create images owned by '\(image.owner ?? "None")'")
        }
        guard isMember else { throw Fault.policy("add_image") }
        try checkMayMake(image, Visibility(rawValue: image.visibility))
    }
}
