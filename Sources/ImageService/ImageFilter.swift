import GRDB
import ImageModel

/// A condition that the records of a list fulfill.
struct ImageFilter {
    /// The condition on a row of `image`.
    let condition: SQL
    /// A query for the numbers of the matching rows that uses an index; nil if no index fits.
    let matches: SQL?

    /// - Throws: `Fault` 400, in Glance's words.
    init(_ name: String, _ value: String) throws {
        if let (attribute, comparison) = Self.range(name) {
            guard let number = Int64(value.trimmingSpaces()) else {
                throw Fault.badRequest("Unable to filter on a range with a non-numeric value.")
            }
            self = try Self.range(attribute, comparison, number)
            return
        }
        let attribute = ImageAttribute(rawValue: name)
        switch attribute {
        case .name, .id, .status, .containerFormat, .diskFormat:
            self.init(ordered: ImageSort.Column(rawValue: name) ?? .id, try FilterExpression(value).texts)
        case .createdAt, .updatedAt:
            let expression = FilterExpression(value)
            self.init(
                ordered: attribute == .createdAt ? .createdAt : .updatedAt, try expression.comparison,
                try expression.microseconds(name))
        case .size:
            // The sort column has -1 in place of null, and null equals nothing.
            let size = Self.number(value).flatMap { $0 < 0 ? nil : $0 }
            self.init(ordered: .size, "=", size ?? Self.impossible)
        case .checksum:
            self.init(where: "image.checksum = \(value)", matches: "SELECT number FROM image WHERE checksum = \(value)")
        case .hashValue:
            self.init(
                where: "image.hashValue = \(value)", matches: "SELECT number FROM image WHERE hashValue = \(value)")
        case .hashAlgorithm: self.init(where: "image.hashAlgorithm = \(value)")
        case .minDisk: self.init(where: "image.minDisk = \(Self.number(value))")
        case .minRAM: self.init(where: "image.minRAM = \(Self.number(value))")
        case .virtualSize: self.init(where: "image.virtualSize = \(Self.number(value))")
        default: self = Self.property(name, value)
        }
    }

    static func tag(_ tag: String) -> ImageFilter {
        ImageFilter(
            where: "EXISTS (SELECT 1 FROM imageTag WHERE imageTag.image = image.number AND imageTag.tag = \(tag))",
            matches: "SELECT image FROM imageTag WHERE tag = \(tag)")
    }

    static func protected(_ isProtected: Bool) -> ImageFilter {
        ImageFilter(where: "image.isProtected = \(isProtected)")
    }

    /// A filter for records with a value in a sort column.
    static func equal(_ column: ImageSort.Column, _ value: DatabaseValue) -> ImageFilter {
        ImageFilter(ordered: column, "= \(value)")
    }

    private static func property(_ key: String, _ value: String) -> ImageFilter {
        ImageFilter(
            where: """
                EXISTS (SELECT 1 FROM imageProperty WHERE imageProperty.image = image.number \
                AND imageProperty.key = \(key) AND imageProperty.value = \(value))
                """,
            matches: "SELECT image FROM imageProperty WHERE key = \(key) AND value = \(value)")
    }

    private init(where condition: SQL, matches: SQL? = nil) {
        self.condition = condition
        self.matches = matches
    }

    private init(ordered column: ImageSort.Column, _ values: [String]) {
        if values.count == 1 {
            self.init(ordered: column, "= \(values[0])")
        } else {
            // A single argument, however many values there are, as a statement takes only a limited number.
            let list = JSONValue.array(values.map(JSONValue.string)).text()
            self.init(ordered: column, "IN (SELECT value FROM json_each(\(list)))")
        }
    }

    private init(ordered column: ImageSort.Column, _ comparison: String, _ value: Int64) {
        self.init(ordered: column, "\(sql: comparison) \(value)")
    }

    /// A condition on a sort column, which has an index.
    private init(ordered column: ImageSort.Column, _ test: SQL) {
        self.init(
            where: "image.\(sql: column.column) \(test)",
            matches: """
                SELECT number FROM image INDEXED BY \(sql: ImageSlice.Owner.anybody.index(column)) \
                WHERE isRecent = 0 AND visibility IN ('public', 'private', 'shared', 'community') AND isHidden IN (0, 1) \
                AND \(sql: column.column) \(test) \
                UNION ALL SELECT number \(ImageSlice.recent) AND \(sql: column.column) \(test)
                """)
    }

    /// A size that no record has, in place of a text that is not a number.
    private static let impossible: Int64 = -2

    /// The integer that a text equals, in any notation, as Glance leaves the comparison to its database.
    ///
    /// - Returns: nil if no record can have the value.
    private static func number(_ text: String) -> Int64? {
        let text = text.trimmingSpaces()
        if let number = Int64(text) { return number }
        guard text.wholeMatch(of: /[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?/) != nil else { return nil }
        return Double(text).flatMap { Int64(exactly: $0) }
    }

    private static func range(_ name: String) -> (ImageAttribute, String)? {
        for (suffix, comparison) in [("_min", ">="), ("_max", "<=")] where name.hasSuffix(suffix) {
            return (ImageAttribute(rawValue: String(name.dropLast(suffix.count))), comparison)
        }
        return nil
    }

    private static func range(_ attribute: ImageAttribute, _ comparison: String, _ number: Int64) throws -> ImageFilter
    {
        switch attribute {
        // The sort column has -1 in place of null, and null is in no range.
        case .size: ImageFilter(ordered: .size, comparison == "<=" ? "BETWEEN 0 AND \(number)" : ">= \(max(number, 0))")
        case .minDisk: ImageFilter(where: "image.minDisk \(sql: comparison) \(number)")
        case .minRAM: ImageFilter(where: "image.minRAM \(sql: comparison) \(number)")
        case .virtualSize: ImageFilter(where: "image.virtualSize \(sql: comparison) \(number)")
        default: throw Fault.badRequest("Unable to filter on a range of '\(attribute.rawValue)'.")
        }
    }
}
