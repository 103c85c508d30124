public import ImageModel

/// Finds the image that a person means by a name or by an id.
public struct ImageLookup: Sendable {
    private let api: any ImageAPI

    /// Why there is not one image that is meant.
    public enum Failure: Error, Hashable, Sendable {
        /// None has the name or the id.
        case none(String)
        /// Several have the name: some of them, and whether there are more.
        case several(String, [Image], hasMore: Bool)
        /// The service could not be asked.
        case request(APIError)
    }

    /// How many of those that have a name in common are told.
    static let told = 20

    /// A lookup in a service.
    public init(api: any ImageAPI) { self.api = api }

    /// The record of the image that is meant.
    ///
    /// A UUID is an id first. A name is one of the images that lists have, hidden ones too; where there is none, it is one
    /// that others offer to the community.
    public func record(of text: String) async throws(Failure) -> ImageRecord {
        do throws(APIError) {
            if ImageLimits.isImageID(text) { return try await api.image(text) }
        } catch {
            guard error.kind == .notFound else { throw .request(error) }
        }
        guard !text.isEmpty else { throw .none(text) }
        var found: [Image] = []
        var hasMore = false
        for conditions in [[], [.init("os_hidden", "true")], [.init("visibility", "community")]]
            as [[ImageQuery.Condition]]
        {
            // Only where nothing else has the name is it one of the community's.
            if conditions.first?.parameter == "visibility", !found.isEmpty { break }
            let page = try await page(of: text, conditions)
            // A database may take letters for the same that are not.
            found += page.images.filter { image in image.name == text && !found.contains { $0.id == image.id } }
            hasMore = hasMore || page.next != nil
        }
        guard let first = found.first else { throw .none(text) }
        guard found.count == 1 else { throw .several(text, Array(found.prefix(Self.told)), hasMore: hasMore) }
        return ImageRecord(listed: first)
    }

    private func page(of name: String, _ conditions: [ImageQuery.Condition]) async throws(Failure) -> ImagePage {
        // What is before a colon would be taken for an operator.
        let named = ImageQuery.Condition("name", name.contains(":") ? "eq:" + name : name)
        do throws(APIError) {
            return try await api.images(ImageQuery(limit: Self.told + 1, conditions: [named] + conditions))
        } catch {
            throw .request(error)
        }
    }
}
