import ImageModel
import Testing

@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct RecordPartTests {
    private let service = ScriptedService()

    private func part() -> RecordPart<[ImageMember]> {
        RecordPart("members") { [service] () throws(APIError) in try await service.members(of: "one") }
    }

    private let members = [ImageMember(project: "other", status: .pending)]

    @Test("nothing is read before it is wanted, and then once")
    func once() async throws {
        service.memberLists = [.answers(members)]
        let part = part()
        part.refresh()
        await settle()
        #expect(service.calls.isEmpty)
        part.load()
        part.load()
        #expect(part.isLoading)
        try await until { !part.isLoading }
        #expect(part.value == members)
        part.load()
        await settle()
        #expect(service.calls == [.members("one")])
    }

    @Test("a failure keeps what was read, and the next reading takes it away")
    func failure() async throws {
        service.memberLists = [
            .answers(members), .fails(APIError(status: 403, message: "no")), .answers([]),
        ]
        let part = part()
        part.load()
        try await until { !part.isLoading }
        part.refresh()
        try await until { !part.isLoading }
        #expect(part.failure?.headline == "The members could not be read (403)")
        #expect(part.value == members)
        part.reload()
        try await until { !part.isLoading }
        #expect(part.failure == nil)
        #expect(part.value == [])
    }

    @Test("the last of two readings counts")
    func twice() async throws {
        let gate = Gate()
        service.memberLists = [.hangs, .waits(gate, members)]
        let part = part()
        part.load()
        try await until { service.calls.count == 1 }
        part.reload()
        try await until { service.calls.count == 2 }
        await settle()
        #expect(part.isLoading)
        gate.open()
        try await until { !part.isLoading }
        #expect(part.value == members)
        #expect(part.failure == nil)
    }
}
