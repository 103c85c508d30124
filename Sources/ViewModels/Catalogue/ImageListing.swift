public import ImageModel

/// Reads a list from its beginning, a page at a time: what is printed of it, and not kept.
///
/// ```swift
/// var listing = ImageListing(api: api, order: .newestFirst, request: request)
/// while let images = try await listing.next() { … }
/// ```
public struct ImageListing: Sendable {
    private let pages: ImagePages
    /// The images to read on from; nil before the first page.
    private var markers: [Image]?
    private var isOver = false
    /// How many images are wanted yet; nil where that is not limited.
    private var wanted: Int?

    /// The records of the first page: it is to be there soon.
    static let firstPage = 100

    /// A list that is not read yet.
    ///
    /// - Parameters:
    ///   - order: its order.
    ///   - request: which images it has.
    ///   - limit: how many images are wanted at most; nil for all.
    public init(api: any ImageAPI, order: ImageOrder, request: FilterRequest, limit: Int? = nil) {
        pages = ImagePages(api: api, order: order, request: request)
        wanted = limit
    }

    /// Reads the next images that are wanted: perhaps none of a page; nil after the last one.
    ///
    /// - Throws: what the service answers. A page that begins at an image which is gone is read from the one before.
    public mutating func next() async throws(APIError) -> [Image]? {
        guard !isOver, wanted != 0 else { return nil }
        let usual = markers == nil ? Self.firstPage : ImageLimits.pageSize
        // What the service does not filter, it is to send whole pages of.
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
