/// The order of a list of images, as the service keeps it.
///
/// The two directions of a key are each other's reverse, to the last record: a service orders records that have the same
/// value by their time of creation, in the direction of the key. So a list can be read from its end, and backwards.
public struct ImageOrder: Hashable, Sendable {
    /// What records are compared by, as the API names it: what Glance takes for a `sort_key`, and no more.
    public enum Key: String, CaseIterable, Hashable, Sendable {
        case createdAt = "created_at"
        case name, status, size
        case updatedAt = "updated_at"
        case diskFormat = "disk_format"
        case containerFormat = "container_format"
        case id

        /// The attribute that is compared.
        public var attribute: ImageAttribute { ImageAttribute(rawValue: rawValue) }

        /// Whether the least of it comes first where nobody has said otherwise: texts run from A to Z, but the largest and
        /// the newest come first.
        public var isUsuallyAscending: Bool { ![.createdAt, .updatedAt, .size].contains(self) }
    }

    /// What records are compared by.
    public var key: Key
    /// Whether the least comes first.
    public var isAscending: Bool

    /// An order.
    public init(_ key: Key, isAscending: Bool) {
        self.key = key
        self.isAscending = isAscending
    }

    /// The order of a list that is asked for none: the newest record comes first.
    public static let newestFirst = ImageOrder(.createdAt, isAscending: false)

    /// The order by a key, in the direction that is usual for it.
    public static func usual(for key: Key) -> ImageOrder { ImageOrder(key, isAscending: key.isUsuallyAscending) }

    /// The order by the next key, in the direction that is usual for it.
    public var next: ImageOrder {
        let keys = Key.allCases
        return .usual(for: keys[((keys.firstIndex(of: key) ?? 0) + 1) % keys.count])
    }

    /// The order in the other direction.
    public var reversed: ImageOrder { ImageOrder(key, isAscending: !isAscending) }

    /// The order that a value of the API's parameter `sort` means: `size:desc`, or a key alone for its usual direction. Nil
    /// where it means none.
    public init?(parameter: String) {
        let parts = parameter.split(separator: ":", omittingEmptySubsequences: false)
        guard let key = parts.first.flatMap({ Key(rawValue: String($0)) }), parts.count <= 2 else { return nil }
        switch parts.count == 2 ? parts[1] : nil {
        case nil: self.init(key, isAscending: key.isUsuallyAscending)
        case "asc": self.init(key, isAscending: true)
        case "desc": self.init(key, isAscending: false)
        default: return nil
        }
    }

    /// The value of the API's parameter `sort`.
    public var parameter: String { "\(key.rawValue):\(isAscending ? "asc" : "desc")" }
}
