public import ImageModel

/// An image of another region or another cloud, as a person names it in one line:
///
///     glance://REGION/ID          of a region of the cloud that is worked on
///     glance://CLOUD:REGION/ID    of a region of another cloud of clouds.yaml
///     glance://CLOUD:/ID          of the region that clouds.yaml says
public struct ImageElsewhere: Hashable, Sendable {
    /// The cloud, as clouds.yaml names it; nil for the one that is worked on.
    public let cloud: String?
    /// The region; nil for the one that clouds.yaml says.
    public let region: String?
    /// The image.
    public let id: Image.ID

    /// The scheme that such a line begins with.
    static let scheme = "glance://"

    /// An image; of the cloud that is worked on where none is named.
    init(cloud: String? = nil, region: String?, id: Image.ID) {
        self.cloud = cloud
        self.region = region
        self.id = id
    }

    /// What a line names; nil where it is not whole.
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

    /// Whether a line begins as one that names such an image.
    static func isNamed(in line: String) -> Bool { line.lowercased().hasPrefix(scheme) }

    /// Whether a line is on its way to the name of a region or a cloud.
    public static func isPlace(_ line: String) -> Bool {
        isNamed(in: line) && !line.dropFirst(scheme.count).contains("/")
    }

    /// How a region of a cloud is named in a line.
    static func place(cloud: String?, region: String?) -> String { (cloud.map { $0 + ":" } ?? "") + (region ?? "") }

    /// The line that names it.
    public var address: String { Self.scheme + Self.place(cloud: cloud, region: region) + "/" + id }

    /// Where it is, for a person.
    public var words: String {
        guard let cloud else { return "the region \(region ?? "")" }
        return "the cloud \(cloud)" + (region.map { " (\($0))" } ?? "")
    }
}

extension Surroundings {
    /// An image that is elsewhere: its record, and its data from the first byte, proven before the last of it is handed on.
    ///
    /// - Throws: where it cannot be read, an error of the kind `source`: it is none of the service that is worked on.
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
    /// The service that an image is in.
    ///
    /// - Throws: an error of the kind `source` where there is no way to it.
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

    /// What may be named before an image's id: the other regions of the cloud that is worked on, and the other clouds. Where
    /// clouds cannot be found out, there are none.
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
