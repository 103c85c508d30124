/// What a list of images asks for.
public struct ImageQuery: Hashable, Sendable {
    /// Records on a page; the service caps it. nil leaves it to the service.
    public var limit: Int?
    /// The id of the record after which the page begins.
    public var marker: String?

    public init(limit: Int? = nil, marker: String? = nil) {
        self.limit = limit
        self.marker = marker
    }
}

/// One page of a list.
public struct ImagePage: Sendable, Hashable {
    public var images: [Image]
    /// Where the next page is, as the service says; nil on the last one.
    public var next: Next?

    public init(images: [Image], next: Next?) {
        self.images = images
        self.next = next
    }

    /// The service's `next` link: a path with a query, opaque to us.
    public struct Next: Hashable, Sendable {
        public let path: String

        public init(path: String) { self.path = path }
    }
}
