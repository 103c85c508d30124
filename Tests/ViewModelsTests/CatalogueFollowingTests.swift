import Foundation
import ImageModel
import Synchronization
import TestSupport
import Testing

@testable import ViewModels

/// What others do to the images of a list, while it is open.
@Suite(.timeLimit(.minutes(5))) @MainActor struct CatalogueFollowingTests {
    private let service = ScriptedService()
    private let clock = Clock()

    /// A clock that a test sets.
    private final class Clock: Sendable {
        private let now = Mutex(Date(timeIntervalSince1970: 5000))
        var date: Date { now.withLock { $0 } }
        func advance(by seconds: TimeInterval) { now.withLock { $0.addTimeInterval(seconds) } }
    }

    nonisolated private static func image(_ number: Int, status: ImageStatus = .active) -> Image {
        var image = Image.sample("image-\(number)", name: "name-\(number)", status: status)
        image.createdAt = moment(number)
        image.updatedAt = image.createdAt
        return image
    }

    nonisolated private static func moment(_ second: Int) -> Timestamp {
        Timestamp(rawValue: Date(timeIntervalSince1970: 1e9 + Double(second)).formatted(.iso8601))
    }

    private func model(
        _ images: [Image], pageSize: Int = 4, order: ImageOrder = .newestFirst
    ) async throws -> CatalogueModel {
        service.listed = ListedImages(images)
        var surroundings = Surroundings()
        surroundings.date = { [clock] in clock.date }
        let model = CatalogueModel(api: service, pageSize: pageSize, surroundings: surroundings)
        model.refresh()
        try await until { !model.isLoading }
        if order != .newestFirst {
            model.sort(by: order)
            try await until { !model.isLoading }
        }
        model.inSight = 0..<3
        try await lookAgain(model)
        return model
    }

    /// Lets so many seconds pass, and what is asked then be answered.
    private func lookAgain(_ model: CatalogueModel, after seconds: TimeInterval = CatalogueFollowing.usual) async throws
    {
        clock.advance(by: seconds)
        model.tick()
        await model.followTask?.value
        try await until { !model.isLoading }
    }

    /// Has the service list an image as it is after a change.
    private func change(_ number: Int, at second: Int, _ body: (inout Image) -> Void) {
        guard let row = service.listed?.images.firstIndex(where: { $0.id == "image-\(number)" }) else { return }
        service.listed?.images[row].updatedAt = Self.moment(second)
        if var image = service.listed?.images[row] {
            body(&image)
            service.listed?.images[row] = image
        }
    }

    private var questions: Int {
        service.calls.count { call in
            if case .list = call { true } else { false }
        }
    }

    @Test("what others change is shown and marked for a moment, in sight and out of it", arguments: [5, 1])
    func changed(number: Int) async throws {
        let model = try await model((1...6).map { Self.image($0) }, pageSize: 6)
        #expect(model.images.map(\.id) == (1...6).reversed().map { "image-\($0)" })
        change(number, at: 100) { $0.name = "other" }
        try await lookAgain(model)
        let row = try #require(model.images.firstIndex { $0.id == "image-\(number)" })
        #expect(model.images[row].name == "other")
        #expect(model.mark(of: "image-\(number)") == .changed)
        #expect(model.images.count { model.mark(of: $0.id) != nil } == 1)
        try await lookAgain(model, after: CatalogueFollowing.marked)
        #expect(model.mark(of: "image-\(number)") == nil)
        #expect(model.images[row].name == "other")
    }

    @Test("what this gaze is at work on is shown as it is, and not marked")
    func own() async throws {
        let model = try await model([Self.image(1, status: .saving)])
        model.isOwn = { $0 == "image-1" }
        change(1, at: 100) { $0.status = .active }
        try await lookAgain(model, after: CatalogueFollowing.inTransit)
        #expect(model.images.map(\.status) == [.active])
        #expect(model.mark(of: "image-1") == nil)
    }

    @Test("an image that is gone stays for a moment, marked, and then leaves the list; the bar goes to its neighbour")
    func gone() async throws {
        let model = try await model((1...4).map { Self.image($0) })
        model.selection = "image-3"
        service.listed?.images.removeAll { $0.id == "image-3" }
        try await lookAgain(model)
        #expect(model.mark(of: "image-3") == .gone && model.images.count == 4)
        #expect(model.selection == "image-3")
        try await lookAgain(model, after: CatalogueFollowing.marked)
        #expect(model.images.map(\.id) == ["image-4", "image-2", "image-1"])
        #expect(model.selection == "image-2")
    }

    @Test("an image that comes back in that moment stays")
    func back() async throws {
        let model = try await model((1...4).map { Self.image($0) })
        let image = try #require(service.listed?.images.first { $0.id == "image-3" })
        service.listed?.images.removeAll { $0.id == "image-3" }
        try await lookAgain(model)
        service.listed?.images.append(image)
        try await lookAgain(model)
        #expect(model.mark(of: "image-3") == .changed)
        try await lookAgain(model, after: CatalogueFollowing.marked)
        #expect(model.images.count == 4)
    }

    @Test(
        "a new image comes in where the service lists it, and the bar stays on its image",
        arguments: [
            (ImageOrder.newestFirst, ["image-9", "image-2", "image-1"]),
            (ImageOrder(.name, isAscending: true), ["image-1", "image-2", "image-9"]),
        ])
    func new(order: ImageOrder, ids: [Image.ID]) async throws {
        let model = try await model([Self.image(1), Self.image(2)], order: order)
        model.selection = "image-1"
        service.listed?.images.append(Self.image(9))
        try await lookAgain(model)
        #expect(model.images.map(\.id) == ids)
        #expect(model.selection == "image-1")
        #expect(model.mark(of: "image-9") == .new)
    }

    @Test("the first image of all comes into an empty list")
    func firstOfAll() async throws {
        let model = try await model([])
        service.listed?.images.append(Self.image(1))
        try await lookAgain(model)
        #expect(model.images.map(\.id) == ["image-1"])
    }

    @Test("a filter keeps out what others make besides what it wants")
    func filtered() async throws {
        let model = try await model([Self.image(1)])
        try model.filter(by: ImageFilter("name:name-1"), FilterContext(now: clock.date, project: nil))
        try await until { !model.isLoading }
        service.listed?.images.append(Self.image(9))
        try await lookAgain(model)
        #expect(model.images.map(\.id) == ["image-1"])
    }

    @Test("the service is asked every few seconds, oftener while it works on something, and seldom when all is quiet")
    func intervals() async throws {
        let model = try await model([Self.image(1, status: .importing)])
        let before = questions
        model.tick()
        #expect(model.followTask == nil && questions == before)
        try await lookAgain(model, after: CatalogueFollowing.inTransit)
        #expect(questions == before + 2)
        change(1, at: 50) { $0.status = .active }
        try await lookAgain(model, after: CatalogueFollowing.inTransit)
        let busy = questions
        try await lookAgain(model, after: CatalogueFollowing.inTransit)
        #expect(questions == busy)
        for _ in 0..<CatalogueFollowing.patience { try await lookAgain(model) }
        let quiet = questions
        try await lookAgain(model)
        #expect(questions == quiet)
        try await lookAgain(model, after: CatalogueFollowing.seldom)
        #expect(questions == quiet + 2)
    }

    @Test("a service that does not answer is told of, and asked again", arguments: [nil, 503])
    func unanswered(status: Int?) async throws {
        let model = try await model([Self.image(1)])
        let updated = model.updatedAt
        service.lists = [
            .fails(status.map { APIError(status: $0, message: "") } ?? APIError(kind: .noAnswer, message: ""))
        ]
        try await lookAgain(model)
        #expect(model.isUnanswered && model.failure == nil)
        #expect(model.updatedAt == updated)
        try await lookAgain(model, after: CatalogueFollowing.seldom)
        #expect(!model.isUnanswered)
        #expect(model.updatedAt == clock.date)
    }

    @Test("a service that does not compare ids or times is not asked that again")
    func refused() async throws {
        let model = try await model([Self.image(1)])
        service.lists = (0..<2).map { _ in .fails(APIError(status: 400, message: "")) }
        try await lookAgain(model)
        #expect(!model.following.asksByID && !model.following.asksByTime && !model.isUnanswered)
        let before = questions
        try await lookAgain(model)
        #expect(questions == before)
    }

    @Test("an answer that comes after the list was read in another order changes nothing")
    func overtaken() async throws {
        let model = try await model([Self.image(1), Self.image(2)])
        let gate = Gate()
        service.lists = [.waits(gate, ImagePage(images: [Self.image(7)], next: nil))]
        clock.advance(by: CatalogueFollowing.usual)
        model.tick()
        let task = try #require(model.followTask)
        try await until { service.lists.isEmpty }
        model.sort(by: ImageOrder(.name, isAscending: true))
        gate.open()
        await task.value
        try await until { !model.isLoading }
        #expect(model.images.map(\.id) == ["image-1", "image-2"])
    }
}
