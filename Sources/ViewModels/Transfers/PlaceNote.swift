import ImageModel

/// A cloud and a project as they are written down: what is found later is for them alone.
public struct PlaceNote: Hashable, Sendable, Codable {
    /// What the cloud is called.
    public var cloud: String
    /// The project, where it is known.
    public var project: String?
    /// Where one logs in, or the folder of gaze's own service: two clouds may be called alike.
    public var address: String?

    /// A place.
    public init(cloud: String, project: String? = nil, address: String? = nil) {
        self.cloud = cloud
        self.project = project
        self.address = address.map { ShownAddress($0).description }
    }
}

extension Workspace.Place {
    /// The place as it is written down.
    var note: PlaceNote { PlaceNote(cloud: cloud, project: project, address: address) }
}
