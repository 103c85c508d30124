package import ImageModel

/// Reads a list from its beginning, one page at a time, for output that keeps no images.
///
/// ```swift
/// var listing = ImageListing(api: api, order: .newestFirst, request: request)
/// while let images = try await listing.next() { … }
/// ```
package struct ImageListing: Sendable {
    private let pages: ImagePages
    /// The images after which the next page may begin; nil before the first page.
    private var markers: [Image]?
    private var isOver = false
    /// The number of images still wanted; nil for no limit.
    private var wanted: Int?

    /// The size of the first page, which is small so that it arrives soon.
    static let firstPage = 100

    /// Creates a listing that has read nothing yet.
    ///
    /// - Parameters:
    ///   - api: The service.
    ///   - order: The order of the list.
    ///   - request: The images to list.
    ///   - limit: The largest number of images wanted; nil for all.
    package init(api: any ImageAPI, order: ImageOrder, request: FilterRequest, limit: Int? = nil) {
        pages = ImagePages(api: api, order: order, request: request)
        wanted = limit
    }

    /// Reads the next page and returns its matching images, perhaps none; nil after the last page.
    ///
    /// - Throws: The service's error. If the image after which the page was to begin is gone, the page begins after an earlier
    ///   one.
    package mutating func next() async throws(APIError) -> [Image]? {
        guard !isOver, wanted != 0 else { return nil }
        let usual = markers == nil ? Self.firstPage : ImageLimits.pageSize
        // If matches are filtered here, whole pages are requested.
        let limit = pages.request.isWhole ? min(usual, wanted ?? usual) : usual
        let stretch: ImagePages.Stretch =
            if let markers {
                try await pages.stretch(.forwards, limit: limit, from: markers)
            } else {
                try await pages.stretch(.forwards, limit: limit)
            }
        markers = stretch.edge
        isOver = !stretch.goesOn
        let images = wanted.map { Array(stretch.images.prefix($0)) } ?? stretch.images
        wanted = wanted.map { $0 - images.count }
        return images
    }
}
