/// What a list of images asks for.
public struct ImageQuery: Hashable, Sendable {
    /// Records on a page; the service caps it. nil leaves it to the service.
    public var limit: Int?
    /// The id of the record after which the page begins.
    public var marker: String?

    /// A query; without arguments, the first page at the service's own size.
    public init(limit: Int? = nil, marker: String? = nil) {
        self.limit = limit
        self.marker = marker
    }
}

/// One page of a list.
public struct ImagePage: Sendable, Hashable {
    /// The records, in the order of the service.
    public var images: [Image]
    /// Where the next page is, as the service says; nil on the last one.
    public var next: Next?

    /// A page of records and the way to the next one.
    public init(images: [Image], next: Next?) {
        self.images = images
        self.next = next
    }

    /// The service's `next` link: a path with a query, opaque to us.
    public struct Next: Hashable, Sendable {
        /// The link as the service wrote it.
        public let path: String

        /// A link as the service wrote it.
        public init(path: String) { self.path = path }
    }
}
