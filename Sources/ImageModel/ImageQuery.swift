import Foundation

/// The query of a list of images.
package struct ImageQuery: Hashable, Sendable {
    /// The number of records on a page, up to the service's maximum; nil for the service's default.
    package var limit: Int?
    /// The id of the record that precedes the page.
    package var marker: String?
    /// The order; nil for the service's default, the newest first.
    package var order: ImageOrder?
    /// The conditions that every record has to satisfy.
    package var conditions: [Condition]

    /// A query parameter that filters records, as the API spells it: `status=in:queued,saving`.
    package struct Condition: Hashable, Sendable {
        /// The parameter's name: an attribute, a bound such as `size_min`, or the key of a property.
        package let parameter: String
        /// The parameter's value, which may begin with an operator.
        package let value: String

        /// Creates a parameter with its value.
        package init(_ parameter: String, _ value: String) {
            self.parameter = parameter
            self.value = value
        }
    }

    /// Creates a query; without arguments, for the first page in the service's default size.
    package init(
        limit: Int? = nil, marker: String? = nil, order: ImageOrder? = nil, conditions: [Condition] = []
    ) {
        self.limit = limit
        self.marker = marker
        self.order = order
        self.conditions = conditions
    }

    /// The path of the request, relative to the service's address: `GET /v2/images`.
    package var path: String {
        var parameters: [(name: String, value: String)] = []
        if let limit { parameters.append(("limit", "\(limit)")) }
        if let marker { parameters.append(("marker", marker)) }
        if let order { parameters.append(("sort", order.parameter)) }
        parameters += conditions.map { ($0.parameter, $0.value) }
        let query = parameters.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.joined(separator: "&")
        return "/v2/images" + (query.isEmpty ? "" : "?" + query)
    }

    /// Returns a text encoded as part of a query. Only characters without a special meaning stay as they are; a plus sign, for
    /// example, would be read as a space.
    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: plain) ?? text
    }

    private static let plain = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:,")
}

/// One page of a list.
package struct ImagePage: Sendable, Hashable {
    /// The records, in the service's order.
    package var images: [Image]
    /// The link to the next page, as returned by the service; nil on the last page.
    package var next: Next?

    /// Creates a page of records with the link to the next one.
    package init(images: [Image], next: Next?) {
        self.images = images
        self.next = next
    }

    /// The service's `next` link: a path with a query, opaque to us.
    package struct Next: Hashable, Sendable {
        /// The link as the service wrote it.
        package let path: String

        /// A link as the service wrote it.
        package init(path: String) { self.path = path }
    }
}
