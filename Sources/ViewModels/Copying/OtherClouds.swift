package import ImageModel

/// Finds and opens clouds other than the current one. Tests supply a stand-in.
package struct OtherClouds: Sendable {
    /// The current cloud's name in clouds.yaml; nil for gaze's own service.
    package let current: String?
    /// Lists the clouds to choose from.
    package var list: @Sendable () async throws(OtherCloudError) -> [CloudChoice]
    /// Opens a cloud, without sending it a request yet.
    package var open: @MainActor @Sendable (CloudChoice) throws(OtherCloudError) -> OtherCloud

    /// Creates a value from functions that list and open clouds.
    ///
    /// - Parameters:
    ///   - current: the current cloud's name in clouds.yaml; nil for gaze's own service.
    ///   - list: lists the clouds to choose from.
    ///   - open: opens a cloud, without sending it a request yet.
    package init(
        current: String? = nil,
        list: @escaping @Sendable () async throws(OtherCloudError) -> [CloudChoice],
        open: @escaping @MainActor @Sendable (CloudChoice) throws(OtherCloudError) -> OtherCloud
    ) {
        self.current = current
        self.list = list
        self.open = open
    }

    /// No other clouds.
    package static let none = OtherClouds(
        list: { [] }, open: { _ throws(OtherCloudError) in throw OtherCloudError("There is no other cloud.") })
}

/// A cloud that an image can be copied to, as clouds.yaml names it.
package struct CloudChoice: Hashable, Sendable, Codable, Identifiable {
    /// The cloud's name; `local` for gaze's own service.
    package var name: String
    /// The region, if the file names one.
    package var region: String?
    /// The project, if the file names one.
    package var project: String?
    /// Whether the cloud is gaze's own service.
    package var isOwn: Bool

    /// The identity: the name, the region, and whether it is gaze's own service.
    package var id: String { name + "\u{0}" + (region ?? "") + (isOwn ? "\u{0}own" : "") }

    /// Creates a choice.
    package init(name: String, region: String? = nil, project: String? = nil, isOwn: Bool = false) {
        self.name = name
        self.region = region
        self.project = project
        self.isOwn = isOwn
    }

    /// The name, followed by the region if there is one.
    package var title: String { region.map { "\(name) (\($0))" } ?? name }
}

/// A cloud that an image is copied to.
package struct OtherCloud: Sendable {
    let api: any ImageAPI
    let place: Workspace.Place

    /// Creates a cloud from its API and from what its login reveals.
    package init(api: any ImageAPI, place: Workspace.Place) {
        self.api = api
        self.place = place
    }

    /// Returns the same cloud with an API that refuses every change.
    ///
    /// - Parameter reason: who or what demands that nothing is changed.
    package func onlyRead(because reason: String) -> OtherCloud {
        OtherCloud(api: ReadOnlyImageAPI(api, because: reason), place: place)
    }
}

/// Why other clouds are not known, or why one cannot be used.
package struct OtherCloudError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What happened, why, and what to do next.
    package let description: String

    /// Creates an error from a text for the user.
    package init(_ description: String) { self.description = description }
}
