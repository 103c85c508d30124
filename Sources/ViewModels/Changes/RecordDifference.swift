import ImageModel

/// A comparison of two records, attribute by attribute.
package struct RecordDifference: Sendable {
    /// An attribute in both records.
    package struct Row: Hashable, Sendable {
        /// The attribute's name as the API spells it, or for a row that is not an attribute, its subject: `member PROJECT`.
        package let name: String
        /// The value in the first record; nil if it has no such attribute.
        package let left: String?
        /// The value in the second record; nil if it has no such attribute.
        package let right: String?
        /// Whether both values are the same.
        package let isSame: Bool
    }

    /// A row for every attribute of either record, in the usual reading order of a record. Attributes that only give the
    /// record's address are left out.
    package let rows: [Row]

    init(_ left: ImageRecord, _ right: ImageRecord) {
        let names = left.fieldNames + right.fieldNames.filter { left.fields[$0] == nil }
        let base = ImageAttribute.base.map(\.rawValue)
        let ordered = base.filter(names.contains) + names.filter { !base.contains($0) }.sorted()
        rows = ordered.filter { !Self.addresses.contains($0) }.map { name in
            let (one, other) = (left.fields[name], right.fields[name])
            return Row(
                name: name, left: one.map(Self.text), right: other.map(Self.text), isSame: Self.isSame(one, other))
        }
    }

    /// Compares the projects that two images are offered to.
    static func memberRows(_ left: [ImageMember], _ right: [ImageMember]) -> [Row] {
        let projects = left.map(\.project) + right.map(\.project).filter { id in !left.contains { $0.project == id } }
        return projects.map { project in
            let (one, other) = (left.first { $0.project == project }, right.first { $0.project == project })
            return Row(
                name: "member \(project)", left: one?.status.rawValue, right: other?.status.rawValue,
                isSame: one?.status == other?.status)
        }
    }

    private static let addresses: Set<String> = ["self", "file", "schema"]

    private static func text(_ value: JSONValue) -> String {
        if let texts = value.array?.compactMap(\.string) { return texts.sorted().joined(separator: ", ") }
        return value.string ?? value.text()
    }

    /// Compares two values. The elements of a list, such as tags, have no order.
    private static func isSame(_ left: JSONValue?, _ right: JSONValue?) -> Bool {
        guard let left = left?.array, let right = right?.array else { return left == right }
        return Set(left) == Set(right)
    }
}
