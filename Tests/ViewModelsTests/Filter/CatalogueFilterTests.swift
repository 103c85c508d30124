import Foundation
import ImageModel
import Observation
import TestSupport
import Testing

@testable import ViewModels

/// The list, filtered by the service and here.
@Suite(.timeLimit(.minutes(10))) @MainActor struct CatalogueFilterTests {
    private let service = ScriptedService()
    private let context = FilterContext(now: Date(timeIntervalSince1970: 2e9), project: "p1")

    /// A list of so many images, of which each hundredth is called `rare`.
    private func list(_ count: Int, lookedThrough: Int = 10_000) async throws -> CatalogueModel {
        service.listed = ListedImages(
            (0..<count).map { number in
                var image = Image.sample(
                    "image-\(number)", name: number % 100 == 99 ? "rare-\(number)" : "often-\(number)")
                image.createdAt = Timestamp(
                    rawValue: Date(timeIntervalSince1970: 2e9 - Double(number)).formatted(.iso8601))
                return image
            })
        let model = CatalogueModel(api: service, pageSize: 4, lookedThrough: lookedThrough)
        model.refresh()
        try await until { !model.isLoading }
        return model
    }

    private func names(_ model: CatalogueModel) -> [String] { model.images.compactMap(\.name) }

    /// Draws as a screen of ten rows does, until nothing is read any more.
    private func look(_ model: CatalogueModel) async throws {
        repeat {
            try await until { !model.isLoading }
            model.readOn(inSight: 0..<min(10, model.images.count))
        } while model.isLoading
    }

    @Test("what the service answers is asked of it, with the order, and on every page")
    func asked() async throws {
        let model = try await list(50)
        try model.filter(by: ImageFilter("status:active owner:me"), context)
        try await until { !model.isLoading }
        model.readOn(inSight: 0..<4)
        try await until { !model.isLoading }
        let conditions = [ImageQuery.Condition("status", "active"), ImageQuery.Condition("owner", "p1")]
        #expect(
            service.calls.suffix(2) == [
                .list(ImageQuery(limit: 4, order: .newestFirst, conditions: conditions)),
                .list(ImageQuery(limit: 20, marker: "image-3", order: .newestFirst, conditions: conditions)),
            ])
    }

    @Test("what it does not answer is looked for page by page, and what has been read is counted")
    func matchedHere() async throws {
        let model = try await list(1000)
        try model.filter(by: ImageFilter("name:rare*"), context)
        try await look(model)
        #expect(names(model) == (0..<10).map { "rare-\($0 * 100 + 99)" })
        #expect(model.readCount == 1000)
        #expect(model.countBefore == 0 && model.countAfter == 0)
        #expect(!model.isPaused)
    }

    @Test("from the end, it is looked for backwards, and the bar is on the last that is found")
    func backwards() async throws {
        let model = try await list(1000)
        try model.filter(by: ImageFilter("rare-8"), context)
        try await until { !model.isLoading }
        model.go(to: .last)
        try await look(model)
        #expect(names(model) == ["rare-899"])
        #expect(model.selection == "image-899")
    }

    @Test("what is nowhere is not looked for without end; a key looks on")
    func bound() async throws {
        let model = try await list(1000, lookedThrough: 300)
        try model.filter(by: ImageFilter("name:nobody*"), context)
        try await look(model)
        #expect(model.isPaused && model.images.isEmpty && model.hasMore)
        #expect(model.readCount == 304)
        model.resume()
        try await look(model)
        #expect(model.isPaused && model.readCount == 604)
    }

    @Test("whoever stops the search keeps what was found")
    func pause() async throws {
        let model = try await list(1000)
        try model.filter(by: ImageFilter("rare"), context)
        try await until { !model.isLoading }
        service.lists = [.hangs]
        model.readOn(inSight: 0..<0)
        #expect(model.isLoading)
        // What is stopped has been asked for: what is asked for next has another answer.
        try await until { service.lists.isEmpty }
        model.pause()
        await settle()
        #expect(!model.isLoading && model.isPaused && model.failure == nil)
        model.readOn(inSight: 0..<0)
        #expect(!model.isLoading)
        model.resume()
        try await look(model)
        #expect(names(model).count == 10)
    }

    @Test("while it is typed, what is kept is narrowed, and nothing is asked")
    func narrowing() async throws {
        let model = try await list(24)
        model.readOn(inSight: 0..<4)
        try await until { !model.isLoading }
        let calls = service.calls.count
        model.selection = "image-12"
        try model.narrow(to: ImageFilter("often-1"), context)
        #expect(names(model) == ["often-1"] + (10..<20).map { "often-\($0)" })
        #expect(model.selectedRow == 3)
        #expect(model.keptCount == 24)
        model.update(.sample("image-1", name: "another"))
        #expect(names(model).count == 10)
        model.readOn(inSight: 0..<10)
        model.narrow(to: nil, context)
        #expect(model.images.count == 24 && model.selectedRow == 12)
        #expect(service.calls.count == calls)
    }

    @Test("a filter that the service refuses is not shown as if it were")
    func refused() async throws {
        let model = try await list(10)
        service.lists = [.fails(APIError(status: 400, message: "Invalid filter"))]
        try model.filter(by: ImageFilter("status:active"), context)
        try await until { !model.isLoading }
        #expect(model.filter.isEmpty && model.failure?.status == 400)
        #expect(model.images.count == 4)
    }

    @Test("a new image that is not wanted does not come into the list")
    func insert() async throws {
        let model = try await list(200)
        try model.filter(by: ImageFilter("rare"), context)
        try await look(model)
        model.insert(.sample("new", name: "often"))
        #expect(model.images.count == 2)
        model.insert(.sample("new", name: "rare-new"))
        #expect(names(model).first == "rare-new" && model.selection == "new")
    }

    @Test("the filters that were used come back, the last one first, each once")
    func history() async throws {
        let kept = KeptFilters(["b", "a"])
        let history = FilterHistory(memory: kept.memory)
        history.read()
        history.add("c")
        history.add("a")
        history.add("")
        try await until { history.filters == ["a", "c", "b"] }
        try await until { kept.filters == ["a", "c", "b"] }
    }

    @Test("two gazes that use filters keep each other's")
    func together() async throws {
        let kept = KeptFilters(["a"])
        let histories = [1, 2].map { _ in FilterHistory(memory: kept.memory) }
        for history in histories { history.read() }
        for history in histories { await history.finish() }
        histories[0].add("b")
        await histories[0].finish()
        histories[1].add("c")
        await histories[1].finish()
        #expect(kept.filters == ["c", "b", "a"])
    }

    /// Filters that are kept as long as the test.
    @Observable
    @MainActor
    final class KeptFilters {
        var filters: [String]

        init(_ filters: [String]) { self.filters = filters }

        private func take(_ change: FilterMemory.HistoryChange) { filters = change(filters) }

        var memory: FilterMemory {
            FilterMemory(
                history: { [self] in await MainActor.run { filters } },
                changeHistory: { [self] change in await take(change) })
        }
    }
}
