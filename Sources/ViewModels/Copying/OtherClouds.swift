public import ImageModel

/// The clouds besides the one that is worked on. A test answers in its place.
public struct OtherClouds: Sendable {
    /// The cloud that is worked on, as clouds.yaml names it; nil for gaze's own service.
    public let current: String?
    /// Finds out which there are.
    public var list: @Sendable () async throws(OtherCloudError) -> [CloudChoice]
    /// Opens the way to one; nothing is asked of it before.
    public var open: @MainActor @Sendable (CloudChoice) throws(OtherCloudError) -> OtherCloud

    /// Clouds that are found and opened so.
    ///
    /// - Parameter current: the cloud that is worked on; nil for gaze's own service.
    public init(
        current: String? = nil,
        list: @escaping @Sendable () async throws(OtherCloudError) -> [CloudChoice],
        open: @escaping @MainActor @Sendable (CloudChoice) throws(OtherCloudError) -> OtherCloud
    ) {
        self.current = current
        self.list = list
        self.open = open
    }

    /// No other cloud.
    public static let none = OtherClouds(
        list: { [] }, open: { _ throws(OtherCloudError) in throw OtherCloudError("There is no other cloud.") })
}

/// A cloud that an image can be copied to, as clouds.yaml names it.
public struct CloudChoice: Hashable, Sendable, Codable, Identifiable {
    /// What it is called; `local` for gaze's own service.
    public var name: String
    /// The region, where the file names one.
    public var region: String?
    /// The project, where the file names one.
    public var project: String?
    /// Whether it is gaze's own service.
    public var isOwn: Bool

    /// What tells it from the others.
    public var id: String { name + "\u{0}" + (region ?? "") + (isOwn ? "\u{0}own" : "") }

    /// A cloud.
    public init(name: String, region: String? = nil, project: String? = nil, isOwn: Bool = false) {
        self.name = name
        self.region = region
        self.project = project
        self.isOwn = isOwn
    }

    /// Its name, with the region where there is one.
    public var title: String { region.map { "\(name) (\($0))" } ?? name }
}

/// A cloud that an image is copied to.
public struct OtherCloud: Sendable {
    let api: any ImageAPI
    let place: Workspace.Place

    /// A cloud, by its service and by what its login tells.
    public init(api: any ImageAPI, place: Workspace.Place) {
        self.api = api
        self.place = place
    }

    /// The same cloud, of which nothing can be changed: what would change something is refused.
    ///
    /// - Parameter reason: who says so.
    public func onlyRead(because reason: String) -> OtherCloud {
        OtherCloud(api: ReadOnlyImageAPI(api, because: reason), place: place)
    }
}

/// Why other clouds are not known, or one cannot be used.
public struct OtherCloudError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What happened, why, and what to do next.
    public let description: String

    /// An error in words for a person.
    public init(_ description: String) { self.description = description }
}
