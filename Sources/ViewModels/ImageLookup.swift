package import ImageModel

/// Finds the image that a user means by a name or an id.
package struct ImageLookup: Sendable {
    private let api: any ImageAPI

    /// Why no single image was found.
    package enum Failure: Error, Hashable, Sendable {
        /// No image has this name or id.
        case none(String)
        /// Several images have this name: some of them, and whether there are more.
        case several(String, [Image], hasMore: Bool)
        /// The request failed.
        case request(APIError)
    }

    /// The largest number of images with the same name to report.
    static let told = 20

    /// Creates a lookup in a service.
    package init(api: any ImageAPI) { self.api = api }

    /// Returns the record of the image meant by a text.
    ///
    /// A UUID is first tried as an id. A name is searched for in the project's lists, including hidden images; if none has it,
    /// in the images that others share with the community.
    ///
    /// - Throws: A `Failure` if there is not exactly one such image.
    package func record(of text: String) async throws(Failure) -> ImageRecord {
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
            // Community images count only if no other image has the name.
            if conditions.first?.parameter == "visibility", !found.isEmpty { break }
            let page = try await page(of: text, conditions)
            // A database may treat different letters as equal.
            found += page.images.filter { image in image.name == text && !found.contains { $0.id == image.id } }
            hasMore = hasMore || page.next != nil
        }
        guard let first = found.first else { throw .none(text) }
        guard found.count == 1 else { throw .several(text, Array(found.prefix(Self.told)), hasMore: hasMore) }
        return ImageRecord(listed: first)
    }

    private func page(of name: String, _ conditions: [ImageQuery.Condition]) async throws(Failure) -> ImagePage {
        // The service would take the part before a colon for an operator.
        let named = ImageQuery.Condition("name", name.contains(":") ? "eq:" + name : name)
        do throws(APIError) {
            return try await api.images(ImageQuery(limit: Self.told + 1, conditions: [named] + conditions))
        } catch {
            throw .request(error)
        }
    }
}
