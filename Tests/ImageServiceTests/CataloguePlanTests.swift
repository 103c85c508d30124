import Foundation
import GRDB
import Testing

@testable import ImageService

/// How SQLite reads a page: by the indexes, and no further than the page is long.
@Suite struct CataloguePlanTests {
    private struct Step {
        let parent: Int
        let text: String
    }

    private static let member = Identity(user: "ann", project: "demo", roles: ["member"])
    private static let admin = Identity(user: "dot", project: "ops", roles: ["admin"])

    /// The plan for each of these queries, of a catalogue with one image.
    private static func plans(_ queries: [String], for identity: Identity) async throws -> [(String, [Step])] {
        try await TestService.withFolder { folder in
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let catalogue = try Catalogue(path: folder + "/catalogue.sqlite")
            let image = try await catalogue.insert(StoredImage(owner: "demo", now: Date()))
            return try await catalogue.read { database in
                try queries.flatMap { query in
                    try ["", "&marker=\(image.id)"].map { marker in
                        let page = try PageRequest(QueryString(query + marker))
                        let position = try page.marker.map {
                            try Catalogue.position(of: $0, page.sort, for: identity, database)
                        }
                        let statement = try ImageList(page, for: identity, database).statement(
                            page.sort, by: page.sort.keys[0].column, position.map(page.sort.after), page.limit)
                        let rows = try Row.fetchAll(
                            database, SQLRequest(literal: "EXPLAIN QUERY PLAN \(statement)"))
                        return (query + marker, rows.map { Step(parent: $0["parent"], text: $0["detail"]) })
                    }
                }
            }
        }
    }

    static let queries = ImageSort.Column.allCases.flatMap { key in
        ["asc", "desc"].flatMap { direction in
            ["", "&visibility=all", "&visibility=public", "&visibility=shared", "&owner=demo", "&os_hidden=true"]
                .map { "sort=\(key.rawValue):\(direction)\($0)" }
        }
    }

    /// Where the few records that no order's index has are read: those are sorted.
    private static func recent(_ steps: [Step]) -> [Int] {
        steps.filter { $0.text.contains("SEARCH image USING INDEX imageRecent") }.map(\.parent)
    }

    @Test("for an admin, an index has each order: nothing is scanned, and nothing is sorted but the last records")
    func admin() async throws {
        for (query, steps) in try await Self.plans(Self.queries, for: Self.admin) {
            let recent = Self.recent(steps)
            #expect(recent.count == 1, "\(query): \(steps.map(\.text))")
            for step in steps {
                #expect(!step.text.contains("SCAN"), "\(query): \(step.text)")
                if step.text.contains("TEMP B-TREE") {
                    #expect(recent.contains(step.parent), "\(query): \(step.text)")
                }
            }
        }
    }

    @Test("for a member too, but for the images that others share: those are found by its memberships, and sorted")
    func member() async throws {
        for (query, steps) in try await Self.plans(Self.queries, for: Self.member) {
            #expect(!steps.isEmpty)
            let memberships = steps.filter { $0.text.contains("SEARCH imageMember USING") }.map(\.parent)
            let sorted = Self.recent(steps) + memberships
            for step in steps {
                #expect(!step.text.contains("SCAN"), "\(query): \(step.text)")
                if step.text.contains("TEMP B-TREE") {
                    #expect(sorted.contains(step.parent), "\(query): \(step.text)")
                }
            }
        }
    }

    @Test("a marker is a place in the index, however many records have the same value")
    func marker() async throws {
        for identity in [Self.admin, Self.member] {
            for (query, steps) in try await Self.plans(["sort=status", "sort=name:asc"], for: identity)
            where query.contains("marker") {
                for step in steps where step.text.contains("SEARCH image USING INDEX imageOf") {
                    #expect(step.text.contains("createdAt)"), "\(query): \(step.text)")
                }
            }
        }
    }

    @Test(
        "a filter that leaves few is the way to them",
        arguments: ["name=a", "id=a", "tag=a", "a=b", "checksum=0", "status=killed", "updated_at=gt:2999-01-01"])
    func filter(query: String) async throws {
        for identity in [Self.admin, Self.member] {
            for (query, steps) in try await Self.plans([query, query + "&sort=size"], for: identity) {
                #expect(steps.contains { $0.text.contains("LIST SUBQUERY") }, "\(query): \(steps.map(\.text))")
                for step in steps {
                    #expect(!step.text.contains("SCAN"), "\(query): \(step.text)")
                }
            }
        }
    }
}
