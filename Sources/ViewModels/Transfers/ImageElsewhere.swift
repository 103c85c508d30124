package import ImageModel

/// An image in another region or another cloud, as a user names it in one line:
///
///     glance://REGION/ID          in a region of the current cloud
///     glance://CLOUD:REGION/ID    in a region of another cloud in clouds.yaml
///     glance://CLOUD:/ID          in the region that clouds.yaml gives
package struct ImageElsewhere: Hashable, Sendable {
    /// The cloud's name in clouds.yaml; nil for the current cloud.
    package let cloud: String?
    /// The region; nil for the one that clouds.yaml gives.
    package let region: String?
    /// The image's id.
    package let id: Image.ID

    /// The scheme that such a line begins with.
    static let scheme = "glance://"

    /// Creates an image reference, in the current cloud unless another one is named.
    init(cloud: String? = nil, region: String?, id: Image.ID) {
        self.cloud = cloud
        self.region = region
        self.id = id
    }

    /// Parses a line; nil if it is incomplete.
    init?(_ line: String) {
        let parts = line.dropFirst(Self.scheme.count).split(separator: "/", omittingEmptySubsequences: false)
        guard Self.isNamed(in: line), parts.count == 2, ImageLimits.isImageID(String(parts[1])) else { return nil }
        let names = parts[0].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let first = names.first, !first.isEmpty else { return nil }
        if names.count == 1 {
            (cloud, region) = (nil, first)
        } else {
            (cloud, region) = (first, names[1].isEmpty ? nil : names[1])
        }
        id = String(parts[1])
    }

    /// Whether a line begins like one that names such an image.
    static func isNamed(in line: String) -> Bool { line.lowercased().hasPrefix(scheme) }

    /// Whether a line is still incomplete within the name of the cloud or region.
    package static func isPlace(_ line: String) -> Bool {
        isNamed(in: line) && !line.dropFirst(scheme.count).contains("/")
    }

    /// Returns the name of a region of a cloud as it is written in a line.
    static func place(cloud: String?, region: String?) -> String { (cloud.map { $0 + ":" } ?? "") + (region ?? "") }

    /// The line that names the image.
    package var address: String { Self.scheme + Self.place(cloud: cloud, region: region) + "/" + id }

    /// The place of the image, for display.
    package var words: String {
        guard let cloud else { return "the region \(region ?? "")" }
        return "the cloud \(cloud)" + (region.map { " (\($0))" } ?? "")
    }
}

extension Surroundings {
    /// Opens an image that is elsewhere: its record, and its data from the first byte, verified before its last bytes are
    /// handed on.
    ///
    /// - Throws: `APIError`; of the kind `source` if the image cannot be read, because the error is not the current service's.
    func open(_ image: ImageElsewhere) async throws(APIError) -> (record: Image, data: ImageData) {
        let api = try await elsewhere(image)
        let record: Image
        do throws(APIError) {
            record = try await api.image(image.id).image
        } catch {
            guard error.kind != .cancelled else { throw error }
            let reason = Explanation(error, during: .show).reason
            throw APIError(kind: .source, message: "The image cannot be read in \(image.words). \(reason)")
        }
        guard record.status == .active || record.status == .deactivated else {
            throw APIError(
                kind: .source,
                message: "The image is \(record.status.rawValue) in \(image.words): it has no data to read.")
        }
        return (record, ImageData(DataProof(record), from: api))
    }
}

extension OtherClouds {
    /// Returns the service that an image is in.
    ///
    /// - Throws: `APIError` of the kind `source` if the service cannot be opened.
    @MainActor
    func service(of image: ImageElsewhere) throws(APIError) -> any ImageAPI {
        guard let cloud = image.cloud ?? current else {
            throw APIError(
                kind: .source,
                message:
                    "gaze's own service has no other region. Name a cloud of clouds.yaml: glance://CLOUD:REGION/ID.")
        }
        do throws(OtherCloudError) {
            return try open(CloudChoice(name: cloud, region: image.region)).api
        } catch {
            throw APIError(kind: .source, message: error.description)
        }
    }

    /// Returns the names that can precede an image's id: the other regions of the current cloud, and the other clouds. If the
    /// clouds cannot be listed, they are left out.
    @MainActor
    func places(beside place: Workspace.Place) async -> [String] {
        await place.readLogin()
        var names = place.login?.otherRegions ?? []
        let choices = (try? await list()) ?? []
        for choice in choices where !choice.isOwn {
            names.append(
                ImageElsewhere.place(cloud: choice.name == current ? nil : choice.name, region: choice.region))
        }
        return Set(names).filter { !$0.isEmpty }.sorted()
    }
}
