import Foundation
import ImageModel
import Synchronization
import Testing

@testable import ViewModels

/// What a gaze writes down of its transfers, before, while and after they go on.
@Suite(.timeLimit(.minutes(10))) @MainActor struct TransferNotesTests {
    private let service = ScriptedService()
    private let kept = KeptTransfers()

    /// The id that gaze makes for an image whose data is to follow.
    private nonisolated static let made = "7b2c1f4e-0d5a-4c1b-9a53-2f0f6f2f9a01"

    private func workspace() -> Workspace {
        var surroundings = Surroundings()
        surroundings.newID = { Self.made }
        surroundings.date = { Date(timeIntervalSince1970: 1000) }
        return Workspace(
            api: service, place: Workspace.Place(cloud: "demo", project: "lab", address: "http://keystone"),
            memory: KeptMemory().memory, transferMemory: kept.memory, surroundings: surroundings)
    }

    private func fill(_ workspace: Workspace, _ folder: TestFolder) throws {
        workspace.draft.draft.name = "alpine"
        workspace.draft.draft.diskFormat = "raw"
        workspace.draft.draft.containerFormat = "bare"
        workspace.draft.draft.data = try folder.write("disk.raw", [1, 2, 3])
    }

    private var askedIDs: [String?] {
        service.calls.compactMap { if case .create(let image) = $0 { .some(image.id) } else { nil } }
    }

    @Test("the id is made and written down before the record is asked for, and the end is in the journal")
    func create() async throws {
        try await TestFolder.use { folder in
            let gate = Gate()
            service.creates = [.waits(gate, Image.sample(Self.made).record())]
            service.uploads = [.answers("abc")]
            service.record =
                Image.sample(Self.made, status: .active, size: 3, hashAlgorithm: "sha512", secureHash: "abc").record()
            let workspace = workspace()
            try fill(workspace, folder)
            workspace.draft.submit()
            try await until { !service.calls.isEmpty && askedIDs == [Self.made] }
            let asked = try #require(kept.content.pages.last?.first)
            #expect(asked.id == Self.made && asked.name == "alpine" && asked.state == .asking)
            #expect(asked.plan.origin == folder.file("disk.raw") && asked.size == 3)
            #expect(kept.content.place == PlaceNote(cloud: "demo", project: "lab", address: "http://keystone"))
            gate.open()
            try await until { workspace.transfers.all.first?.isUnderWay == false }
            await workspace.transfers.notes.finishWriting()
            let states = kept.content.pages.map { $0.map(\.state) }
            #expect(states.contains([.sending]) && states.last == [])
            let end = try #require(kept.content.journal.first)
            #expect(kept.content.journal.count == 1)
            #expect(end.outcome == .verified && end.text == "size and SHA-512 match what was sent")
            #expect(end.image == Self.made && end.name == "alpine" && end.isSeen)
            #expect(end.place.project == "lab" && end.time == Date(timeIntervalSince1970: 1000))
        }
    }

    @Test("an id that the person chose is sent as it is, and a record without data has none of gaze's")
    func otherIDs() async throws {
        try await TestFolder.use { folder in
            service.creates = [.hangs]
            let chosen = workspace()
            try fill(chosen, folder)
            chosen.draft.draft.id = "b2173dd3-7ad6-4362-baa6-a68bce3565cb"
            chosen.draft.submit()
            try await until { askedIDs == ["b2173dd3-7ad6-4362-baa6-a68bce3565cb"] }
            chosen.draft.cancelSending()
            service.creates = [.answers(Image.sample().record())]
            let plain = workspace()
            plain.draft.draft.name = "plain"
            plain.draft.submit()
            try await until { plain.created != nil }
            #expect(askedIDs.last == .some(nil))
            #expect(kept.content.pages.allSatisfy { $0.allSatisfy { $0.id != "one" } })
        }
    }

    @Test("a create that is refused leaves nothing behind; one without an answer does, and has the same id again")
    func noAnswer() async throws {
        try await TestFolder.use { folder in
            service.creates = [.fails(APIError(status: 400, message: "no"))]
            let workspace = workspace()
            try fill(workspace, folder)
            workspace.draft.submit()
            await workspace.draft.finishSending()
            await workspace.transfers.notes.finishWriting()
            #expect(kept.content.pages.last == [])
            service.creates = [
                .fails(APIError(kind: .noAnswer, message: "")), .fails(APIError(status: 409, message: "in use")),
            ]
            workspace.draft.submit()
            await workspace.draft.finishSending()
            #expect(kept.content.pages.last?.map(\.id) == [Self.made])
            // A draft that is kept is the same image, whenever it is sent.
            #expect(workspace.draft.draft.id == Self.made)
            // The record was made after all: the second request finds it.
            service.uploads = [.answers("abc")]
            service.record =
                Image.sample(Self.made, status: .active, size: 3, hashAlgorithm: "sha512", secureHash: "abc").record()
            workspace.draft.submit()
            try await until { workspace.transfers.all.first?.isUnderWay == false }
            await workspace.transfers.notes.finishWriting()
            #expect(askedIDs == [Self.made, Self.made, Self.made])
            #expect(kept.content.pages.last == [])
            #expect(workspace.draft.refusal == nil)
        }
    }

    @Test("a save that ends while nobody watches is written down, and is no end of the data that was to be brought")
    func savedUnseen() async throws {
        try await TestFolder.use { folder in
            let bytes = Sending.bytes(3000)
            service.record = Image.holding(bytes).record()
            service.downloads = [.answers(Sending.download(bytes)), .fails(APIError(status: 404, message: "gone"))]
            let workspace = workspace()
            workspace.transfers.notes.isWatched = false
            for name in ["disk.raw", "other.raw"] {
                let download = workspace.downloads.add(
                    "one", name: "alpine", size: 3000, to: .file(path: folder.file(name), overwriting: false))
                await download.finish()
            }
            await workspace.transfers.notes.finishWriting()
            let journal = kept.content.journal
            #expect(journal.map(\.outcome) == [.verified, .failed] && journal.allSatisfy { !$0.isSeen })
            #expect(journal.first?.title == "Saved" && journal.first?.text == "size and SHA-512 match the record")
            #expect(journal.map(\.file) == ["disk.raw", "other.raw"].map(folder.file))
            let decoded = try JSONDecoder().decode([JournalEntry].self, from: JSONEncoder().encode(journal))
            #expect(decoded == journal)
            var failed = JournalEntry(
                time: .now, place: try #require(journal.first).place, image: "one", name: "alpine", outcome: .failed,
                title: "", text: "", isSeen: true)
            failed.note = TransferNote(asking: "one", name: "alpine", .fetch(ImageImport(.copyImage)))
            #expect(JournalEntry.unfinished(among: [failed] + journal).map(\.end) == [failed])
        }
    }

    @Test("what ends while nobody watches is not seen; a failure is told in words, without the secrets of an address")
    func unseen() async throws {
        let address = "https://you:secret@example.org/disk?token=secret"
        service.imports = [.fails(APIError(status: 400, message: "cannot read \(address)"))]
        service.tasks = [.answers([])]
        let workspace = workspace()
        workspace.transfers.notes.isWatched = false
        let transfer = workspace.transfers.add(
            .fetch(ImageImport(.webDownload(address))), to: .sample(), offer: TransferOffer())
        await transfer.finish()
        let failure = try #require(transfer.failure)
        #expect(failure.serverMessage == "cannot read https://example.org/disk" && !failure.reason.contains("secret"))
        await workspace.transfers.notes.finishWriting()
        let end = try #require(kept.content.journal.first)
        #expect(end.outcome == .failed && !end.isSeen)
        #expect(end.title == "The data of alpine was not imported (400)")
        #expect(end.text.contains("https://example.org/disk") && !end.text.contains("secret"))
    }

    @Test("an end that cannot be written down at first is written down when it can, at the latest at the end")
    func refusedAtFirst() async throws {
        service.imports = [.fails(APIError(status: 400, message: "no"))]
        service.tasks = [.answers([])]
        kept.content.refusal = TransferMemoryError("the disk is full")
        let workspace = workspace()
        workspace.transfers.notes.isWatched = false
        let transfer = workspace.transfers.add(
            .fetch(ImageImport(.webDownload("https://example.org/disk"))), to: .sample(), offer: TransferOffer())
        await transfer.finish()
        await workspace.transfers.notes.finishWriting()
        #expect(workspace.transfers.notes.failure?.description == "the disk is full")
        kept.content.refusal = nil
        await workspace.transfers.notes.close()
        #expect(kept.content.journal.map(\.outcome) == [.failed])
        #expect(kept.content.pages.last == [] && workspace.transfers.notes.failure == nil)
    }

    @Test("what is under way when gaze is left stays written down, and is no longer changed")
    func left() async throws {
        try await TestFolder.use { folder in
            service.uploads = [.hangs]
            let workspace = workspace()
            let file = DataFile(path: try folder.write("disk.raw", [1, 2, 3]), size: 3)
            let transfer = workspace.transfers.add(
                .send(.file(file), .upload(store: nil)), to: .sample(), offer: TransferOffer())
            try await until { transfer.bytesSent == 3 }
            await workspace.transfers.notes.close()
            transfer.cancel()
            await transfer.finish()
            await workspace.transfers.notes.finishWriting()
            #expect(kept.content.pages.last?.map(\.state) == [.sending])
            #expect(kept.content.journal.isEmpty)
        }
    }

    @Test("progress is written down once a second at most, and the hash of what was sent as soon as it is known")
    func progress() async throws {
        var surroundings = Surroundings()
        let clock = Clock()
        surroundings.instant = { clock.now }
        let notes = TransferNotes(
            memory: kept.memory, place: Workspace.Place(cloud: "local"), surroundings: surroundings)
        let plan = TransferPlan.send(.file(DataFile(path: "/x", size: 9)), .upload(store: nil))
        let transfer = TransferModel(plan, to: .sample(), api: service, onRead: { _ in }, onChange: { _ in })
        for (seconds, count) in [(0, 1), (0.5, 1), (0.9, 1), (1.0, 2), (1.5, 2), (2.5, 3)] {
            clock.now = clock.start + .seconds(seconds)
            notes.noteProgress(of: [transfer])
            await notes.finishWriting()
            #expect(kept.content.pages.count == count)
        }
    }

    /// A clock that a test sets.
    private final class Clock: Sendable {
        let start = ContinuousClock.now
        private let moment = Mutex(ContinuousClock.now)

        var now: ContinuousClock.Instant {
            get { moment.withLock { $0 } }
            set { moment.withLock { $0 = newValue } }
        }
    }

    @Test("where nothing can be written, it says so, and the transfer goes on")
    func refused() async throws {
        kept.content.refusal = TransferMemoryError("The disk is full.")
        service.imports = [.fails(APIError(status: 400, message: "no"))]
        service.tasks = [.answers([])]
        let workspace = workspace()
        let transfer = workspace.transfers.add(
            .fetch(ImageImport(.webDownload("http://a"))), to: .sample(), offer: TransferOffer())
        await transfer.finish()
        await workspace.transfers.notes.finishWriting()
        #expect(workspace.transfers.notes.failure == TransferMemoryError("The disk is full."))
        #expect(!transfer.isUnderWay)
    }
}
