import Foundation
import ImageModel
import Testing

@testable import ViewModels

/// The transfers of other gazes: what is told of them, and how one that was cut off is completed.
@Suite(.timeLimit(.minutes(10))) @MainActor struct OtherTransfersTests {
    private let service = ScriptedService()
    private let kept = KeptTransfers()
    nonisolated private static let start = Date(timeIntervalSince1970: 5000)

    private func workspace(_ file: DataFile? = DataFile(path: "/disk.raw", size: 3)) -> Workspace {
        var surroundings = Surroundings()
        surroundings.date = { Self.start }
        surroundings.inspect = { path throws(DataFileError) in
            guard let file else { throw .missing(path: path) }
            return file
        }
        surroundings.fetch = { _ throws(APIError) in
            ImageData(
                size: 3,
                chunks: AsyncThrowingStream<[UInt8], any Error> {
                    $0.yield([1, 2, 3])
                    $0.finish()
                })
        }
        return Workspace(
            api: service, place: Workspace.Place(cloud: "demo"), memory: KeptMemory().memory,
            transferMemory: kept.memory, surroundings: surroundings)
    }

    private func entry(
        _ image: Image.ID, isSeen: Bool = false, at seconds: TimeInterval = 1,
        _ outcome: JournalEntry.Outcome = .verified
    ) -> JournalEntry {
        JournalEntry(
            time: Date(timeIntervalSince1970: seconds), place: PlaceNote(cloud: "demo"), image: image, name: image,
            outcome: outcome, title: "", text: "", isSeen: isSeen)
    }

    nonisolated private static let filePlan = TransferPlan.send(
        .file(DataFile(path: "/disk.raw", size: 3)), .upload(store: nil))
    nonisolated private static let webPlan = TransferPlan.send(.web(url: "http://a/disk"), .upload(store: nil))

    private func cutOff(_ plan: TransferPlan = filePlan, sha512: String? = nil) -> CutOff {
        var note = TransferNote(asking: "one", name: "alpine", plan)
        note.bytes = 3
        note.sha512 = sha512
        return CutOff(id: CutOff.ID(process: "dead", image: "one"), note: note, time: Self.start)
    }

    /// Looks, and completes the one that was cut off.
    private func complete(_ cutOff: CutOff, in workspace: Workspace) async throws {
        kept.content.found.cutOff = [cutOff]
        workspace.others.refresh()
        await workspace.others.finishLooking()
        workspace.others.complete(try #require(workspace.others.cutOff.first))
        #expect(workspace.others.reading == [cutOff.id])
        await workspace.others.finishReading()
        #expect(workspace.others.reading.isEmpty)
    }

    @Test("what nobody has seen is news until a screen has shown it, and stays in sight until it is cleared")
    func news() async {
        let (old, new, gone) = (entry("a", isSeen: true), entry("b"), entry("c", .cutOff))
        kept.content.found.ended = [old, new, gone]
        let others = workspace().others
        #expect(others.isEmpty)
        others.refresh()
        await others.finishLooking()
        #expect(others.ended == [new] && others.news.ended == [new])
        others.markShown()
        #expect(others.news.ended.isEmpty && others.ended == [new])
        await settle()
        #expect(kept.content.seen == [new.id])
        var seen = new
        seen.isSeen = true
        kept.content.found.ended = [old, seen]
        others.refresh()
        await others.finishLooking()
        #expect(others.ended == [seen])
        others.clearEnded()
        others.refresh()
        await others.finishLooking()
        #expect(others.isEmpty)
    }

    @Test("what another gaze does is looked at again each second for as long as it does, and then how it ended")
    func running() async {
        let note = TransferNote(asking: "one", name: "alpine", Self.filePlan)
        kept.content.found.running = [note]
        let others = workspace().others
        others.tick()
        await others.finishLooking()
        #expect(others.running.isEmpty)
        others.refresh()
        await others.finishLooking()
        #expect(others.running == [note])
        let end = entry("one", isSeen: true, at: 5001)
        kept.content.found = TransferMemory.Found(ended: [entry("one", isSeen: true, at: 1), end])
        others.tick()
        await others.finishLooking()
        #expect(others.running.isEmpty && others.ended == [end])
        kept.content.found.running = [note]
        others.tick()
        await others.finishLooking()
        #expect(others.running.isEmpty)
    }

    @Test("a record that was never made is said to be none, and is offered no more")
    func neverMade() async throws {
        service.records = [.fails(APIError(status: 404, message: ""))]
        let workspace = workspace()
        try await complete(cutOff(), in: workspace)
        #expect(workspace.others.cutOff.isEmpty && workspace.transfers.all.isEmpty)
        #expect(workspace.others.ended.map(\.title) == ["There is no record of alpine"])
        #expect(workspace.others.news.ended.isEmpty)
        #expect(kept.content.journal.map(\.image) == ["one"])
    }

    @Test("a record that waits for its data is given it by an ordinary transfer of this gaze")
    func queued() async throws {
        service.records = [.answers(Image.sample().record()), .answers(Image.sample().record())]
        service.record =
            Image.sample(status: .active, size: 3, hashAlgorithm: "sha512", secureHash: "abc").record()
        service.uploads = [.answers("abc")]
        service.methods = [.answers(["glance-direct"])]
        service.stores = [.answers([])]
        let workspace = workspace()
        try await complete(cutOff(Self.webPlan), in: workspace)
        #expect(workspace.others.isEmpty && kept.content.found.cutOff.isEmpty)
        let transfer = try #require(workspace.transfers.all.first)
        try await until { !transfer.isUnderWay }
        #expect(transfer.state == .verified("size and SHA-512 match what was sent"))
        #expect(service.received == [[1, 2, 3]])
    }

    @Test(
        "a record that has its data is compared with what is known of it, and nothing is sent",
        arguments: [
            ("abc", 3, "size and SHA-512 match what was sent"), (nil, 3, "the size matches"), (nil, 4, nil),
            ("abd", 3, nil),
        ] as [(String?, Int64, String?)])
    func active(sha512: String?, size: Int64, words: String?) async throws {
        service.record =
            Image.sample(status: .active, size: size, hashAlgorithm: "sha512", secureHash: "abc").record()
        // The file may be gone by now.
        let workspace = workspace(nil)
        try await complete(cutOff(sha512: sha512), in: workspace)
        let transfer = try #require(workspace.transfers.all.first)
        await transfer.finish()
        switch transfer.state {
        case .verified(let verdict): #expect(words.map { verdict.hasPrefix($0) } == true)
        case .failed(let explanation): #expect(words == nil && explanation.cause == .unproven)
        default: Issue.record("It is \(transfer.state).")
        }
        #expect(service.received.isEmpty)
    }

    @Test("what is staged whole is imported, and not sent again; until the service has done with it, it is waited for")
    func staged() async throws {
        let saving = Image.sample(status: .importing).record()
        service.records = [saving, saving, Image.sample(status: .uploading).record()].map { .answers($0) }
        service.record =
            Image.sample(status: .active, size: 3, hashAlgorithm: "sha512", secureHash: "abc").record()
        service.imports = [.answers(())]
        service.tasks = [.answers([]), .answers([ImageTask(id: "t", status: "success")])]
        let workspace = workspace(nil)
        let plan = TransferPlan.send(.file(DataFile(path: "/disk.raw", size: 3)), .staged(.usual))
        try await complete(cutOff(plan, sha512: "abc"), in: workspace)
        let transfer = try #require(workspace.transfers.all.first)
        #expect(transfer.state == .verifying && transfer.isTakenUp)
        try await until { !transfer.isUnderWay }
        #expect(transfer.state == .verified("size and SHA-512 match what was sent"))
        #expect(service.calls.contains(.importing("one", ImageImport(.glanceDirect))))
        #expect(service.received.isEmpty)
    }

    nonisolated private static let refusals: [(TransferPlan, DataFile?, String)] = [
        (filePlan, nil, "There is no file /disk.raw."),
        (filePlan, DataFile(path: "/disk.raw", size: 4), "it had 3 bytes, and has 4"),
        (.send(.standardInput, .upload(store: nil)), nil, "standard input"),
        (.send(.web(url: "http://a/disk?token=x"), .upload(store: nil)), nil, "a password or a query"),
    ]

    @Test("what cannot be brought again says why, and goes on being offered", arguments: refusals)
    func refused(plan: TransferPlan, file: DataFile?, words: String) async throws {
        service.record = Image.sample().record()
        let workspace = workspace(file)
        let cutOff = cutOff(plan)
        try await complete(cutOff, in: workspace)
        let refusal = try #require(workspace.others.refusals[cutOff.id])
        #expect(refusal.headline == "The data of alpine was not completed" && refusal.reason.contains(words))
        #expect(workspace.others.cutOff == [cutOff] && workspace.transfers.all.isEmpty)
    }

    @Test("what another gaze has taken up is not taken up twice")
    func taken() async throws {
        service.record = Image.sample(status: .active).record()
        let workspace = workspace()
        let cutOff = cutOff()
        kept.content.found.cutOff = [cutOff]
        workspace.others.refresh()
        await workspace.others.finishLooking()
        kept.content.found.cutOff = []
        workspace.others.complete(cutOff)
        await workspace.others.finishReading()
        #expect(workspace.others.cutOff.isEmpty && workspace.transfers.all.isEmpty)
    }

    @Test("one that is forgotten is offered no more, and its record is left alone")
    func forgotten() async {
        let workspace = workspace()
        let cutOff = cutOff()
        kept.content.found.cutOff = [cutOff]
        workspace.others.refresh()
        await workspace.others.finishLooking()
        workspace.others.forget(cutOff)
        await workspace.others.finishReading()
        #expect(workspace.others.isEmpty && kept.content.found.cutOff.isEmpty && service.calls.isEmpty)
    }

    @Test("what cannot be read is told")
    func unreadable() async {
        kept.content.refusal = TransferMemoryError("The disk is broken.")
        let others = workspace().others
        others.refresh()
        await others.finishLooking()
        #expect(others.failure == TransferMemoryError("The disk is broken."))
    }
}
