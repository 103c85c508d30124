package import ImageModel

/// A named view of the list: its filter, order and columns.
package struct SavedView: Hashable, Sendable, Identifiable {
    /// The name that the user has given the view.
    package var name: String
    /// The filter as it is typed; empty for every image.
    package var filter: String
    /// The order of the list.
    package var order: ImageOrder
    /// The columns, empty for the default ones; nil to leave the current ones.
    package var columns: [ListColumn]?

    /// The name, which is unique.
    package var id: String { name }

    /// The maximum length of a name, in characters.
    package static let nameLength = 40

    /// Creates a view.
    package init(
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

    /// Decodes a stored view.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        name = try container.decode(String.self, forKey: .name)
        filter = try container.decode(String.self, forKey: .filter)
        let sort = try container.decode(String.self, forKey: .sort)
        guard let order = ImageOrder(parameter: sort) else {
            throw DecodingError.dataCorruptedError(forKey: .sort, in: container, debugDescription: "no order: \(sort)")
        }
        self.order = order
        // A view stored without columns has the default ones.
        columns = try (container.decodeIfPresent([String].self, forKey: .columns) ?? []).compactMap(
            ListColumn.init(text:))
    }

    /// Encodes the view with the keys of the file.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(name, forKey: .name)
        try container.encode(filter, forKey: .filter)
        try container.encode(order.parameter, forKey: .sort)
        try container.encodeIfPresent(columns?.map(\.text), forKey: .columns)
    }
}
