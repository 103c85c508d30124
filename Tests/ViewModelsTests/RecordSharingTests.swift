import ImageModel
import Testing

@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct RecordSharingTests {
    private let service = ScriptedService()

    private func model() -> RecordModel {
        let record = Image.sample(status: .active).record()
        service.record = record
        return RecordModel(
            id: "one", name: "alpine", created: record, api: service, transfer: nil, onRead: { _ in },
            onDelete: { _ in })
    }

    /// What one asks for about a project or a store.
    enum Request: CaseIterable {
        case add, accept, reject, remove, deleteData

        @MainActor
        func perform(on model: RecordModel) {
            switch self {
            case .add: model.addMember("other")
            case .accept: model.answerOffer(to: "other", with: .accepted)
            case .reject: model.answerOffer(to: "other", with: .rejected)
            case .remove: model.removeMember("other")
            case .deleteData: model.deleteData(in: "fast")
            }
        }

        var call: ScriptedService.Call {
            switch self {
            case .add: .addMember("other", "one")
            case .accept: .answerOffer("one", "other", .accepted)
            case .reject: .answerOffer("one", "other", .rejected)
            case .remove: .removeMember("other", "one")
            case .deleteData: .deleteData("one", "fast")
            }
        }

        var failure: String {
            switch self {
            case .add: "alpine was not offered to other (403)"
            case .accept: "The offer to other was not accepted (403)"
            case .reject: "The offer to other was not rejected (403)"
            case .remove: "alpine was not taken from other (403)"
            case .deleteData: "The data of alpine was not removed from fast (403)"
            }
        }
    }

    @Test("it is done once, and then the record and the members are read again", arguments: Request.allCases)
    func performs(request: Request) async throws {
        let model = model()
        service.memberLists = [.answers([]), .answers([ImageMember(project: "other", status: .pending)])]
        model.members.load()
        try await until { !model.members.isLoading }
        service.memberChanges = [.answers(())]
        service.actions = [.answers(())]
        request.perform(on: model)
        request.perform(on: model)
        try await until { model.activity == nil && !model.isLoading && !model.members.isLoading }
        #expect(service.calls.filter { $0 == request.call }.count == 1)
        #expect(service.calls.contains(.image("one")))
        #expect(model.members.value?.map(\.project) == ["other"])
        #expect(model.failure == nil)
    }

    @Test("a refusal says what was not done", arguments: Request.allCases)
    func refused(request: Request) async throws {
        let model = model()
        service.memberChanges = [.fails(APIError(status: 403, message: "no"))]
        service.actions = [.fails(APIError(status: 403, message: "no"))]
        request.perform(on: model)
        try await until { model.activity == nil }
        #expect(model.failure?.headline == request.failure)
    }

    @Test("who may not answer an offer, and who has it already, are told so")
    func words() {
        func reason(_ status: Int, _ message: String) -> String {
            Explanation(APIError(status: status, message: message), during: .change("It was not")).reason
        }
        #expect(
            reason(403, "You are not authorized to complete modify_member action.")
                == "Only the project that an image is offered to accepts or rejects the offer.")
        #expect(reason(409, "Member x is duplicated for image y") == "The project is offered the image already.")
    }

    @Test("data is copied to one more store as a transfer, and not while other data is on its way")
    func copy() async throws {
        let workspace = Workspace(
            api: service, place: Workspace.Place(cloud: "local"), memory: KeptMemory().memory,
            surroundings: Surroundings())
        var record = Image.sample(status: .active).record()
        record.fields["stores"] = .string("fast,cheap")
        service.imports = [.answers(())]
        service.tasks = [.answers([]), .answers([ImageTask(id: "t", status: "success")])]
        service.record = record
        let copying = try #require(workspace.copy(model(), to: "cheap"))
        let transfer = try #require(copying.transfer)
        #expect(workspace.copy(copying, to: "attic") == nil)
        service.record = record
        await transfer.finish()
        let request = ImageImport(.copyImage, stores: .some(["cheap"], mustSucceed: true))
        #expect(service.calls.contains(.importing("one", request)))
        #expect(transfer.stores == [StoreProgress(store: "cheap", state: .present)])
        #expect(!transfer.isUnderWay)
    }
}
