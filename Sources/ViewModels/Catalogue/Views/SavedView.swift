public import ImageModel

/// A way to look at the list, under a name: what it is filtered by, its order, and its columns.
public struct SavedView: Hashable, Sendable, Identifiable {
    /// What a person calls it.
    public var name: String
    /// The filter as it is typed; empty for every image.
    public var filter: String
    /// The order of the list.
    public var order: ImageOrder
    /// The columns, none for the usual ones; nil for those that are shown anyway.
    public var columns: [ListColumn]?

    /// A name is of one view only.
    public var id: String { name }

    /// Characters that a name may have.
    public static let nameLength = 40

    /// A view.
    public init(
        name: String, filter: String = "", order: ImageOrder = .newestFirst, columns: [ListColumn]? = nil
    ) {
        self.name = name
        self.filter = filter
        self.order = order
        self.columns = columns
    }
}

extension SavedView: Codable {
    private enum Key: CodingKey { case name, filter, sort, columns }

    /// Reads what was kept of a view.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        name = try container.decode(String.self, forKey: .name)
        filter = try container.decode(String.self, forKey: .filter)
        let sort = try container.decode(String.self, forKey: .sort)
        guard let order = ImageOrder(parameter: sort) else {
            throw DecodingError.dataCorruptedError(forKey: .sort, in: container, debugDescription: "no order: \(sort)")
        }
        self.order = order
        // A view that was saved without columns was saved with the usual ones.
        columns = try (container.decodeIfPresent([String].self, forKey: .columns) ?? []).compactMap(
            ListColumn.init(text:))
    }

    /// Writes it in the words of the file.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(name, forKey: .name)
        try container.encode(filter, forKey: .filter)
        try container.encode(order.parameter, forKey: .sort)
        try container.encodeIfPresent(columns?.map(\.text), forKey: .columns)
    }
}
