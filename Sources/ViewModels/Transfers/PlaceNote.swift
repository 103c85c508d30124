import ImageModel

/// A cloud and a project in stored form: notes are only found again in the same place.
package struct PlaceNote: Hashable, Sendable, Codable {
    /// The cloud's name.
    package var cloud: String
    /// The project, if it is known.
    package var project: String?
    /// The address of the login, or the folder of gaze's own service, because two clouds may have the same name.
    package var address: String?

    /// Creates a place.
    package init(cloud: String, project: String? = nil, address: String? = nil) {
        self.cloud = cloud
        self.project = project
        self.address = address.map { ShownAddress($0).description }
    }
}

extension Workspace.Place {
    /// The place in stored form.
    var note: PlaceNote { PlaceNote(cloud: cloud, project: project, address: address) }
}
