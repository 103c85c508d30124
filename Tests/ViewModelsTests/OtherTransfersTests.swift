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
    func news() async throws {
        let (old, new, gone) = (entry("a", isSeen: true), entry("b"), entry("c", .cutOff))
        kept.content.found.ended = [old, new, gone]
        let others = workspace().others
        #expect(others.isEmpty)
        others.refresh()
        await others.finishLooking()
        #expect(others.ended == [new] && others.news.ended == [new])
        others.markShown()
        #expect(others.news.ended.isEmpty && others.ended == [new])
        await others.finishWriting()
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

    @Test("what did not work out is offered once, and completed like what was cut off; with its image it is forgotten")
    func unfinished() async throws {
        service.uploads = [.answers("abc")]
        service.records = [.answers(Image.sample().record())]
        service.record = Image.sample(status: .active, size: 3, hashAlgorithm: "sha512", secureHash: "abc").record()
        let end = entry("one", .failed)
        let cutOff = CutOff(
            id: CutOff.ID(process: end.id.uuidString, image: "one"),
            note: TransferNote(asking: "one", name: "alpine", Self.webPlan), time: Self.start, end: end)
        kept.content.found.ended = [end]
        let workspace = workspace()
        try await complete(cutOff, in: workspace)
        #expect(workspace.others.ended.isEmpty)
        #expect(workspace.transfers.all.map(\.imageID) == ["one"])
        kept.content.found.cutOff = [cutOff]
        workspace.others.refresh()
        await workspace.others.finishLooking()
        #expect(workspace.others.cutOff == [cutOff])
        workspace.others.forget("one")
        #expect(workspace.others.cutOff.isEmpty)
        workspace.transfers.all.forEach { $0.cancel() }
    }

    @Test("of an image that is deleted among others, what did not work out is offered no more")
    func deletedAmongOthers() async throws {
        service.record = Image.sample().record()
        service.deletes = [.answers(())]
        let end = entry("one", .failed)
        kept.content.found.cutOff = [
            CutOff(
                id: CutOff.ID(process: end.id.uuidString, image: "one"),
                note: TransferNote(asking: "one", name: "alpine", Self.webPlan), time: Self.start, end: end)
        ]
        let workspace = workspace()
        workspace.others.refresh()
        await workspace.others.finishLooking()
        #expect(workspace.others.cutOff.count == 1)
        let run = workspace.begin(.delete, of: [MarkedImage(id: "one", name: "alpine")])
        await run?.finish()
        #expect(service.calls.contains(.delete("one")) && workspace.others.cutOff.isEmpty)
    }

    @Test(
        "how a transfer has failed is written down with what it was, unless it can be brought no more",
        arguments: [
            (413, webPlan, true), (410, webPlan, false), (503, .send(.standardInput, .upload(store: nil)), false),
        ])
    func written(status: Int, plan: TransferPlan, isOffered: Bool) async throws {
        service.uploads = [.fails(APIError(status: status, message: "no"))]
        var surroundings = Surroundings()
        surroundings.standardInput = ImageData(
            size: nil, chunks: AsyncThrowingStream<[UInt8], any Error> { $0.finish() })
        surroundings.fetch = { _ throws(APIError) in
            ImageData(size: nil, chunks: AsyncThrowingStream<[UInt8], any Error> { $0.finish() })
        }
        let workspace = Workspace(
            api: service, place: Workspace.Place(cloud: "demo"), memory: KeptMemory().memory,
            transferMemory: kept.memory, surroundings: surroundings)
        let transfer = workspace.transfers.add(plan, to: .sample(), offer: TransferOffer())
        await transfer.finish()
        await workspace.transfers.notes.finishWriting()
        let entry = try #require(kept.content.journal.last)
        #expect(entry.outcome == .failed && (entry.note != nil) == isOffered)
        #expect(JournalEntry.unfinished(among: [entry]).count == (isOffered ? 1 : 0))
        let decoded = try JSONDecoder().decode(JournalEntry.self, from: JSONEncoder().encode(entry))
        #expect(decoded.note == entry.note)
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
        let gate = Gate()
        service.records = [
            .answers(saving), .waits(gate, saving), .answers(Image.sample(status: .uploading).record()),
        ]
        service.record =
            Image.sample(status: .active, size: 3, hashAlgorithm: "sha512", secureHash: "abc").record()
        service.imports = [.answers(())]
        service.tasks = [.answers([]), .answers([ImageTask(id: "t", status: "success")])]
        let workspace = workspace(nil)
        let plan = TransferPlan.send(.file(DataFile(path: "/disk.raw", size: 3)), .staged(.usual))
        try await complete(cutOff(plan, sha512: "abc"), in: workspace)
        let transfer = try #require(workspace.transfers.all.first)
        #expect(transfer.state == .verifying && transfer.isTakenUp)
        gate.open()
        try await until { !transfer.isUnderWay }
        #expect(transfer.state == .verified("size and SHA-512 match what was sent"))
        #expect(service.calls.contains(.importing("one", ImageImport(.glanceDirect))))
        #expect(service.received.isEmpty)
    }

    /// An active image, as it is while its data is copied between stores and after it.
    private func copied(_ stores: String, pending: String = "") -> ImageRecord {
        var record = Image.sample(status: .active, size: 3).record()
        record.fields["stores"] = .string(stores)
        record.fields["os_glance_importing_to_stores"] = .string(pending)
        return record
    }

    private static let copyPlan = TransferPlan.fetch(
        ImageImport(.copyImage, stores: .some(["cheap", "slow"], mustSucceed: true)))

    @Test("a copy to other stores that went on in the cloud is waited for, and no data is read")
    func copyGoneOn() async throws {
        service.records = [copied("fast", pending: "cheap,slow"), copied("fast,cheap", pending: "slow")]
            .map { .answers($0) }
        service.record = copied("fast,cheap,slow")
        let workspace = workspace(nil)
        try await complete(cutOff(Self.copyPlan), in: workspace)
        let transfer = try #require(workspace.transfers.all.first)
        try await until { !transfer.isUnderWay }
        #expect(transfer.state == .verified("the cloud has copied it by itself to cheap, slow"))
        #expect(!service.calls.contains { if case .importing = $0 { true } else { false } })
    }

    @Test("stores that a copy has not come to are asked for again, where the cloud copies", arguments: [true, false])
    func copyIncomplete(mayCopy: Bool) async throws {
        service.records = [.answers(copied("fast,cheap")), .answers(copied("fast,cheap"))]
        service.record = copied("fast,cheap,slow")
        service.methods = [.answers(mayCopy ? ["copy-image"] : [])]
        service.imports = [.answers(())]
        service.tasks = [.answers([]), .answers([ImageTask(id: "t", status: "success")])]
        let workspace = workspace(nil)
        try await complete(cutOff(Self.copyPlan), in: workspace)
        let transfer = try #require(workspace.transfers.all.first)
        try await until { !transfer.isUnderWay }
        let request = ImageImport(.copyImage, stores: .some(["slow"], mustSucceed: false))
        #expect(service.calls.contains(.importing("one", request)) == mayCopy)
        if mayCopy {
            #expect(transfer.state == .verified("the cloud has copied it by itself to cheap, slow"))
        } else {
            #expect(transfer.state == .failed(Explanation(missing: ["slow"], name: transfer.name)))
        }
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
