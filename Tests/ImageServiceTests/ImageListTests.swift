import Foundation
import GRDB
import Testing

@testable import ImageService

/// Pages in orders that no index has.
@Suite struct ImageListTests {
    private static let member = Identity(user: "ann", project: "demo", roles: ["member"])
    private static let admin = Identity(user: "dot", project: "ops", roles: ["admin"])

    /// Records of which some have nearly everything in common, and some nothing.
    private static let records: [StoredImage] = (0..<120).map { index in
        var image = StoredImage(owner: ["demo", "demo", "other", "ops"][index % 4], now: Date())
        image.createdAt = Int64(index + 1)
        image.updatedAt = Int64(index / 10)
        image.name = index % 3 == 0 ? "same" : [nil, "a", "b", "c \(index)"][index % 4]
        image.status = index % 5 == 0 ? "active" : "queued"
        image.visibility = ["public", "private", "shared", "shared", "community"][index % 5]
        image.diskFormat = ["raw", "qcow2", nil][index / 17 % 3]
        image.containerFormat = index % 7 == 0 ? nil : "bare"
        image.size = image.status == "queued" ? nil : Int64(index % 4)
        return image
    }

    private static let sorts =
        ImageSort.Column.allCases.flatMap { first in
            ImageSort.Column.allCases.filter { $0 != first }.map { second in
                let direction = first.rawValue < second.rawValue ? "asc" : "desc"
                return "\(first.rawValue):\(direction),\(second.rawValue):asc"
            }
        } + [
            "name:asc", "status:asc,created_at:desc", "status,container_format,disk_format,name",
            "status:asc,name:asc,size:desc,id:asc", "size:desc,status:asc,disk_format:asc,updated_at:desc,name:asc",
            "disk_format:desc,container_format:desc,status:desc",
        ]

    @Test(
        "pages follow each other in any order, whatever is taken for many",
        arguments: [1, 3, 20, 1000], [member, admin])
    func pages(few: Int, identity: Identity) async throws {
        try await TestService.withFolder { folder in
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let catalogue = try Catalogue(path: folder + "/catalogue.sqlite")
            for image in Self.records { _ = try await catalogue.insert(image) }
            try await catalogue.read { database in
                for sort in Self.sorts {
                    let page = try PageRequest(QueryString("visibility=all&sort=\(sort)"))
                    let whole = try String.fetchAll(
                        database,
                        SQLRequest(
                            literal: """
                                SELECT id FROM image WHERE \(identity.reach) \
                                ORDER BY \(sql: Self.order(page.sort))
                                """))
                    let list = try ImageList(page, for: identity, database, fewAtMost: few)
                    var seen: [String] = []
                    while seen.count <= whole.count {
                        let position = try seen.last.map {
                            try Catalogue.position(of: $0, page.sort, for: identity, database)
                        }
                        let images = try list.images(page.sort, after: position, limit: 7)
                        seen += images.map(\.id)
                        if images.count < 7 { break }
                    }
                    #expect(seen == whole, "\(sort)")
                    #expect(seen.count > 80)
                }
            }
        }
    }

    /// An order, of the values as they are stored: null is the least.
    private static func order(_ sort: ImageSort) -> String {
        sort.keys.map { "image.\($0.column.stored) \($0.isAscending ? "ASC" : "DESC")" }.joined(separator: ", ")
    }
}
