import ImageModel
import Observation
import Synchronization
import Testing

@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct WorkspaceTests {
    private let service = ScriptedService()

    private func workspace() -> Workspace {
        Workspace(
            api: service, place: Workspace.Place(cloud: "local"), memory: KeptMemory().memory,
            surroundings: Surroundings())
    }

    @Test("nothing is requested before a screen asks")
    func quiet() async {
        let workspace = workspace()
        _ = workspace.draft
        await settle()
        #expect(service.calls.isEmpty)
        #expect(workspace.takeCreated() == nil)
        #expect(workspace.place.cloud == "local" && workspace.place.project == nil)
    }

    @Test("the form's values stay until they are sent")
    func form() {
        let workspace = workspace()
        workspace.draft.draft.name = "alpine"
        #expect(workspace.draft.draft.name == "alpine")
    }

    @Test("a record that the form made is in the list and is handed out once")
    func created() async throws {
        service.creates = [.answers(Image.sample().record())]
        let workspace = workspace()
        workspace.draft.draft.name = "alpine"
        workspace.draft.submit()
        try await until { workspace.created != nil }
        #expect(workspace.catalogue.images.map(\.id) == ["one"])
        #expect(workspace.catalogue.selection == "one")
        #expect(workspace.transfers.all.isEmpty)
        let record = try #require(workspace.takeCreated())
        #expect(record.isNew && record.id == "one" && record.transfer == nil)
        #expect(workspace.takeCreated() == nil)
    }

    @Test("asking for a created record where there is none changes nothing, so that a screen may ask as it is drawn")
    func asking() {
        let workspace = workspace()
        let changed = Mutex(false)
        withObservationTracking {
            _ = workspace.created
        } onChange: {
            changed.withLock { $0 = true }
        }
        #expect(workspace.takeCreated() == nil)
        #expect(changed.withLock { !$0 })
    }

    @Test("the data follows the record, and the list and the record show how it goes")
    func data() async throws {
        try await TestFolder.use { folder in
            let gate = Gate()
            let active = Image.sample(status: .active, size: 3, hashAlgorithm: "sha512", secureHash: "abc").record()
            service.creates = [.answers(Image.sample().record())]
            service.uploads = [.waits(gate, "abc")]
            // The record's own readings and the transfer's come in any order and number.
            service.record = active
            let workspace = workspace()
            workspace.draft.draft.diskFormat = "raw"
            workspace.draft.draft.containerFormat = "bare"
            workspace.draft.draft.data = try folder.write("disk.raw", [1, 2, 3])
            workspace.draft.submit()
            try await until { workspace.created != nil }
            let record = try #require(workspace.takeCreated())
            let transfer = try #require(record.transfer)
            #expect(workspace.transfers.underWay.map(\.imageID) == ["one"])
            gate.open()
            await transfer.finish()
            #expect(transfer.state == .verified("size and SHA-512 match what was sent"))
            #expect(workspace.transfers.underWay.isEmpty)
            #expect(workspace.transfers.all.count == 1)
            #expect(workspace.catalogue.images.map(\.status) == [.active])
            #expect(workspace.record(of: active.image).transfer === transfer)
            #expect(service.received == [[1, 2, 3]])
            try await until { !record.isLoading }
            #expect(record.record?.image.status == .active)
        }
    }

    @Test("what goes on by itself is waited for, also a record that is being made; what is held back is not")
    func finish() async throws {
        try await TestFolder.use { folder in
            let (made, sent) = (Gate(), Gate())
            service.creates = [.waits(made, Image.sample().record())]
            service.uploads = [.waits(sent, "abc"), .answers("abc")]
            service.record = Image.sample(status: .active, size: 3, hashAlgorithm: "sha512", secureHash: "abc").record()
            let workspace = workspace()
            await workspace.finish()
            workspace.draft.draft.diskFormat = "raw"
            workspace.draft.draft.containerFormat = "bare"
            workspace.draft.draft.data = try folder.write("disk.raw", [1, 2, 3])
            workspace.draft.submit()
            let (ends, end) = AsyncStream.makeStream(of: Void.self)
            let isOver = Mutex(false)
            Task {
                await workspace.finish()
                isOver.withLock { $0 = true }
                end.finish()
            }
            try await until { !service.calls.isEmpty }
            await settle()
            #expect(isOver.withLock { !$0 })
            made.open()
            try await until { workspace.transfers.all.first?.bytesSent == 3 }
            let file = DataFile(path: folder.file("disk.raw"), size: 3)
            let held = workspace.transfers.add(
                .send(.file(file), .staged(.usual)), to: .sample("two"), offer: TransferOffer())
            held.hold()
            try await until { held.state == .held }
            await settle()
            #expect(isOver.withLock { !$0 } && workspace.isBusy)
            sent.open()
            for await _ in ends {}
            #expect(!workspace.isBusy && held.isUnderWay)
        }
    }

    @Test("what a record's screen reads or deletes shows in the list")
    func records() async throws {
        service.lists = [.answers(ImagePage(images: [.sample("a"), .sample("b")], next: nil))]
        service.record = Image.sample("a", name: "renamed").record()
        service.deletes = [.answers(())]
        let workspace = workspace()
        workspace.catalogue.refresh()
        try await until { !workspace.catalogue.isLoading }
        let record = workspace.record(of: .sample("a"))
        try await until { !record.isLoading }
        #expect(workspace.catalogue.images.first?.name == "renamed")
        record.delete()
        try await until { !record.isDeleting }
        #expect(workspace.catalogue.images.map(\.id) == ["b"])
    }
}
