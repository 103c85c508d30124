import Foundation
import ImageModel
import Synchronization
import TestSupport
import Testing

@testable import ViewModels

/// What others do to the images of a list, while it is open.
@Suite(.timeLimit(.minutes(10))) @MainActor struct CatalogueFollowingTests {
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

    /// Has the service list as many images that were made in one second.
    private func list(_ numbers: Range<Int>) {
        for number in numbers {
            var image = Self.image(number)
            (image.createdAt, image.updatedAt) = (Self.moment(100), Self.moment(100))
            service.listed?.images.append(image)
        }
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

    @Test("of a service that lists fewer images than it is asked for, none is taken for gone")
    func capped() async throws {
        let model = try await model((1...4).map { Self.image($0) })
        service.listed?.most = 1
        try await lookAgain(model)
        #expect(model.images.count == 4 && model.images.allSatisfy { model.mark(of: $0.id) == nil })
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
        // It goes on to the status that it is to have.
        change(9, at: 200) { $0.status = .saving }
        try await lookAgain(model)
        #expect(model.images.first { $0.id == "image-9" }?.status == .saving)
        #expect(model.mark(of: "image-9") == .new)
        change(9, at: 300) { $0.name = "another" }
        try await lookAgain(model)
        #expect(model.mark(of: "image-9") == .changed)
    }

    @Test("however many others come in, no more of the list is kept than is anyway, and the bar stays on its image")
    func keepsNoMore() async throws {
        let model = try await model((1...200).map { Self.image($0) })
        while model.hasMore {
            model.readOn(inSight: 0..<model.images.count)
            try await until { !model.isLoading }
        }
        #expect(model.images.count == 200)
        model.selection = "image-150"
        service.listed?.images += (201...500).map { Self.image($0) }
        try await lookAgain(model)
        #expect(model.images.count == 200)
        #expect(model.selectedImage?.id == "image-150")
        #expect(model.images.map(\.id) == (51...250).reversed().map { "image-\($0)" })
        // Those that are made above what is kept by then are counted.
        #expect(model.countBefore == 250 && model.countAfter == 50)
    }

    @Test("what others make above what is kept is counted once, and also after the list is read anew")
    func countsAbove() async throws {
        let model = try await model((1...300).map { Self.image($0) })
        while model.hasMore {
            model.readOn(inSight: 0..<model.images.count)
            try await until { !model.isLoading }
        }
        #expect(model.countBefore == 100 && model.images.count == 200)
        model.selection = "image-150"
        service.listed?.images += (301...320).map { Self.image($0) }
        try await lookAgain(model)
        #expect(model.countBefore == 120)
        change(320, at: 330) { $0.tags = ["lts"] }
        change(290, at: 330) { $0.tags = ["lts"] }
        try await lookAgain(model)
        #expect(model.countBefore == 120)
        model.refresh()
        try await until { !model.isLoading }
        let before = try #require(model.countBefore)
        let first = try #require(model.images.first?.id)
        #expect(first == "image-\(320 - before)")
        // The first question finds out how far the changes are known.
        try await lookAgain(model)
        service.listed?.images += (341...345).map { Self.image($0) }
        try await lookAgain(model)
        #expect(model.countBefore == before + 5 && model.images.first?.id == first)
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

    @Test("a list that could not be read is read again by itself, and the failure is told until there is an answer")
    func recovered() async throws {
        let model = try await model([Self.image(1)])
        service.lists = (0..<2).map { _ in .fails(APIError(status: 503, message: "")) }
        model.refresh()
        try await until { !model.isLoading }
        list(2..<3)
        try await lookAgain(model)
        #expect(model.failure?.status == 503 && service.lists.count == 1)
        try await lookAgain(model, after: CatalogueFollowing.seldom)
        #expect(model.failure?.status == 503 && service.lists.isEmpty)
        try await lookAgain(model, after: CatalogueFollowing.seldom)
        #expect(model.failure == nil)
        #expect(model.images.map(\.id) == ["image-2", "image-1"])
    }

    @Test("so is a list of which nothing could be read yet")
    func firstRecovered() async throws {
        service.lists = [.fails(APIError(kind: .noAnswer, message: ""))]
        let model = try await model([Self.image(1)])
        #expect(model.failure != nil && model.updatedAt == nil)
        try await lookAgain(model, after: CatalogueFollowing.seldom)
        #expect(model.failure == nil && model.images.map(\.id) == ["image-1"])
    }

    @Test("whoever is not let in any more is told so, and not tried again before a person asks for it")
    func lockedOut() async throws {
        let model = try await model([Self.image(1)])
        service.lists = [.fails(APIError(status: 401, message: ""))]
        try await lookAgain(model)
        #expect(model.failure?.status == 401)
        let before = questions
        for _ in 0..<3 { try await lookAgain(model, after: CatalogueFollowing.seldom) }
        #expect(questions == before)
        model.refresh()
        try await until { !model.isLoading }
        #expect(model.failure == nil)
        try await lookAgain(model)
        #expect(questions > before + 1)
    }

    @Test("what the service refuses to list is not asked for again by itself")
    func refusedList() async throws {
        let model = try await model([Self.image(1)])
        service.lists = [.fails(APIError(status: 400, message: "no such filter"))]
        model.refresh()
        try await until { !model.isLoading }
        try await lookAgain(model, after: CatalogueFollowing.seldom)
        #expect(model.failure?.status == 400)
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

    @Test("an answer of before an image was changed, made or read here is not taken for what it is now")
    func older() async throws {
        let model = try await model([Self.image(1), Self.image(2)])
        let gate = Gate()
        service.lists = [.waits(gate, ImagePage(images: [Self.image(1), Self.image(2)], next: nil))]
        clock.advance(by: CatalogueFollowing.usual)
        model.tick()
        let task = try #require(model.followTask)
        try await until { service.lists.isEmpty }
        var changed = Self.image(1)
        changed.tags = ["new"]
        model.update(changed)
        model.insert(Self.image(3))
        gate.open()
        await task.value
        #expect(model.image(0, after: "image-1")?.tags == ["new"])
        #expect(model.mark(of: "image-1") == nil && model.mark(of: "image-3") == nil)
        // The next time, the service is right again.
        changed.tags = ["newer"]
        service.listed = ListedImages([changed, Self.image(2), Self.image(3)])
        try await lookAgain(model)
        #expect(model.image(0, after: "image-1")?.tags == ["newer"])
    }

    @Test("in another order, an image that is made here and then stands elsewhere keeps the list around it, each time")
    func madeAndMoved() async throws {
        let order = ImageOrder(.size, isAscending: false)
        var images = (1...2).map { Self.image($0) }
        for row in images.indices { images[row].size = Int64(row + 1) }
        let model = try await model(images, order: order)
        for number in 3...5 {
            var made = Self.image(number, status: .queued)
            service.listed?.images.append(made)
            model.insert(made)
            // Its data comes, and with it its size, before anything is read around it.
            (made.status, made.size) = (.active, 10)
            made.updatedAt = Self.moment(100 + number)
            service.listed?.images[number - 1] = made
            model.update(made)
            try await lookAgain(model)
            for _ in 0..<3 {
                model.readOn(inSight: 0..<model.images.count)
                try await until { !model.isLoading }
                try await lookAgain(model)
            }
            #expect(Set(model.images.map(\.id)) == Set((1...number).map { "image-\($0)" }))
            #expect(model.failure == nil && !model.hasMore)
        }
    }

    @Test("an image that is made here while the list is read stays in it, and under the bar", arguments: [0, 2])
    func madeMeanwhile(count: Int) async throws {
        let images = (0..<count).map { Self.image($0) }
        let model = try await model(images)
        let gate = Gate()
        service.lists = [.waits(gate, ImagePage(images: images.reversed(), next: nil))]
        model.refresh()
        try await until { service.lists.isEmpty }
        var made = Self.image(7)
        model.insert(made)
        made.tags = ["read since"]
        model.update(made)
        gate.open()
        try await until { !model.isLoading }
        #expect(model.images.map(\.id) == ["image-7"] + images.reversed().map(\.id))
        #expect(model.selectedImage?.id == "image-7" && model.selectedImage?.tags == ["read since"])
    }

    @Test("an answer that still has an image which was deleted here does not bring it back")
    func deletedMeanwhile() async throws {
        let model = try await model([Self.image(1), Self.image(2)])
        let gate = Gate()
        service.lists = [.waits(gate, ImagePage(images: [Self.image(1)], next: nil))]
        clock.advance(by: CatalogueFollowing.usual)
        model.tick()
        let task = try #require(model.followTask)
        try await until { service.lists.isEmpty }
        model.removeDeleted("image-1")
        service.listed = ListedImages([Self.image(2)])
        gate.open()
        await task.value
        #expect(model.images.map(\.id) == ["image-2"])
    }

    @Test("a page of before an image was changed, hidden or deleted here does not bring it back as it was")
    func olderPage() async throws {
        let images = (1...4).map { Self.image($0) }
        let model = try await model(images)
        let gate = Gate()
        service.lists = [.waits(gate, ImagePage(images: images.reversed(), next: nil))]
        model.refresh()
        try await until { service.lists.isEmpty }
        var (renamed, hidden) = (images[3], images[2])
        renamed.name = "other"
        hidden.isHidden = true
        model.update(renamed)
        model.update(hidden)
        model.removeDeleted("image-2")
        gate.open()
        try await until { !model.isLoading }
        #expect(model.images.map(\.name) == ["other", "name-1"])
    }

    // MARK: Many at once

    private var asked: [ImageQuery] {
        service.calls.compactMap { if case .list(let query) = $0 { query } else { nil } }
    }

    @Test("after so many changes in one second that a page cannot hold them, the list goes on with what follows")
    func burst() async throws {
        let model = try await model((1...3).map { Self.image($0) }, pageSize: 20)
        list(1000..<1250)
        try await lookAgain(model)
        #expect(model.images.count == 253)
        #expect(model.total == nil)
        #expect(model.images.map(\.id) == service.listed?.sorted(by: .newestFirst).map(\.id))
        // Of that second, more may come after it was read first.
        var late = Self.image(1)
        (late.id, late.createdAt, late.updatedAt) = ("image-0-late", Self.moment(100), Self.moment(100))
        service.listed?.images.append(late)
        try await lookAgain(model)
        #expect(model.images.contains { $0.id == late.id })
        service.listed?.images.append(Self.image(2000))
        try await lookAgain(model)
        #expect(model.images.first?.id == "image-2000")
        // Once it is known, it is read no more.
        let before = asked.count
        try await lookAgain(model)
        #expect(asked.count == before + 2)
    }

    @Test("what is too much for one time is gone on with the next time, soon")
    func bounded() async throws {
        let model = try await model([Self.image(1)], pageSize: 20)
        list(1000..<1700)
        let before = asked.count
        try await lookAgain(model)
        #expect(asked.count <= before + CatalogueFollowing.pages + 1)
        #expect(model.images.count < 701)
        for _ in 0..<2 { try await lookAgain(model, after: CatalogueFollowing.inTransit) }
        #expect(model.images.count == 701)
    }

    @Test("an image that a page was to be read from and that has changed meanwhile keeps nothing from being read")
    func movedMarker() async throws {
        let model = try await model([Self.image(1)], pageSize: 20)
        list(1000..<1700)
        try await lookAgain(model)
        let marker = try #require(model.following.marker?.id)
        let row = try #require(service.listed?.images.firstIndex { $0.id == marker })
        service.listed?.images[row].updatedAt = Self.moment(200)
        for _ in 0..<4 { try await lookAgain(model, after: CatalogueFollowing.inTransit) }
        #expect(model.images.count == 701)
        #expect(model.following.horizon == .change(Self.moment(200)))
    }

    @Test("an image that a page was to be read from and that is gone keeps nothing from being read")
    func lostMarker() async throws {
        let model = try await model([Self.image(1)], pageSize: 20)
        list(1000..<1700)
        try await lookAgain(model)
        let marker = try #require(model.following.marker?.id)
        service.listed?.images.removeAll { $0.id == marker }
        for _ in 0..<4 { try await lookAgain(model, after: CatalogueFollowing.inTransit) }
        let listed = try #require(service.listed)
        #expect(Set(model.images.map(\.id)).isSuperset(of: listed.images.map(\.id)))
    }

    @Test("a list that is read anew forgets how far the changes were known")
    func forgotten() async throws {
        let model = try await model([Self.image(1)])
        list(1000..<1700)
        try await lookAgain(model)
        #expect(model.following.isBehind)
        model.refresh()
        try await until { !model.isLoading }
        #expect(!model.following.isBehind && model.following.marker == nil)
        try await lookAgain(model, after: 0)
        #expect(model.following.horizon == .change(Self.moment(100)))
    }

    // MARK: What the filter and the order mean for it

    private func filter(_ text: String, _ model: CatalogueModel) async throws {
        try model.filter(by: ImageFilter(text), FilterContext(now: clock.date, project: nil))
        try await until { !model.isLoading }
        try await lookAgain(model)
    }

    /// A service that lists what a filter admits.
    private func filtering(_ text: String) throws {
        let request = try FilterRequest(ImageFilter(text), FilterContext(now: clock.date, project: nil))
        service.listed?.images.removeAll { !request.admits($0) }
    }

    @Test(
        "an image that ceases to fit the filter says so, is shown as it is, and leaves the list",
        arguments: ["status:queued", "name-3"])
    func unfit(text: String) async throws {
        let model = try await model((1...4).map { Self.image($0, status: .queued) })
        let all = service.listed
        try filtering(text)
        try await filter(text, model)
        service.listed = all
        model.selection = "image-3"
        change(3, at: 100) { ($0.status, $0.name) = (.active, "other") }
        try await lookAgain(model)
        #expect(model.mark(of: "image-3") == .unfit)
        #expect(model.images.first { $0.id == "image-3" }?.status == .active)
        try await lookAgain(model)
        #expect(model.mark(of: "image-3") == .unfit)
        try await lookAgain(model, after: CatalogueFollowing.marked)
        #expect(!model.images.contains { $0.id == "image-3" })
    }

    @Test("one that fits again in that moment stays")
    func fitsAgain() async throws {
        let model = try await model((1...2).map { Self.image($0, status: .queued) })
        try await filter("status:queued", model)
        change(1, at: 100) { $0.status = .saving }
        try await lookAgain(model)
        #expect(model.mark(of: "image-1") == .unfit)
        change(1, at: 101) { $0.status = .queued }
        try await lookAgain(model)
        #expect(model.mark(of: "image-1") == .changed)
        try await lookAgain(model, after: CatalogueFollowing.marked)
        #expect(model.images.count == 2)
    }

    @Test("what this gaze is at work on stays until that is done, whatever the filter says")
    func unfitAndOwn() async throws {
        let model = try await model([Self.image(1, status: .queued)])
        try await filter("status:queued", model)
        model.isOwn = { _ in true }
        var saving = Self.image(1, status: .saving)
        saving.updatedAt = Self.moment(100)
        model.update(saving)
        clock.advance(by: 2 * CatalogueFollowing.marked)
        model.endMarks(at: clock.date)
        #expect(model.images.count == 1)
        model.isOwn = { _ in false }
        model.endMarks(at: clock.date)
        #expect(model.images.isEmpty)
    }

    @Test("an image that comes to fit the filter is put where it belongs, and marked as new")
    func admitted() async throws {
        var images = (1...4).map { Self.image($0) }
        for row in [0, 1, 3] { images[row].tags = ["probe"] }
        let model = try await model(images)
        let all = service.listed
        try filtering("tag:probe")
        try await filter("tag:probe", model)
        #expect(model.images.map(\.id) == ["image-4", "image-2", "image-1"])
        service.listed = all
        model.selection = "image-2"
        change(3, at: 100) { $0.tags = ["probe"] }
        try await lookAgain(model)
        #expect(model.images.map(\.id) == ["image-4", "image-3", "image-2", "image-1"])
        #expect(model.mark(of: "image-3") == .new && model.selection == "image-2")
    }

    @Test(
        "an image that stands elsewhere since it was changed is put there, and the bar stays on its image",
        arguments: [
            (ImageOrder(.name, isAscending: true), ["image-1", "image-3", "image-2"]),
            (ImageOrder(.updatedAt, isAscending: false), ["image-2", "image-3", "image-1"]),
        ])
    func moved(order: ImageOrder, ids: [Image.ID]) async throws {
        let model = try await model((1...3).map { Self.image($0) }, order: order)
        model.selection = "image-2"
        change(2, at: 100) { $0.name = "z" }
        try await lookAgain(model)
        #expect(model.images.map(\.id) == ids)
        #expect(model.selection == "image-2" && model.mark(of: "image-2") == .changed)
    }

    @Test("what is changed here is put where it stands then")
    func movedByOneself() async throws {
        let model = try await model((1...3).map { Self.image($0) }, order: ImageOrder(.name, isAscending: true))
        change(1, at: 100) { $0.name = "z" }
        let changed = try #require(service.listed?.images.first { $0.id == "image-1" })
        model.update(changed)
        try await lookAgain(model)
        #expect(model.images.map(\.id) == ["image-2", "image-3", "image-1"])
        #expect(model.mark(of: "image-1") == nil)
    }

    @Test("a list that the service orders otherwise than texts are compared here is read anew")
    func collation() async throws {
        var images = (1...3).map { Self.image($0) }
        for (row, name) in ["a", "B", "c"].enumerated() { images[row].name = name }
        let model = try await model(images)
        // Without regard to case.
        let page = ImagePage(images: images, next: nil)
        service.lists = [.answers(page)]
        model.sort(by: ImageOrder(.name, isAscending: true))
        try await until { !model.isLoading }
        #expect(model.images.map(\.name) == ["a", "B", "c"])
        var changed = images[2]
        (changed.name, changed.updatedAt) = ("0", Self.moment(100))
        service.lists = [
            .answers(ImagePage(images: [changed], next: nil)),
            .answers(ImagePage(images: [changed, images[0], images[1]], next: nil)),
        ]
        try await lookAgain(model)
        #expect(model.images.map(\.name) == ["0", "a", "B"])
        #expect(service.lists.isEmpty)
    }

    @Test("an image that was made lately and waits for its data is looked at as often as one that is worked on")
    func queued() async throws {
        var image = Self.image(1, status: .queued)
        image.updatedAt = Timestamp(rawValue: clock.date.formatted(.iso8601))
        let model = try await model([image])
        var before = questions
        try await lookAgain(model, after: CatalogueFollowing.inTransit)
        #expect(questions == before + 2)
        try await lookAgain(model, after: CatalogueFollowing.awaited)
        before = questions
        try await lookAgain(model, after: CatalogueFollowing.inTransit)
        #expect(questions == before)
    }
}
