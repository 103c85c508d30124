import GRDB
import ImageModel

/// What a list of namespaces, objects or tags asks for.
struct MetadefPage: Sendable {
    /// Nil where everything is wanted.
    let limit: Int?
    let marker: String?
    let visibility: String?
    /// The namespaces that are for one of these types; nil where any is wanted.
    let resourceTypes: [String]?
    private let column: String
    private let isAscending: Bool
    private let query: QueryString

    /// A list's rules, which differ a little.
    struct Rules {
        /// How many where the request does not say; nil for all.
        let defaultLimit: Int?
        let leastLimit: Int
        let visibilities: [String]
        /// What it may be sorted by; nil where the order is taken, and not followed.
        let columns: [String: String]?
    }

    /// Reads a query; what a list does not know of, it passes over.
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
        // An empty limit of a list that has no default asks for nothing.
        if text.isEmpty, rules.defaultLimit == nil, rules.leastLimit == 0 { return nil }
        guard let number = Int(text.trimmingSpaces()) else {
            throw Fault.badRequest("limit param must be an integer")
        }
        guard number >= rules.leastLimit else { throw Fault.badRequest("limit param must be positive") }
        return rules.defaultLimit == nil ? number : min(number, ImageLimits.pageSize)
    }

    /// The rows of this page, in order.
    ///
    /// - Parameter marker: the id of the row before the first; nil to begin at the beginning.
    func apply<Record: TableRecord>(
        to request: QueryInterfaceRequest<Record>, after marker: Int64?
    ) -> QueryInterfaceRequest<Record> {
        var request = request
        // What is not set comes first, as an empty text would.
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

    /// The link to this list's first page.
    func first(_ path: String) -> String { query.setting("marker", to: nil).appended(to: path) }

    /// The link to the page after the one that ends with a name.
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
    /// Glance checks a page of objects, and then answers all of them.
    static let objects = Self(
        defaultLimit: nil, leastLimit: 1, visibilities: ["public", "private", "shared"], columns: nil)
    static let tags = Self(
        defaultLimit: nil, leastLimit: 0, visibilities: ["public", "private", "shared"],
        columns: ["name": "name", "namespace_id": "namespaceID"].merging(times) { $1 })

    private static let times = ["created_at": "createdAt", "updated_at": "updatedAt", "id": "createdAt"]
}
