import Foundation

/// What a list of images asks for.
public struct ImageQuery: Hashable, Sendable {
    /// Records on a page; the service caps it. nil leaves it to the service.
    public var limit: Int?
    /// The id of the record after which the page begins.
    public var marker: String?
    /// The order; nil leaves it to the service, which then lists the newest first.
    public var order: ImageOrder?
    /// What the records have to fulfil, all of it.
    public var conditions: [Condition]

    /// A parameter of the list that records are compared by, as the API spells it: `status=in:queued,saving`.
    public struct Condition: Hashable, Sendable {
        /// Its name: an attribute, a bound such as `size_min`, or a property's key.
        public let parameter: String
        /// Its value, which may begin with an operator.
        public let value: String

        /// A parameter with its value.
        public init(_ parameter: String, _ value: String) {
            self.parameter = parameter
            self.value = value
        }
    }

    /// A query; without arguments, the first page at the service's own size.
    public init(
        limit: Int? = nil, marker: String? = nil, order: ImageOrder? = nil, conditions: [Condition] = []
    ) {
        self.limit = limit
        self.marker = marker
        self.order = order
        self.conditions = conditions
    }

    /// The path of the request, below the service's address: `GET /v2/images`.
    public var path: String {
        var parameters: [(name: String, value: String)] = []
        if let limit { parameters.append(("limit", "\(limit)")) }
        if let marker { parameters.append(("marker", marker)) }
        if let order { parameters.append(("sort", order.parameter)) }
        parameters += conditions.map { ($0.parameter, $0.value) }
        let query = parameters.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.joined(separator: "&")
        return "/v2/images" + (query.isEmpty ? "" : "?" + query)
    }

    /// A text as a part of a query. What is sent as it is means nothing to anybody on the way; a plus would be read as a space.
    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: plain) ?? text
    }

    private static let plain = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:,")
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
