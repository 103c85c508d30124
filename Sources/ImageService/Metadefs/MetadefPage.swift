import GRDB
import ImageModel

/// The query of a list of namespaces, objects or tags.
struct MetadefPage: Sendable {
    /// The maximum number of items; nil for all.
    let limit: Int?
    let marker: String?
    let visibility: String?
    /// The resource types, one of which a namespace must be associated with; nil for any.
    let resourceTypes: [String]?
    private let column: String
    private let isAscending: Bool
    private let query: QueryString

    /// The rules of a list, which differ slightly.
    struct Rules {
        /// The limit if the query gives none; nil for all items.
        let defaultLimit: Int?
        let leastLimit: Int
        let visibilities: [String]
        /// The sort keys and their columns; nil if a sort key is accepted but ignored.
        let columns: [String: String]?
    }

    /// Parses a query; unknown parameters are ignored.
    ///
    /// - Throws: `Fault` 400, in Glance's words.
    init(_ query: QueryString, _ rules: Rules) throws {
        limit = try Self.limit(query["limit"], rules)
        marker = query["marker"]
        visibility = query["visibility"]
        if let visibility, !visibility.isEmpty, !rules.visibilities.contains(visibility) {
            throw Fault.badRequest("Invalid visibility value: \(visibility)")
        }
        resourceTypes = query["resource_types"]?.split(separator: ",", omittingEmptySubsequences: false).map(
            String.init)
        let direction = query["sort_dir"] ?? "desc"
        guard ["asc", "desc"].contains(direction) else {
            throw Fault.badRequest("Invalid sort direction: \(direction)")
        }
        isAscending = direction == "asc"
        let key = query["sort_key"] ?? "created_at"
        guard let column = rules.columns.map({ $0[key] }) ?? "createdAt" else {
            throw Fault.badRequest("Invalid sort key: \(key)")
        }
        self.column = column
        self.query = query
    }

    private static func limit(_ text: String?, _ rules: Rules) throws -> Int? {
        guard let text else { return rules.defaultLimit }
        // An empty limit means no limit, in a list that has no default limit and accepts 0.
        if text.isEmpty, rules.defaultLimit == nil, rules.leastLimit == 0 { return nil }
        guard let number = Int(text.trimmingSpaces()) else {
            throw Fault.badRequest("limit param must be an integer")
        }
        guard number >= rules.leastLimit else { throw Fault.badRequest("limit param must be positive") }
        return rules.defaultLimit == nil ? number : min(number, ImageLimits.pageSize)
    }

    /// Returns a request for the rows of this page, in order.
    ///
    /// - Parameter marker: the id of the row before the first one; nil to start at the beginning.
    func apply<Record: TableRecord>(
        to request: QueryInterfaceRequest<Record>, after marker: Int64?
    ) -> QueryInterfaceRequest<Record> {
        var request = request
        // Null sorts like empty text.
        let key: SQL = "COALESCE(\(Column(column)), '')"
        if let marker {
            let position: SQL = "\(key), createdAt, id"
            let comparison: SQL = isAscending ? ">" : "<"
            let table = SQL(sql: Record.databaseTableName)
            request = request.filter(
                literal: "(\(position)) \(comparison) (SELECT \(position) FROM \(table) WHERE id = \(marker))")
        }
        let keys = [key.sqlExpression, Column("createdAt").sqlExpression, Column("id").sqlExpression]
        request = request.order(keys.map { isAscending ? $0.asc : $0.desc })
        return limit.map { request.limit($0) } ?? request
    }

    /// The link to the list's first page.
    func first(_ path: String) -> String { query.setting("marker", to: nil).appended(to: path) }

    /// The link to the page after the one that ends with the given name.
    func next(_ path: String, after name: String) -> String {
        query.setting("marker", to: name).appended(to: path)
    }
}

extension MetadefPage.Rules {
    static let namespaces = Self(
        defaultLimit: ImageLimits.defaultPageSize, leastLimit: 0, visibilities: ["public", "private"],
        columns: [
            "namespace": "name", "display_name": "displayName", "description": "description", "owner": "owner",
            "visibility": "visibility", "protected": "isProtected",
        ].merging(times) { $1 })
    /// Glance validates the page of objects that is requested, but returns all of them.
    static let objects = Self(
        defaultLimit: nil, leastLimit: 1, visibilities: ["public", "private", "shared"], columns: nil)
    static let tags = Self(
        defaultLimit: nil, leastLimit: 0, visibilities: ["public", "private", "shared"],
        columns: ["name": "name", "namespace_id": "namespaceID"].merging(times) { $1 })

    private static let times = ["created_at": "createdAt", "updated_at": "updatedAt", "id": "createdAt"]
}
