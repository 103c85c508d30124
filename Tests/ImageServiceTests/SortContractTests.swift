import Foundation
import ImageModel
import NIOHTTP1
import TestSupport
import Testing

/// The order of `GET /v2/images`, and its pages.
@Suite(.atMost(8, of: "services")) struct SortContractTests {
    /// Names with the disk formats, in the order in which the images are made.
    static let images = [("b", "raw"), ("a", "qcow2"), ("b", "iso"), ("", ""), ("a", "raw"), ("", "raw")]

    private static func fill(_ service: TestService) async throws -> [String] {
        var ids: [String] = []
        for (name, format) in images {
            func value(_ text: String) -> String { text.isEmpty ? "null" : "\"\(text)\"" }
            ids.append(
                try await service.newImage("{\"name\":\(value(name)),\"disk_format\":\(value(format))}"))
        }
        return ids
    }

    @Test(
        "the images come in the order that is asked for; what has no value is the least",
        arguments: [
            ("", [5, 4, 3, 2, 1, 0]), ("sort_dir=asc", [0, 1, 2, 3, 4, 5]),
            ("sort=created_at:asc", [0, 1, 2, 3, 4, 5]), ("sort=updated_at", [5, 4, 3, 2, 1, 0]),
            ("sort=name", [2, 0, 4, 1, 5, 3]), ("sort=name:asc", [3, 5, 1, 4, 0, 2]),
            ("sort_key=name&sort_dir=asc", [3, 5, 1, 4, 0, 2]), ("sort_key=name", [2, 0, 4, 1, 5, 3]),
            ("sort=name:asc,disk_format:desc", [5, 3, 4, 1, 0, 2]),
            ("sort=name:asc,created_at:desc", [5, 3, 4, 1, 2, 0]),
            ("sort_key=name&sort_key=disk_format&sort_dir=asc&sort_dir=desc", [5, 3, 4, 1, 0, 2]),
            ("sort_key=name&sort_key=disk_format&sort_dir=asc", [3, 5, 1, 4, 2, 0]),
            ("sort=disk_format", [5, 4, 0, 1, 2, 3]), ("sort=size:asc", [0, 1, 2, 3, 4, 5]),
            ("sort=status:asc,name:asc", [5, 3, 4, 1, 2, 0]),
            ("sort=%20name%20:%20asc%20", [3, 5, 1, 4, 0, 2]),
        ])
    func order(query: String, expected: [Int]) async throws {
        try await TestService.use { (service: TestService) async throws in
            let ids = try await Self.fill(service)
            #expect(try await service.ids(query) == expected.map { ids[$0] })
        }
    }

    @Test("pages of any size follow each other without a gap or a twin, in any order, for anybody")
    func pages() async throws {
        try await TestService.use { (service: TestService) async throws in
            _ = try await Self.fill(service)
            for (index, token) in [TestService.stranger, TestService.admin, TestService.member].enumerated() {
                let visibility = index == 1 ? "public" : "community"
                for (name, _) in Self.images {
                    _ = try await service.newImage(
                        #"{"name":"\#(name)","visibility":"\#(visibility)"}"#, token: token)
                }
            }
            let keys = [
                "name", "status", "container_format", "disk_format", "size", "id", "created_at", "updated_at",
            ]
            let sorts =
                keys.flatMap { ["\($0):asc", "\($0):desc"] } + ["name:asc,disk_format:desc,id:asc", "status,id"]
            for token in [TestService.member, TestService.admin, TestService.stranger] {
                for sort in sorts {
                    let whole = try await service.ids("sort=\(sort)&visibility=all", token: token)
                    #expect(whole.count == (token == TestService.stranger ? 18 : 24))
                    var path: String? = "/v2/images?sort=\(sort)&visibility=all&limit=5"
                    var seen: [String] = []
                    while let next = path {
                        let fields = try await service.send(.GET, next, token: token).fields
                        seen += (fields["images"]?.array ?? []).compactMap { $0.object?["id"]?.string }
                        path = fields["next"]?.string
                    }
                    #expect(seen == whole, "\(sort)")
                }
            }
        }
    }

    @Test("the links keep the query, repeated parameters too")
    func links() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage(#"{"name":"a b","tags":["x","y"]}"#)
            let reply = try await service.send(.GET, "/v2/images?tag=x&tag=y&name=a+b&sort=name:asc&limit=1")
            let link = "/v2/images?tag=x&tag=y&name=a+b&sort=name%3Aasc&limit=1"
            #expect(reply.fields["first"] == .string(link))
            #expect(reply.fields["next"] == .string("\(link)&marker=\(id)"))
            let next = try await service.send(.GET, "\(link)&marker=\(id)").fields
            #expect(next["images"] == .array([]))
            #expect(next["first"] == .string(link))
            #expect(next["next"] == nil)
        }
    }

    @Test(
        "an order that makes no sense is 400",
        arguments: [
            ("sort=foo", "Invalid sort key: foo. It must be one of the following: name, status, container_format"),
            ("sort=name:asc,", "Invalid sort key: ."), ("sort=name:up", "Invalid sort direction: up"),
            ("sort=name:asc:x", "Invalid sort direction: asc:x"), ("sort_key=owner", "Invalid sort key: owner"),
            ("sort=name&sort_key=id", "Old and new sorting syntax cannot be combined"),
            ("sort_key=name&sort_dir=asc&sort_dir=desc", "Number of sort dirs does not match the number of sort keys"),
            ("sort_dir=asc&sort_dir=desc", "does not match"),
        ])
    func refusal(query: String, words: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let reply = try await service.send(.GET, "/v2/images?\(query)")
            #expect(reply.status == 400)
            #expect(reply.message.contains(words))
        }
    }

    @Test("images that are made at the same moment keep an order of their own")
    func sameMoment() async throws {
        try await TestService.use { (service: TestService) async throws in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<60 { group.addTask { _ = try await service.newImage() } }
                try await group.waitForAll()
            }
            let newest = try await service.ids("limit=100")
            let oldest = try await service.ids("limit=100&sort_dir=asc")
            #expect(newest.count == 60)
            #expect(newest == oldest.reversed())
        }
    }
}
