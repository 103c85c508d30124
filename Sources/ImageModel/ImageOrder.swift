/// The order in which the service lists images.
///
/// The two directions of a key are exact reverses of each other: records with equal values are ordered by their creation time,
/// in the same direction as the key. A list can therefore be read backwards from its end.
package struct ImageOrder: Hashable, Sendable {
    /// The attribute to sort by, under its name in the API: the sort keys that Glance accepts.
    package enum Key: String, CaseIterable, Hashable, Sendable {
        case createdAt = "created_at"
        case name, status, size
        case updatedAt = "updated_at"
        case diskFormat = "disk_format"
        case containerFormat = "container_format"
        case id

        /// The attribute to sort by.
        package var attribute: ImageAttribute { ImageAttribute(rawValue: rawValue) }

        /// Whether the default direction is ascending: texts are sorted from A to Z, but sizes and times begin with the largest
        /// and the newest.
        package var isUsuallyAscending: Bool { ![.createdAt, .updatedAt, .size].contains(self) }
    }

    /// The attribute to sort by.
    package var key: Key
    /// Whether the smallest value comes first.
    package var isAscending: Bool

    /// Creates an order.
    package init(_ key: Key, isAscending: Bool) {
        self.key = key
        self.isAscending = isAscending
    }

    /// The order of a list whose request specifies none: the newest record first.
    package static let newestFirst = ImageOrder(.createdAt, isAscending: false)

    /// Returns the order by a key, in the key's default direction.
    package static func usual(for key: Key) -> ImageOrder { ImageOrder(key, isAscending: key.isUsuallyAscending) }

    /// The order by the next key, in that key's default direction.
    package var next: ImageOrder {
        let keys = Key.allCases
        return .usual(for: keys[((keys.firstIndex(of: key) ?? 0) + 1) % keys.count])
    }

    /// The same order in the other direction.
    package var reversed: ImageOrder { ImageOrder(key, isAscending: !isAscending) }

    /// Parses a value of the API's `sort` parameter: `size:desc`, or a key alone for its default direction. Nil if it is
    /// invalid.
    package init?(parameter: String) {
        let parts = parameter.split(separator: ":", omittingEmptySubsequences: false)
        guard let key = parts.first.flatMap({ Key(rawValue: String($0)) }), parts.count <= 2 else { return nil }
        switch parts.count == 2 ? parts[1] : nil {
        case nil: self.init(key, isAscending: key.isUsuallyAscending)
        case "asc": self.init(key, isAscending: true)
        case "desc": self.init(key, isAscending: false)
        default: return nil
        }
    }

    /// The value for the API's `sort` parameter.
    package var parameter: String { "\(key.rawValue):\(isAscending ? "asc" : "desc")" }
}
