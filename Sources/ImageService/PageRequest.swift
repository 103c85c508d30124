import GRDB
import ImageModel

/// What `GET /v2/images` asks for.
struct PageRequest {
    let limit: Int
    let marker: String?
    /// What the records must be equal to: attributes and additional properties.
    private let filters: [(name: String, value: String)]
    /// The query without its marker, for the `next` link.
    private let query: [(name: String, value: String)]

    /// Parameters that a list does not take here.
    private static let unserved: Set<String> = ["sort", "sort_key", "sort_dir", "member_status", "tag"]

    /// Reads a query.
    ///
    /// - Throws: `Fault` 400, in Glance's words.
    init(_ query: [(name: String, value: String)]) throws {
        var limit = ImageLimits.defaultPageSize
        var marker: String?
        var filters: [(String, String)] = []
        for (name, value) in query {
            switch name {
            case "limit":
                guard let number = Int(value) else { throw Fault.badRequest("limit param must be an integer") }
                guard number >= 0 else { throw Fault.badRequest("limit param must be positive") }
                limit = min(number, ImageLimits.pageSize)
            case "marker": marker = value
            case _ where Self.unserved.contains(name):
                throw Fault.badRequest("The parameter '\(name)' is not supported by this service.")
            case "visibility" where !["public", "private", "shared", "community", "all"].contains(value):
                throw Fault.badRequest("Invalid visibility value: \(value)")
            default: filters.append((name, value))
            }
        }
        self.limit = limit
        self.marker = marker
        self.filters = filters
        self.query = query.filter { $0.name != "marker" }
    }

    /// The link to this list's first page.
    var first: String { "/v2/images" + Self.text(query) }

    /// The link to the page after the one that ends with an image.
    func next(after id: String) -> String { "/v2/images" + Self.text(query + [("marker", id)]) }

    private static func text(_ query: [(name: String, value: String)]) -> String {
        let pairs = query.map { "\(encoded($0.name))=\(encoded($0.value))" }
        return pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
    }

    private static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            let isPlain =
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
                || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "-._~:".utf8.contains(byte)
            let hex = String(byte, radix: 16, uppercase: true)
            result += isPlain ? String(Unicode.Scalar(byte)) : "%" + (hex.count < 2 ? "0" : "") + hex
        }
        return result
    }

    /// What the rows must fulfil, for somebody.
    func conditions(for identity: Identity) -> [SQL] {
        var conditions: [SQL] = []
        if !identity.isAdmin {
            let isOpen = filters.contains { $0.name == "visibility" && ["community", "all"].contains($0.value) }
            let open = isOpen ? ["public", "community"] : ["public"]
            conditions.append("(owner = \(identity.project) OR visibility IN \(open))")
        }
        if !filters.contains(where: { $0.name == ImageAttribute.hidden.rawValue }) { conditions.append("isHidden = 0") }
        for (name, value) in filters where !(name == "visibility" && value == "all") {
            conditions.append(Self.condition(name, value))
        }
        return conditions
    }

    private static func condition(_ name: String, _ value: String) -> SQL {
        guard let column = columns[ImageAttribute(rawValue: name)] else {
            return "EXISTS (SELECT 1 FROM json_each(properties) WHERE key = \(name) AND value = \(value))"
        }
        let name = SQL(Column(column))
        switch column {
        case "isProtected", "isHidden": return "\(name) = \(value.lowercased() == "true")"
        case "size", "minDisk", "minRAM": return "\(name) = \(Int64(value))"
        default: return "\(name) = \(value)"
        }
    }

    private static let columns: [ImageAttribute: String] = [
        .id: "id", .name: "name", .status: "status", .visibility: "visibility", .owner: "owner",
        .diskFormat: "diskFormat", .containerFormat: "containerFormat", .protected: "isProtected", .hidden: "isHidden",
        .size: "size", .minDisk: "minDisk", .minRAM: "minRAM", .checksum: "checksum",
    ]
}
