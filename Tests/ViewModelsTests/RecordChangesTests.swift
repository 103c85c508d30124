import ImageModel
import Testing

@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct RecordChangesTests {
    private let service = ScriptedService()

    private func model(_ image: Image = .sample(status: .active)) -> RecordModel {
        service.record = record(image)
        return RecordModel(
            id: image.id, name: image.nameOrID, created: record(image), api: service, transfer: nil, onRead: { _ in },
            onDelete: { _ in })
    }

    private func record(_ image: Image) -> ImageRecord {
        var record = image.record()
        record.fields["protected"] = .bool(image.isProtected)
        record.fields["os_hidden"] = .bool(image.isHidden)
        record.fields["visibility"] = .string(image.visibility.rawValue)
        return record
    }

    private var patches: [ImagePatch] {
        service.calls.compactMap { if case .patch(_, let patch) = $0 { patch } else { nil } }
    }

    /// What one key does.
    enum Toggle: CaseIterable {
        case protection, hiding, visibility

        @MainActor
        func perform(on model: RecordModel) {
            switch self {
            case .protection: model.toggleProtection()
            case .hiding: model.toggleHiding()
            case .visibility: model.setVisibility(.community)
            }
        }

        var activity: String {
            switch self {
            case .protection: "protecting"
            case .hiding: "hiding"
            case .visibility: "changing"
            }
        }

        var change: ImagePatch.Change {
            switch self {
            case .protection: .replace(.protected, .bool(true))
            case .hiding: .replace(.hidden, .bool(true))
            case .visibility: .replace(.visibility, .string("community"))
            }
        }
    }

    @Test("one key changes one attribute to what it is not", arguments: Toggle.allCases)
    func toggles(toggle: Toggle) async throws {
        let model = model()
        var changed = Image.sample(status: .active)
        changed.isProtected = true
        service.patches = [.answers(record(changed))]
        toggle.perform(on: model)
        #expect(model.activity == toggle.activity)
        // A second press before the first is answered does nothing.
        toggle.perform(on: model)
        try await until { model.activity == nil }
        #expect(patches == [ImagePatch([toggle.change])])
        #expect(model.failure == nil)
    }

    @Test("the same visibility is not sent")
    func sameVisibility() async {
        let model = model()
        model.setVisibility(.shared)
        #expect(model.activity == nil)
        #expect(service.calls.isEmpty)
    }

    @Test("what somebody else has changed since is shown, and not overwritten")
    func meanwhile() async throws {
        let model = model()
        var theirs = Image.sample(status: .active)
        theirs.isProtected = true
        service.record = record(theirs)
        model.toggleProtection()
        try await until { model.activity == nil }
        #expect(patches.isEmpty)
        #expect(model.record?.image.isProtected == true)
        #expect(model.failure?.headline == "alpine was not changed")
        #expect(model.failure?.reason.hasPrefix("protected was changed by somebody else") == true)
    }

    @Test("an image is deactivated and reactivated, and read again", arguments: [ImageStatus.active, .deactivated])
    func activation(status: ImageStatus) async throws {
        let model = model(.sample(status: status))
        service.actions = [.answers(())]
        model.toggleActivation()
        try await until { model.activity == nil && !model.isLoading }
        #expect(service.calls == [status == .active ? .deactivate("one") : .reactivate("one"), .image("one")])
    }

    @Test("a change that was asked for is finished and noted where the record is left meanwhile")
    func left() async throws {
        let gate = Gate()
        service.actions = [.waits(gate, ())]
        let (notes, note) = AsyncStream.makeStream(of: DoneChange.Change.self)
        var model: RecordModel? = RecordModel(
            id: "one", name: "alpine", created: record(.sample(status: .active)), api: service, transfer: nil,
            onRead: { _ in }, onDelete: { _ in }, onChange: { note.yield($0.change) })
        model?.toggleActivation()
        try await until { !service.calls.isEmpty }
        weak let left = model
        model = nil
        await settle()
        gate.open()
        var noted = notes.makeAsyncIterator()
        #expect(await noted.next() == .deactivated)
        await settle()
        #expect(left == nil)
    }

    @Test("a refusal says what was not done, and the record stays")
    func refused() async throws {
        let model = model()
        service.actions = [.fails(APIError(status: 403, message: "You are not authorized"))]
        model.toggleActivation()
        try await until { model.activity == nil }
        #expect(model.failure?.headline == "alpine was not deactivated (403)")
        #expect(model.record != nil)
        // While something is done to the image, reading it does not get in its way.
        service.actions = [.hangs]
        model.toggleActivation()
        model.refresh()
        #expect(!model.isLoading)
        #expect(model.activity == "deactivating")
    }
}
