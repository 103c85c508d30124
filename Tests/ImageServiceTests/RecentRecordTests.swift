import Foundation
import GRDB
import Testing

@testable import ImageService

/// The last records, which no order's index has yet.
@Suite struct RecentRecordTests {
    private static let admin = Identity(user: "dot", project: "ops", roles: ["admin"])

    /// Numbers of records around those at which the indexes get them.
    private static let counts = [1, 63, 64, 65, 128, 150]

    @Test("are fewer than are worth an index, however many records are made", arguments: counts)
    func few(count: Int) async throws {
        try await Self.withCatalogue(of: count) { catalogue, _ in
            let recent = try await catalogue.read { database in
                try Int64.fetchAll(database, sql: "SELECT number FROM image WHERE isRecent = 1 ORDER BY number")
            }
            let settled = Int64(count) / CatalogueTables.recentAtMost * CatalogueTables.recentAtMost
            #expect(recent == Array((settled + 1)..<(Int64(count) + 1)))
        }
    }

    @Test("are in their place in every order, found by every filter, and changed like others", arguments: counts)
    func found(count: Int) async throws {
        try await Self.withCatalogue(of: count) { catalogue, ids in
            for key in ImageSort.Column.allCases {
                let page = try PageRequest(QueryString("sort=\(key.rawValue):asc&limit=1000"))
                let images = try await catalogue.images(page, for: Self.admin).images
                #expect(Set(images.map(\.id)) == Set(ids), "\(key)")
                #expect(images.count == count, "\(key)")
            }
            let last = try #require(ids.last)
            try await catalogue.update(last) { $0.status = "active" }
            for query in ["id=\(last)", "name=image-\(count - 1)", "status=active", "status=in:active,saving"] {
                let images = try await catalogue.images(PageRequest(QueryString(query)), for: Self.admin).images
                #expect(images.map(\.id) == [last], "\(query)")
            }
        }
    }

    @Test("that are very large end a page before its limit, and all of them are on some page")
    func large() async throws {
        try await Self.withCatalogue(of: 0) { catalogue, _ in
            var made: [String] = []
            for number in 0..<5 {
                var image = StoredImage(owner: "ops", now: Date())
                image.properties = ["notes": String(repeating: "x", count: 7 << 20), "number": "\(number)"]
                made.append(try await catalogue.insert(image).id)
            }
            var (found, marker, pages): ([StoredImage], String, Int) = ([], "", 0)
            repeat {
                let request = try PageRequest(QueryString("sort=created_at:asc&limit=4" + marker))
                let page = try await catalogue.images(request, for: Self.admin)
                #expect(page.mayHaveMore == (found.count + page.images.count < 5))
                found += page.images
                marker = "&marker=" + (found.last?.id ?? "")
                pages += 1
            } while found.count < 5 && pages < 5
            #expect(found.map(\.id) == made && pages == 2)
            #expect(found.map { $0.properties["number"] } == ["0", "1", "2", "3", "4"])
            #expect(found.allSatisfy { $0.properties["notes"]?.utf8.count == 7 << 20 })
        }
    }

    @Test("that stay when those after them go are still few")
    func deleted() async throws {
        try await Self.withCatalogue(of: 60) { catalogue, ids in
            var last = try #require(ids.last)
            for _ in 0..<100 {
                #expect(try await catalogue.delete(last, for: Self.admin) { _ in })
                last = try await catalogue.insert(StoredImage(owner: "ops", now: Date())).id
                _ = try await catalogue.insert(StoredImage(owner: "ops", now: Date()))
            }
            let recent = try await catalogue.read { database in
                try Int64.fetchOne(database, sql: "SELECT count(*) FROM image WHERE isRecent = 1") ?? 0
            }
            #expect(recent < CatalogueTables.recentAtMost)
        }
    }

    @Test("a catalogue from before there were such records keeps its records in the indexes")
    func older() async throws {
        try await TestService.withFolder { folder in
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let path = folder + "/catalogue.sqlite"
            let older = try DatabaseQueue(path: path)
            try await older.write { database in
                try CatalogueTables.create(database)
                try database.execute(
                    sql: """
                        CREATE INDEX imageOfVisibilityBy_name ON image (visibility, isHidden, nameOrder, createdAt);
                        CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
                        INSERT INTO grdb_migrations VALUES ('images');
                        INSERT INTO image (id, createdAt, updatedAt, name, status, visibility, owner, minDisk, minRAM, \
                        isProtected, isHidden) VALUES ('an id', 1, 1, 'old', 'queued', 'shared', 'ops', 0, 0, 0, 0)
                        """)
            }
            try older.close()
            let catalogue = try Catalogue(path: path)
            let made = try await catalogue.insert(StoredImage(owner: "ops", now: Date()))
            for key in ImageSort.Column.allCases {
                let page = try PageRequest(QueryString("sort=\(key.rawValue):asc"))
                let images = try await catalogue.images(page, for: Self.admin).images
                #expect(Set(images.map(\.id)) == ["an id", made.id], "\(key)")
            }
        }
    }

    private static func withCatalogue(
        of count: Int, _ body: (Catalogue, _ ids: [String]) async throws -> Void
    ) async throws {
        try await TestService.withFolder { folder in
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let catalogue = try Catalogue(path: folder + "/catalogue.sqlite")
            var ids: [String] = []
            for index in 0..<count {
                var image = StoredImage(owner: "ops", now: Date())
                image.name = "image-\(index)"
                ids.append(try await catalogue.insert(image).id)
            }
            try await body(catalogue, ids)
        }
    }
}
