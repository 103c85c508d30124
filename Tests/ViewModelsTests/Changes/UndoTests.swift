import ImageModel
import Testing

@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct UndoTests {
    private func listing() async throws -> ChangingWorkspace {
        let made = try await ChangingWorkspace.listing(["a", "b"])
        made.service.setStores(["fast", "cheap"], of: "a")
        return made
    }

    private func record(_ made: ChangingWorkspace) async throws -> RecordModel {
        let record = made.workspace.record(of: "a", name: "a")
        try await until { !record.isLoading && record.record != nil }
        return record
    }

    /// What is done to an image from its record.
    enum Step: String, CaseIterable {
        case protection, hiding, visibility, activation, offer

        @MainActor
        func perform(on record: RecordModel) {
            switch self {
            case .protection: record.toggleProtection()
            case .hiding: record.toggleHiding()
            case .visibility: record.setVisibility(.private)
            case .activation: record.toggleActivation()
            case .offer: record.addMember("p")
            }
        }

        var words: String {
            switch self {
            case .protection: "protect a"
            case .hiding: "hide a"
            case .visibility: "make a private"
            case .activation: "deactivate a"
            case .offer: "offer a to p"
            }
        }
    }

    @Test("what is done from a record is taken back", arguments: Step.allCases)
    func record(step: Step) async throws {
        let made = try await listing()
        let before = made.service.records
        let record = try await record(made)
        step.perform(on: record)
        try await until { record.activity == nil && !record.isLoading }
        #expect(made.service.changeCount == 1)
        #expect(made.workspace.changes.last?.words == step.words)
        await made.undo()
        #expect(made.service.records == before && made.service.memberLists["a"]?.isEmpty != false)
        #expect(made.workspace.changes.last == nil)
    }

    @Test("the changes of the form are taken back, all of them at once; tags of others stay")
    func form() async throws {
        let made = try await listing()
        let record = try await record(made)
        let edit = try #require(record.edit(made.workspace.draft))
        edit.draft.name = "new"
        edit.draft.tags = ["lts"]
        edit.draft.properties = ["own=1"]
        edit.submit()
        await edit.finishSending()
        #expect(edit.isDone)
        #expect(made.workspace.changes.last?.words == "change name, own, tags of a")
        made.service.change("a", "tags", to: .array([.string("lts"), .string("theirs")]))
        await made.undo()
        #expect(made.image("a")?.name == "a")
        #expect(made.image("a")?.tags == ["theirs"])
        #expect(made.service.records["a"]?.fields["own"] == nil)
    }

    @Test("what somebody else has changed since is told, and stays")
    func conflict() async throws {
        let made = try await listing()
        try made.mark("a", "b")
        try await made.perform(.visibility(.private))
        made.service.change("a", "visibility", to: .string("public"))
        let undo = try #require(await made.undo())
        let outcomes = Dictionary(uniqueKeysWithValues: undo.items.map { ($0.id, $0.outcome) })
        #expect(outcomes["b"] == "done")
        #expect(outcomes["a"] == "refused: visibility was changed by somebody else since. It is “public” now.")
        #expect(made.image("a")?.visibility == .public && made.image("b")?.visibility == .shared)
    }

    @Test("an offer that has been answered since is not taken back")
    func answered() async throws {
        let made = try await listing()
        try made.mark("a")
        try await made.perform(.offer(to: "p"))
        _ = try await made.service.answerOffer(of: "a", to: "p", with: .accepted)
        let undo = try #require(await made.undo())
        #expect(undo.items[0].outcome == "refused: The project has answered since: the offer is accepted.")
        #expect(made.service.memberLists["a"]?.count == 1)
    }

    @Test("a delete, and data that was deleted, cannot be taken back; what was done before them can")
    func final() async throws {
        let made = try await listing()
        let record = try await record(made)
        record.toggleHiding()
        try await until { record.activity == nil }
        record.deleteData(in: "cheap")
        try await until { record.activity == nil }
        let changes = made.workspace.changes
        #expect(changes.last?.words == "delete the data of a in cheap")
        #expect(changes.last?.finality?.contains("copy it there again") == true)
        made.workspace.catalogue.delete(try #require(made.image("b")))
        try await until { made.workspace.catalogue.deleting.isEmpty }
        #expect(changes.last?.words == "delete b")
        #expect(changes.lastReversible?.words == "hide a")
        await made.undo()
        #expect(made.image("a")?.isHidden == false)
        #expect(made.workspace.undo() == nil)
    }

    @Test("what an undo has not begun can be taken back later")
    func stopped() async throws {
        let made = try await ChangingWorkspace.listing((1...6).map { "\($0)" })
        made.workspace.catalogue.toggleAllMarks(made.workspace.marks)
        try await made.perform(.hide(true))
        let gate = Gate()
        made.service.gate = gate
        let undo = try #require(made.workspace.undo())
        try await until { made.service.underWay == ChangeRun.limit }
        undo.stop()
        gate.open()
        await undo.finish()
        #expect(made.workspace.changes.last?.changes.count == 2)
        made.service.gate = nil
        await made.undo()
        #expect(made.service.records.values.allSatisfy { !$0.image.isHidden })
    }

    @Test("what an undo was refused can be taken back later; a retry that makes it leaves nothing of it")
    func refused() async throws {
        let made = try await listing()
        try made.mark("a", "b")
        try await made.perform(.hide(true))
        try await made.perform(.addTags(["x"]))
        made.service.refusals["b"] = APIError(status: 403, message: "not now")
        let first = try #require(await made.undo())
        #expect(made.workspace.changes.last?.words == "add the tag x to 2 images")
        #expect(made.workspace.changes.last?.changes.map(\.id) == ["b"])
        // The next one is for the same change, and not for an older one.
        await made.undo()
        #expect(made.workspace.changes.last?.changes.map(\.id) == ["b"])
        made.service.refusals = [:]
        first.retry()
        await first.finish()
        #expect(made.image("b")?.tags == [])
        #expect(made.workspace.changes.last?.words == "hide 2 images")
        await made.undo()
        #expect(made.workspace.changes.last == nil)
        #expect(made.workspace.changes.hasChanged && !made.workspace.changes.isSomethingLost)
    }

    @Test("what somebody else has changed since is not offered again")
    func conflictIsLost() async throws {
        let made = try await listing()
        try made.mark("a")
        try await made.perform(.visibility(.private))
        made.service.change("a", "visibility", to: .string("public"))
        await made.undo()
        #expect(made.workspace.changes.last == nil && made.workspace.changes.isSomethingLost)
    }

    @Test("each undo goes one change further back")
    func further() async throws {
        let made = try await listing()
        try made.mark("a")
        try await made.perform(.hide(true))
        try await made.perform(.addTags(["x"]))
        await made.undo()
        #expect(made.image("a")?.tags == [] && made.image("a")?.isHidden == true)
        await made.undo()
        #expect(made.image("a")?.isHidden == false)
    }
}
