import ImageModel
import Testing

@testable import ViewModels

/// A record that is open while others change the image.
@Suite(.timeLimit(.minutes(10))) @MainActor struct RecordFollowingTests {
    private let service = ScriptedService()

    private func opened(_ image: Image = .sample(status: .active)) async throws -> RecordModel {
        service.records = [.answers(image.record())]
        let model = RecordModel(
            id: image.id, name: image.nameOrID, created: nil, api: service, transfer: nil, onRead: { _ in },
            onDelete: { _ in })
        try await until { !model.isLoading }
        return model
    }

    /// Lets so many seconds pass, and what is asked then be answered.
    private func pass(
        _ seconds: Int, _ model: RecordModel, inSight companion: RecordModel.Companion? = nil
    ) async throws {
        for _ in 0..<seconds { model.tick(inSight: companion) }
        await model.watching?.value
        try await until { !model.isLoading }
    }

    private var readings: Int { service.calls.count { $0 == .image("one") } }

    @Test("what others change is there after some seconds, and nothing is asked before")
    func changed() async throws {
        let model = try await opened()
        service.record = Image.sample(name: "theirs", status: .active).record()
        try await pass(4, model)
        #expect(readings == 1 && model.name == "alpine")
        try await pass(1, model)
        #expect(readings == 2 && model.name == "theirs")
    }

    @Test("an image that is gone says so, and is not asked for again")
    func gone() async throws {
        let model = try await opened()
        service.records = [.fails(APIError(status: 404, message: "No image found"))]
        try await pass(5, model)
        #expect(model.failure != nil)
        try await pass(20, model)
        #expect(readings == 2)
    }

    @Test("where there is no answer, the record stays as it is, and is asked for again")
    func unanswered() async throws {
        let model = try await opened()
        service.records = [.fails(APIError(kind: .noAnswer, message: "refused"))]
        service.record = Image.sample(name: "theirs", status: .active).record()
        try await pass(5, model)
        #expect(model.failure == nil && model.name == "alpine" && model.isUnanswered)
        try await pass(5, model)
        #expect(model.name == "theirs" && !model.isUnanswered)
    }

    @Test("whoever is not let in any more is told so, and not tried again before a person asks for it")
    func lockedOut() async throws {
        let model = try await opened()
        service.records = [.fails(APIError(status: 401, message: ""))]
        service.record = Image.sample(name: "theirs", status: .active).record()
        try await pass(5, model)
        #expect(model.failure?.status == 401)
        try await pass(20, model)
        #expect(readings == 2)
        model.refresh()
        try await until { !model.isLoading }
        #expect(model.failure == nil && model.name == "theirs")
    }

    @Test(
        "one that could not be read at first is asked for again by itself, where time alone may help",
        arguments: [(503, 2), (404, 1)])
    func firstUnanswered(status: Int, count: Int) async throws {
        service.records = [.fails(APIError(status: status, message: ""))]
        service.record = Image.sample(status: .active).record()
        let model = RecordModel(
            id: "one", name: "alpine", created: nil, api: service, transfer: nil, onRead: { _ in }, onDelete: { _ in })
        try await until { !model.isLoading }
        try await pass(14, model)
        #expect(model.failure != nil && readings == 1)
        try await pass(1, model)
        #expect(readings == count && (model.failure == nil) == (count == 2))
    }

    @Test("what is done here meanwhile counts, and not what was asked before it")
    func overtaken() async throws {
        let model = try await opened()
        let gate = Gate()
        service.records = [.waits(gate, Image.sample(name: "old", status: .active).record())]
        for _ in 0..<5 { model.tick() }
        let watching = try #require(model.watching)
        try await until { service.records.isEmpty }
        service.record = Image.sample(name: "mine", status: .active).record()
        model.refresh()
        gate.open()
        await watching.value
        try await until { !model.isLoading }
        #expect(model.name == "mine")
    }

    @Test("where nothing has happened for a while, less is asked")
    func quiet() async throws {
        let model = try await opened()
        service.record = Image.sample(status: .active).record()
        for _ in 0..<CatalogueFollowing.patience { try await pass(5, model) }
        let before = readings
        try await pass(14, model)
        #expect(readings == before)
        try await pass(1, model)
        #expect(readings == before + 1)
    }

    private static let offer = ImageMember(project: "other", status: .pending)

    @Test("members and tasks that are in sight are looked at again, though the record says nothing of them")
    func companions() async throws {
        let model = try await opened()
        service.record = Image.sample(status: .active).record()
        service.memberLists = [.answers([]), .answers([Self.offer])]
        service.tasks = [.answers([]), .fails(APIError(kind: .noAnswer, message: ""))]
        model.members.load()
        model.tasks.load()
        try await until { !model.members.isLoading && !model.tasks.isLoading }
        try await pass(5, model)
        #expect(model.members.value == [])
        try await pass(5, model, inSight: .members)
        #expect(model.members.value == [Self.offer])
        // Where there is no answer, the next one counts.
        try await pass(5, model, inSight: .tasks)
        #expect(model.tasks.value == [] && model.tasks.failure == nil && service.tasks.isEmpty)
        #expect(service.memberLists.isEmpty)
    }

    @Test("what was refused stays in sight while the record is followed")
    func refused() async throws {
        let model = try await opened()
        service.record = Image.sample(status: .active).record()
        service.patches = [.fails(APIError(status: 403, message: "no"))]
        model.toggleProtection()
        try await until { model.activity == nil }
        #expect(model.failure?.status == 403)
        service.record = Image.sample(name: "theirs", status: .active).record()
        try await pass(5, model)
        #expect(model.name == "theirs" && model.failure?.status == 403)
        // The service has begun to work on it, and goes on for a while.
        service.records = [
            .answers(Image.sample(name: "theirs", status: .saving).record()),
            .answers(Image.sample(name: "theirs", status: .saving).record()),
        ]
        try await pass(5, model)
        #expect(model.record?.image.status == .active && model.failure?.status == 403)
        model.refresh()
        try await until { !model.isLoading }
        #expect(model.failure == nil)
    }

    @Test("a reading that failed is made up for by the next one")
    func failedReading() async throws {
        let model = try await opened()
        service.records = [.fails(APIError(status: 503, message: ""))]
        model.refresh()
        try await until { !model.isLoading }
        #expect(model.failure?.status == 503)
        service.record = Image.sample(status: .active).record()
        try await pass(5, model)
        #expect(model.failure == nil)
    }

    @Test("when the service is through with an image, its tasks are read for the last time")
    func ended() async throws {
        let model = try await opened()
        service.tasks = [.answers([])]
        model.tasks.load()
        try await until { !model.tasks.isLoading }
        service.records = [
            .answers(Image.sample(status: .saving).record()), .answers(Image.sample(status: .active).record()),
        ]
        model.refresh()
        try await until { !model.isLoading && !model.tasks.isLoading }
        let last = try #require(service.calls.lastIndex(of: .image("one")))
        #expect(try #require(service.calls.lastIndex(of: .tasks("one"))) > last)
    }
}
