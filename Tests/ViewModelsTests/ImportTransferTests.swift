import Foundation
import ImageModel
import Testing

@testable import ViewModels

/// Transfers that the service takes a part in: imports from the staging area, from the web, into several stores.
@Suite(.timeLimit(.minutes(10))) @MainActor struct ImportTransferTests {
    private let service = ScriptedService()
    private let bytes = [UInt8](repeating: 7, count: 3_000_000)
    private let offer = TransferOffer(
        methods: ["glance-direct", "web-download", "copy-image"],
        stores: [ImageStore(id: "fast"), ImageStore(id: "cheap"), ImageStore(id: "slow")])

    private func begin(_ plan: TransferPlan, held: Bool = false) -> TransferModel {
        let transfer = TransferModel(plan, to: .sample(), api: service, offer: offer, onRead: { _ in }) { transfer in
            if transfer.state == .waiting { transfer.begin() }
        }
        transfer.begin()
        if held { transfer.hold() }
        return transfer
    }

    private func sending(_ body: (TransferPlan.Origin) async throws -> Void) async throws {
        try await TestFolder.use { folder in
            let path = try folder.write("disk.raw", bytes)
            try await body(.file(DataFile(path: path, size: Int64(bytes.count))))
        }
    }

    private func task(_ id: String, _ status: String, _ message: String = "") -> ImageTask {
        ImageTask(id: id, status: status, message: message)
    }

    /// A record as it is while an import goes on, or after it.
    private func record(
        _ status: ImageStatus, stores: String? = nil, pending: String? = nil, failed: String? = nil
    ) -> ScriptedService.Step<ImageRecord> {
        var record = Image.sample(
            status: status, size: status == .active ? 3_000_000 : nil, hashAlgorithm: "sha512", secureHash: "abc"
        ).record()
        record.fields["stores"] = stores.map(JSONValue.string)
        record.fields["os_glance_importing_to_stores"] = pending.map(JSONValue.string)
        record.fields["os_glance_failed_import"] = failed.map(JSONValue.string)
        return .answers(record)
    }

    private var all: ImageImport.Stores { .all(mustSucceed: false) }

    @Test("an import that is called off is said to go on at the service, which cannot be told to stop")
    func leftToService() async throws {
        service.imports = [.answers(())]
        service.record = Image.sample(status: .importing).record()
        let transfer = begin(.fetch(ImageImport(.webDownload("https://example.org/disk.raw"))))
        try await until { transfer.isReading }
        transfer.cancel()
        await transfer.finish()
        #expect(transfer.state == .cancelled && transfer.isLeftToService)
        let place = PlaceNote(cloud: "demo", project: "lab", address: "http://keystone")
        let entry = JournalEntry(transfer, time: Date(), place: place, isSeen: true)
        #expect(entry?.text == TransferModel.leftToService)
        #expect(transfer.mayRetry && transfer.otherWays.isEmpty)
        // It is not asked for again: that would be refused while it goes on, and in vain where it is done.
        service.record = Image.sample(status: .active, size: 3_000_000).record()
        transfer.retry()
        #expect(transfer.state == .verifying && !transfer.isLeftToService)
        await transfer.finish()
        #expect(
            transfer.state == .verified("the cloud fetched 2.9 MiB by itself; compare its hash with the publisher's"))
        #expect(service.calls.count { if case .importing = $0 { true } else { false } } == 1)
    }

    @Test("a service that is away for a moment while data settles there is asked again, and nothing is sent twice")
    func away() async throws {
        try await sending { origin in
            service.uploads = [.answers("abc")]
            service.records = [
                .fails(APIError(kind: .noAnswer, message: "connection refused")),
                .fails(APIError(status: 503, message: "")), record(.active),
            ]
            let transfer = begin(.send(origin, .upload(store: nil)))
            await transfer.finish()
            #expect(transfer.state == .verified("size and SHA-512 match what was sent"))
            #expect(service.calls == [.upload("one"), .image("one"), .image("one"), .image("one")])
        }
    }

    @Test("an import that was asked for without an answer is followed when it is tried again, and not asked for twice")
    func unanswered() async throws {
        service.imports = [.fails(APIError(kind: .timedOut, message: ""))]
        service.record = Image.sample(status: .active, size: 3_000_000).record()
        let transfer = begin(.fetch(ImageImport(.webDownload("https://example.org/disk.raw"))))
        await transfer.finish()
        #expect(transfer.isLeftToService)
        #expect(transfer.failure?.headline == "What becomes of the data of alpine is not known")
        transfer.retry()
        await transfer.finish()
        #expect(
            transfer.state == .verified("the cloud fetched 2.9 MiB by itself; compare its hash with the publisher's"))
    }

    @Test("an upload that is called off while it is sent is over at the service too")
    func notLeft() async throws {
        try await sending { origin in
            service.uploads = [.hangs]
            let transfer = begin(.send(origin, .upload(store: nil)))
            try await until { transfer.bytesSent == 3_000_000 }
            transfer.cancel()
            await transfer.finish()
            #expect(transfer.state == .cancelled && !transfer.isLeftToService)
        }
    }

    @Test("an import that is refused for the format offers to say the right one, and the same data comes again")
    func format() async throws {
        let message = "Input data does not match: Image disk_format qcow2 does not match stream data raw"
        service.imports = [.answers(()), .answers(())]
        service.tasks = [
            .answers([]), .answers([task("new", "failure", message)]), .answers([]),
            .answers([task("next", "success")]),
        ]
        service.records = [record(.queued), record(.active, stores: "fast")]
        var image = Image.sample()
        image.diskFormat = "qcow2"
        let transfer = TransferModel(
            .fetch(ImageImport(.webDownload("https://example.org/disk.raw"))), to: image, api: service, offer: offer,
            onRead: { _ in }
        ) { if $0.state == .waiting { $0.begin() } }
        transfer.begin()
        await transfer.finish()
        #expect(transfer.actualFormat == "raw")
        #expect(transfer.failure?.cause == .format)
        #expect(transfer.failure?.reason == "The data is not in the disk format that the record says. It is raw.")
        service.patches = [.answers(Image.sample().record())]
        transfer.correctFormat()
        try await until { !transfer.isUnderWay }
        guard case .verified = transfer.state else {
            Issue.record("it is \(transfer.state)")
            return
        }
        #expect(service.calls.contains(.patch("one", ImagePatch([.replace(.diskFormat, .string("raw"))]))))
    }

    @Test(
        "why a store did not take the data is said where the service says it",
        arguments: [
            ("Copied 3 MiB; cheap: No space left on device", true), ("Copied 3 MiB", false),
        ])
    func reason(message: String, isSaid: Bool) async throws {
        service.imports = [.answers(())]
        service.tasks = [.answers([]), .answers([task("new", "success", message)])]
        service.records = [record(.active, stores: "fast", failed: "cheap")]
        let transfer = begin(
            .fetch(ImageImport(.webDownload("https://a/b"), stores: .some(["fast", "cheap"], mustSucceed: false))))
        await transfer.finish()
        let failure = try #require(transfer.failure)
        #expect(failure.reason.hasPrefix("The image is active, but cheap did not take its data."))
        #expect(failure.reason.contains("No space left on device") == isSaid)
    }

    @Test("what a transfer has read is in the record at once, and a later answer takes its place")
    func reading() async throws {
        let gate = Gate()
        service.imports = [.waits(gate, ())]
        service.tasks = [.answers([]), .answers([task("new", "success")])]
        service.records = [record(.importing)]
        var active = Image.sample(status: .active).record()
        active.fields["stores"] = .string("fast")
        service.record = active
        let transfer = begin(.fetch(ImageImport(.webDownload("https://example.org/disk.raw"))))
        let model = RecordModel(
            id: "one", name: "one", created: nil, api: service, transfer: transfer, onRead: { _ in },
            onDelete: { _ in })
        try await until { model.record?.image.status == .importing }
        gate.open()
        await transfer.finish()
        #expect(model.record?.fields["stores"] == .string("fast"))
        service.record = Image.sample(status: .deactivated).record()
        model.refresh()
        try await until { model.record?.image.status == .deactivated }
    }

    @Test("a record that its transfer reads is not read a second time")
    func oneReader() async throws {
        let gate = Gate()
        service.imports = [.answers(())]
        service.tasks = [
            .answers([]), .answers([task("new", "processing")]), .waits(gate, [task("new", "success")]),
        ]
        service.records = [record(.importing)]
        service.record = Image.sample(status: .active).record()
        let transfer = begin(.fetch(ImageImport(.webDownload("https://example.org/disk.raw"))))
        try await until { service.calls.count { $0 == .tasks("one") } == 3 }
        let model = RecordModel(
            id: "one", name: "one", created: nil, api: service, transfer: transfer, onRead: { _ in },
            onDelete: { _ in })
        await settle()
        #expect(model.record?.image.status == .importing)
        #expect(service.calls.count { $0 == .image("one") } == 1)
        gate.open()
        await transfer.finish()
        #expect(model.record?.image.status == .active)
    }

    @Test("staged data is imported into each store, and each store's state is told")
    func staged() async throws {
        try await sending { origin in
            let gate = Gate()
            service.uploads = [.answers("abc")]
            service.imports = [.answers(())]
            service.tasks = [
                .answers([task("old", "failure")]), .answers([task("old", "failure"), task("new", "processing")]),
                .waits(gate, [task("old", "failure"), task("new", "success")]),
            ]
            service.records = [
                record(.importing, stores: "fast", pending: "cheap,slow"), record(.active, stores: "fast,cheap,slow"),
            ]
            let transfer = begin(.send(origin, .staged(all)))
            try await until { !transfer.stores.isEmpty }
            #expect(transfer.state == .importing)
            #expect(transfer.stores.map(\.state) == [.present, .pending, .pending])
            gate.open()
            await transfer.finish()
            #expect(transfer.state == .verified("size and SHA-512 match what was sent"))
            #expect(service.received == [bytes])
            #expect(service.calls.contains(.importing("one", ImageImport(.glanceDirect, stores: all))))
        }
    }

    @Test("a store that did not take the data is named, and the next try copies the image there and nothing else")
    func oneStoreFails() async throws {
        try await sending { origin in
            service.uploads = [.answers("abc")]
            service.imports = [.answers(()), .answers(())]
            service.tasks = [
                .answers([]), .answers([task("new", "success")]), .answers([task("new", "success")]),
                .answers([task("new", "success"), task("copy", "success")]),
            ]
            service.records = [
                record(.active, stores: "fast,slow", failed: "cheap"), record(.active, stores: "fast,slow,cheap"),
            ]
            let transfer = begin(.send(origin, .staged(all)))
            await transfer.finish()
            guard case .failed(let words) = transfer.state else {
                Issue.record("it is \(transfer.state)")
                return
            }
            #expect(words.reason == "The image is active, but cheap did not take its data.")
            #expect(transfer.otherWays == [])
            transfer.retry()
            await transfer.finish()
            #expect(transfer.state == .verified("size and SHA-512 match what was sent"))
            #expect(transfer.bytesSent == bytes.count)
            let copy = ImageImport(.copyImage, stores: .some(["cheap"], mustSucceed: false))
            #expect(service.calls.contains(.importing("one", copy)))
            #expect(service.received == [bytes])
        }
    }

    @Test("a store that does not take the data again is named again: the image can be used from the others")
    func oneStoreFailsAgain() async throws {
        try await sending { origin in
            service.uploads = [.answers("abc")]
            service.imports = [.answers(()), .answers(())]
            service.tasks = [
                .answers([]), .answers([task("new", "success")]), .answers([task("new", "success")]),
                .answers([task("new", "success"), task("copy", "failure", "cheap: no room.")]),
            ]
            let partial = record(.active, stores: "fast,slow", failed: "cheap")
            service.records = [partial, partial]
            let transfer = begin(.send(origin, .staged(all)))
            await transfer.finish()
            transfer.retry()
            await transfer.finish()
            let words = try #require(transfer.failure)
            #expect(words.headline == "The data of alpine is not in every store")
            #expect(
                words.reason
                    == "The image is active, but cheap did not take its data. The service says: “cheap: no room”.")
            #expect(transfer.missing == ["cheap"] && transfer.mayRetry)
        }
    }

    @Test("an import that failed says why, and what is staged still is not sent again")
    func failsAndRetries() async throws {
        try await sending { origin in
            service.uploads = [.answers("abc")]
            service.imports = [.answers(()), .answers(())]
            service.tasks = [
                .answers([]), .answers([task("first", "failure", "disk full")]), .answers([task("first", "failure")]),
                .answers([task("first", "failure"), task("second", "success")]),
            ]
            service.records = [record(.uploading), record(.active, stores: "fast")]
            let transfer = begin(.send(origin, .staged(.usual)))
            await transfer.finish()
            guard case .failed(let words) = transfer.state else {
                Issue.record("it is \(transfer.state)")
                return
            }
            #expect(words.reason.contains("disk full"))
            transfer.retry()
            await transfer.finish()
            #expect(transfer.state == .verified("size and SHA-512 match what was sent"))
            #expect(service.received == [bytes])
        }
    }

    @Test("after an import that put the record back to queued, the data is sent anew")
    func sendsAnew() async throws {
        try await sending { origin in
            service.uploads = [.answers("abc"), .answers("abc")]
            service.imports = [.answers(()), .answers(())]
            service.tasks = [
                .answers([]), .answers([task("first", "failure", "disk full")]), .answers([]),
                .answers([task("second", "success")]),
            ]
            service.records = [record(.queued), record(.active, stores: "fast")]
            let transfer = begin(.send(origin, .staged(.usual)))
            await transfer.finish()
            transfer.retry()
            await transfer.finish()
            #expect(transfer.state == .verified("size and SHA-512 match what was sent"))
            #expect(service.received == [bytes, bytes])
        }
    }

    @Test("a cloud that tells of no tasks is followed by the record alone")
    func withoutTasks() async throws {
        let refused = ScriptedService.Step<[ImageTask]>.fails(APIError(status: 404, message: ""))
        service.imports = [.answers(())]
        service.tasks = Array(repeating: refused, count: 5)
        service.records = Array(repeating: record(.queued), count: 3)
        let transfer = begin(.fetch(ImageImport(.webDownload("https://example.org/disk"))))
        #expect(transfer.state == .importing)
        await transfer.finish()
        guard case .failed(let words) = transfer.state else {
            Issue.record("it is \(transfer.state)")
            return
        }
        #expect(words.reason.contains("does not say why"))
    }

    @Test("what the cloud fetched by itself is good when it is active, and says that nobody compared it")
    func fetched() async throws {
        service.imports = [.answers(())]
        service.tasks = [.answers([]), .answers([task("new", "success")])]
        service.records = [record(.active, stores: "fast")]
        let transfer = begin(.fetch(ImageImport(.webDownload("https://example.org/disk"))))
        await transfer.finish()
        guard case .verified(let words) = transfer.state else {
            Issue.record("it is \(transfer.state)")
            return
        }
        #expect(words.contains("compare its hash"))
    }

    @Test("a held transfer stops between the sending and the import, and goes on when it is let go")
    func held() async throws {
        try await sending { origin in
            service.uploads = [.answers("abc")]
            service.imports = [.answers(())]
            service.tasks = [.answers([]), .answers([task("new", "success")])]
            service.records = [record(.active, stores: "fast")]
            let transfer = begin(.send(origin, .staged(.usual)), held: true)
            try await until { transfer.state == .held }
            #expect(!service.calls.contains { if case .importing = $0 { true } else { false } })
            transfer.resume()
            await transfer.finish()
            #expect(transfer.state == .verified("size and SHA-512 match what was sent"))
        }
    }

    @Test("a held transfer can be called off")
    func heldCancelled() async throws {
        try await sending { origin in
            service.uploads = [.answers("abc")]
            let transfer = begin(.send(origin, .staged(.usual)), held: true)
            try await until { transfer.state == .held }
            transfer.cancel()
            await transfer.finish()
            #expect(transfer.state == .cancelled)
        }
    }

    @Test("two are sent at once, the others wait for their turn, and a held one gives its turn away")
    func turns() async throws {
        try await sending { origin in
            service.uploads = [.hangs, .hangs, .hangs, .hangs]
            let notes = TransferNotes(
                memory: .none, place: Workspace.Place(cloud: "local"), surroundings: Surroundings())
            let transfers = Transfers(api: service, surroundings: Surroundings(), notes: notes) { _ in }
            let plan = TransferPlan.send(origin, .upload(store: nil))
            let all = (0..<4).map { number in
                transfers.add(plan, to: .sample("image-\(number)"), offer: offer)
            }
            #expect(all.map(\.state) == [.sending, .sending, .waiting, .waiting])
            all[2].hold()
            all[0].cancel()
            await all[0].finish()
            #expect(all.map(\.state) == [.cancelled, .sending, .held, .sending])
            all[1].cancel()
            await all[1].finish()
            all[2].resume()
            #expect(all.map(\.state) == [.cancelled, .cancelled, .sending, .sending])
            transfers.clearFinished()
            #expect(transfers.all.map(\.imageID) == ["image-2", "image-3"])
            for transfer in all { transfer.cancel() }
            for transfer in all { await transfer.finish() }
            #expect(transfers.underWay.isEmpty)
        }
    }

    @Test("what the cloud refuses to fetch can be brought by another method")
    func otherMethod() async throws {
        service.imports = [.fails(APIError(status: 400, message: "URI for web-download does not pass filtering"))]
        service.tasks = [.answers([])]
        service.uploads = [.answers("abc")]
        service.records = [record(.active, stores: "fast")]
        let fetched = ImageData(
            size: 3,
            chunks: AsyncThrowingStream<[UInt8], any Error> { stream in
                stream.yield([1, 2, 3])
                stream.finish()
            })
        let surroundings = Surroundings(fetch: { _ throws(APIError) in fetched })
        let plan = TransferPlan.fetch(ImageImport(.webDownload("https://example.org/disk")))
        let transfer = TransferModel(
            plan, to: .sample(), api: service, offer: offer, surroundings: surroundings, onRead: { _ in }
        ) { transfer in
            if transfer.state == .waiting { transfer.begin() }
        }
        transfer.begin()
        #expect(transfer.otherWays == [])
        await transfer.finish()
        guard case .failed(let words) = transfer.state else {
            Issue.record("it is \(transfer.state)")
            return
        }
        #expect(words.reason.contains("does not pass filtering"))
        #expect(transfer.otherWays == ["upload", "glance-direct"])
        transfer.retry(by: "upload")
        await transfer.finish()
        #expect(service.received == [[1, 2, 3]])
        #expect(transfer.plan == .send(.web(url: "https://example.org/disk"), .upload(store: nil)))
    }
}
