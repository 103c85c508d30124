import Foundation
import ImageModel
import NIOHTTP1
import TestSupport
import Testing

@testable import ImageService

/// A store's folder belongs to one catalogue, under one name: whoever starts a service otherwise loses nothing.
@Suite(.atMost(8, of: "services")) struct StoreClaimTests {
    private typealias Store = ServiceConfiguration.Store

    /// Runs a service on a folder of records, with stores wherever they are.
    private static func use<Result: Sendable>(
        _ data: String, _ stores: [Store], log: RecordedLog? = nil,
        _ body: @escaping @Sendable (TestService) async throws -> Result
    ) async throws -> Result {
        try await TestService.use(folder: data, logger: log?.logger, adjust: { $0.stores = stores }, body)
    }

    /// Makes an image with data in the first store of a service.
    private static func fill(_ data: String, _ stores: [Store]) async throws -> String {
        try await use(data, stores) { (service: TestService) async throws in
            let id = try await service.newImage()
            #expect(try await service.upload([1, 2, 3], to: id).status == 204)
            return id
        }
    }

    /// Makes a store look as those of versions that made no marks.
    private static func unmark(_ folder: String) throws {
        try FileManager.default.removeItem(atPath: folder + "/store.json")
    }

    private static func expectRefusal(
        _ conflict: ServiceError.StoreConflict, of name: String, _ data: String, _ stores: [Store],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let error = await #expect(throws: ServiceError.self, sourceLocation: sourceLocation) {
            try await use(data, stores) { _ in }
        }
        guard case .store(name, _, conflict)? = error else {
            Issue.record("\(error.map { "\($0)" } ?? "nothing")", sourceLocation: sourceLocation)
            return
        }
    }

    @Test("another catalogue does not take a store over, and its data stays", arguments: [true, false])
    func otherCatalogue(isMarked: Bool) async throws {
        try await TestService.withFolder { folder in
            let stores = [Store(name: "fast", folder: folder + "/fast")]
            let id = try await Self.fill(folder + "/data", stores)
            if !isMarked { try Self.unmark(folder + "/fast") }
            try await Self.expectRefusal(
                isMarked ? .anotherCatalogue(name: "fast") : .unknownData(file: id), of: "fast", folder + "/dta", stores
            )
            try await Self.use(folder + "/data", stores) { (service: TestService) async throws in
                #expect(try await service.send(.GET, "/v2/images/\(id)/file").body == Data([1, 2, 3]))
            }
        }
    }

    @Test("a store under a new name is refused, and its data stays", arguments: [true, false])
    func renamed(isMarked: Bool) async throws {
        try await TestService.withFolder { folder in
            let place = folder + "/fast"
            let id = try await Self.fill(folder + "/data", [Store(name: "fast", folder: place)])
            if !isMarked { try Self.unmark(place) }
            try await Self.expectRefusal(
                isMarked ? .anotherName("fast") : .unknownData(file: id), of: "quick", folder + "/data",
                [Store(name: "quick", folder: place)])
            try await Self.use(folder + "/data", [Store(name: "fast", folder: place)]) {
                (service: TestService) async throws in
                #expect(try await service.send(.GET, "/v2/images/\(id)/file").body == Data([1, 2, 3]))
            }
        }
    }

    @Test("two stores that have exchanged their names are refused", arguments: [true, false])
    func exchanged(isMarked: Bool) async throws {
        try await TestService.withFolder { folder in
            let (first, second) = (folder + "/first", folder + "/second")
            let id = try await Self.fill(
                folder + "/data", [Store(name: "a", folder: first), Store(name: "b", folder: second)])
            if !isMarked { for place in [first, second] { try Self.unmark(place) } }
            try await Self.expectRefusal(
                isMarked ? .anotherName("a") : .unknownData(file: id), of: "b", folder + "/data",
                [Store(name: "b", folder: first), Store(name: "a", folder: second)])
        }
    }

    @Test(
        "one folder is not two stores, however it is spelled", arguments: ["/x", "/y/../x", "/link", "/data/staging"])
    func sharedFolder(path: String) async throws {
        try await TestService.withFolder { folder in
            for name in ["/x", "/y"] {
                try FileManager.default.createDirectory(atPath: folder + name, withIntermediateDirectories: true)
            }
            try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: folder + "/x")
            try await Self.expectRefusal(
                .sharedFolder(path == "/data/staging" ? "staging" : "a"), of: "b", folder + "/data",
                [Store(name: "a", folder: folder + "/x"), Store(name: "b", folder: folder + path)])
        }
    }

    @Test("a refusal says what is wrong, and what to do")
    func words() {
        for (conflict, words) in [
            (.anotherCatalogue(name: "fast"), ["another catalogue", "--data"]),
            (.anotherName("fast"), ["“fast”", "--store fast=/srv/x"]),
            (.sharedFolder("slow"), ["“slow”", "of its own"]),
            (.unknownData(file: "7"), ["data/7", "--data"]),
        ] as [(ServiceError.StoreConflict, [String])] {
            let text = "\(ServiceError.store(name: "quick", folder: "/srv/x", conflict))"
            for word in words + ["“quick”", "/srv/x"] { #expect(text.contains(word), "\(text)") }
        }
    }

    @Test("a store of a version that made no marks goes on, and is marked")
    func adopted() async throws {
        try await TestService.withFolder { folder in
            let stores = ["fast", "cheap"].map { Store(name: $0, folder: "\(folder)/\($0)") }
            let (kept, deleted, queued) = try await Self.use(folder + "/data", stores) {
                (service: TestService) async throws in
                var ids: [String] = []
                for _ in 0..<3 { ids.append(try await service.newImage()) }
                _ = try await service.upload([1, 2, 3], to: ids[0])
                _ = try await service.send(.DELETE, "/v2/images/\(ids[1])")
                return (ids[0], ids[1], ids[2])
            }
            for store in stores { try Self.unmark(store.folder) }
            // What sudden ends may have left: data of what was deleted, data that was never recorded, a copy that was to go.
            for (store, id) in [("fast", deleted), ("fast", queued), ("cheap", kept)] {
                try Data([1, 2, 3]).write(to: URL(filePath: "\(folder)/\(store)/data/\(id)"))
            }
            try await Self.use(folder + "/data", stores) { (service: TestService) async throws in
                #expect(try await service.send(.GET, "/v2/images/\(kept)/file").body == Data([1, 2, 3]))
                #expect(try files(folder, "fast") == [kept, queued].sorted())
                #expect(try files(folder, "cheap").isEmpty)
            }
            for store in stores { #expect(try StoreMark.read(store.folder)?.store == store.name) }
        }
    }

    @Test("a file that no record knows stays, and the log tells of it")
    func unknownFile() async throws {
        try await TestService.withFolder { folder in
            let stores = [Store(name: "fast", folder: folder + "/fast")]
            let id = try await Self.fill(folder + "/data", stores)
            let stray = UUID().uuidString.lowercased()
            try Data([9]).write(to: URL(filePath: folder + "/fast/data/" + stray))
            let log = RecordedLog()
            try await Self.use(folder + "/data", stores, log: log) { _ in }
            #expect(try files(folder, "fast") == [id, stray].sorted())
            #expect(log.lines.contains { $0.contains("no record knows") && $0.contains(stray) })
        }
    }

    @Test("a copy that a record does not name goes only where another store has the data", arguments: [true, false])
    func otherCopy(isThere: Bool) async throws {
        try await TestService.withFolder { folder in
            let stores = ["fast", "cheap"].map { Store(name: $0, folder: "\(folder)/\($0)") }
            let id = try await Self.fill(folder + "/data", stores)
            let (from, to) = ("\(folder)/fast/data/\(id)", "\(folder)/cheap/data/\(id)")
            try FileManager.default.copyItem(atPath: from, toPath: to)
            if !isThere { try FileManager.default.removeItem(atPath: from) }
            try await Self.use(folder + "/data", stores) { _ in }
            #expect(try files(folder, "fast") == (isThere ? [id] : []))
            #expect(try files(folder, "cheap") == (isThere ? [] : [id]))
        }
    }

    @Test("two services on one catalogue share its stores")
    func beside() async throws {
        try await TestService.withFolder { folder in
            let stores = [Store(name: "fast", folder: folder + "/fast")]
            try await Self.use(folder + "/data", stores) { _ in
                let id = try await Self.fill(folder + "/data", stores)
                #expect(try files(folder, "fast") == [id])
            }
        }
    }

    private func files(_ folder: String, _ store: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(store)/data").sorted()
    }
}
