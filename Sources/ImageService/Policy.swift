import ImageModel

/// Who may do what: Glance's default policies.
extension Identity {
    /// `get_image`: one's own project's images, public and community ones; an admin sees all.
    func maySee(_ image: StoredImage) -> Bool {
        isAdmin || isReader && (image.owner == project || ["public", "community"].contains(image.visibility))
    }

    /// `delete_image`, `upload_image` and the like: members of the owning project, and admins.
    func mayChange(_ image: StoredImage) -> Bool {
        isAdmin || isMember && image.owner == project
    }

    /// Refuses to make an image that the policy does not allow.
    func checkMayCreate(_ image: NewImage) throws {
        guard isMember else { throw Fault.policy("add_image") }
        if image.visibility == .public, !isAdmin { throw Fault.policy("publicize_image") }
    }
}
