import ImageModel
import Testing

@testable import ViewModels

/// A record that is open while others change the image.
@Suite(.timeLimit(.minutes(5))) @MainActor struct RecordFollowingTests {
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
    private func pass(_ seconds: Int, _ model: RecordModel) async throws {
        for _ in 0..<seconds { model.tick() }
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
        #expect(model.failure == nil && model.name == "alpine")
        try await pass(5, model)
        #expect(model.name == "theirs")
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
}
