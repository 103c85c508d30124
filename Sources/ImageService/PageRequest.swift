import ImageModel

/// The query of `GET /v2/images`.
struct PageRequest {
    let limit: Int
    let marker: String?
    let sort: ImageSort
    let isHidden: Bool
    /// The visibilities to list; empty if no record can match.
    let visibilities: [Visibility]
    /// Whether the query specifies a visibility, including `all`.
    let asksForVisibility: Bool
    let owner: String?
    /// The status that memberships must have; nil for any.
    let memberStatus: String?
    let filters: [ImageFilter]
    private let query: QueryString

    /// Parses a query.
    ///
    /// - Throws: `Fault` 400, in Glance's words.
    init(_ query: QueryString) throws {
        limit = try query.pageLimit
        marker = query["marker"]
        if let marker, marker.utf8.contains(0) { throw Fault.badRequest("No image found with ID \(marker)") }
        sort = try ImageSort(query)
        isHidden = try Self.boolean(query["os_hidden"]?.lowercased(), "os_hidden") ?? false
        asksForVisibility = query["visibility"] != nil
        let visibilities = try Self.visibilities(query["visibility"] ?? "all")
        // No stored text contains U+0000, and SQLite would compare only the part before it.
        self.visibilities = query.hasNull ? [] : visibilities
        owner = query["owner"]
        let status = query["member_status"] ?? "accepted"
        guard ["pending", "accepted", "rejected", "all"].contains(status) else {
            throw Fault.badRequest("Invalid status: \(status)")
        }
        memberStatus = status == "all" ? nil : status
        if query["changes-since"] != nil {
            throw Fault.badRequest(#"The "changes-since" filter is no longer available on v2."#)
        }
        var filters = Self.tags(query).sorted().map(ImageFilter.tag)
        if let isProtected = try Self.boolean(query["protected"], "protected") {
            filters.append(.protected(isProtected))
        }
        let names = Set(query.parameters.map(\.name)).subtracting(Self.others)
        // Checked first, as each lookup searches all parameters.
        guard filters.count + names.count <= Self.filterLimit else {
            throw Fault.badRequest("A list takes at most \(Self.filterLimit) filters.")
        }
        for name in names.sorted() { filters.append(try ImageFilter(name, query[name] ?? "")) }
        self.filters = filters
        self.query = query.setting("marker", to: nil)
    }

    /// The link to the list's first page.
    var first: String { query.appended(to: "/v2/images") }

    /// The link to the page after the one that ends with the given image.
    func next(after id: String) -> String { query.setting("marker", to: id).appended(to: "/v2/images") }

    /// The maximum number of filters, which is the number of tags that an image may have: more would match nothing, and SQLite
    /// limits the length of a condition.
    private static let filterLimit = ImageLimits.tagCount

    /// The parameters that are not simple conditions on a record.
    private static let others: Set<String> = [
        "limit", "marker", "sort", "sort_key", "sort_dir", "os_hidden", "visibility", "owner", "member_status", "tag",
        "tags", "protected", "changes-since", "deleted",
    ]

    /// The tags that the images must have. `tags` is not a parameter of the API, but Glance uses that name internally for the
    /// list of tags; so without any `tag`, it treats each character of the parameter's value as a tag.
    private static func tags(_ query: QueryString) -> Set<String> {
        let tags = query.values("tag")
        return tags.isEmpty
            ? Set((query["tags"] ?? "").unicodeScalars.map { String($0) }) : Set(tags.map { $0.trimmingSpaces() })
    }

    private static func boolean(_ text: String?, _ name: String) throws -> Bool? {
        guard let text else { return nil }
        guard ["true", "false"].contains(text) else {
            throw Fault.badRequest(
                "Invalid value '\(text)' for '\(name)' filter. Valid values are 'true' or 'false'.")
        }
        return text == "true"
    }

    private static func visibilities(_ text: String) throws -> [Visibility] {
        let every: [Visibility] = [.public, .private, .shared, .community]
        if text == "all" { return every }
        // Empty text is valid, but no record has that visibility.
        guard text.isEmpty || every.contains(Visibility(rawValue: text)) else {
            throw Fault.badRequest("Invalid visibility value: \(text)")
        }
        return every.filter { $0.rawValue == text }
    }
}

extension QueryString {
    /// The number of records on a page.
    ///
    /// - Throws: `Fault` 400.
    var pageLimit: Int {
        get throws {
            guard let limit = self["limit"] else { return ImageLimits.defaultPageSize }
            let text = limit.trimmingSpaces()
            // A number is valid however large it is.
            let isLarge = !text.isEmpty && text.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
            guard let number = Int(text) ?? (isLarge ? Int.max : nil) else {
                throw Fault.badRequest("limit param must be an integer")
            }
            guard number >= 0 else { throw Fault.badRequest("limit param must be positive") }
            return min(number, ImageLimits.pageSize)
        }
    }
}
