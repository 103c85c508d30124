import Crypto
import Foundation
import ImageModel
import Testing

@testable import ViewModels

/// What a publisher says of an image's data: how it is typed, found in a list, and compared.
@Suite(.timeLimit(.minutes(10))) @MainActor struct ChecksumTests {
    private let service = ScriptedService()

    nonisolated private static func hex(_ digest: some Sequence<UInt8>) -> String {
        digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    nonisolated private static let bytes = [UInt8](repeating: 7, count: 3_000_000)
    nonisolated private static let sha256 = hex(SHA256.hash(data: bytes))
    nonisolated private static let sha512 = hex(SHA512.hash(data: bytes))
    nonisolated private static let md5 = hex(Insecure.MD5.hash(data: bytes))

    @Test(
        "a hash is known by its length or by the name before it, and a line of a list can be pasted whole",
        arguments: [
            (sha256, "sha256:\(sha256)"), (sha256.uppercased(), "sha256:\(sha256)"), (" \(md5)\n", "md5:\(md5)"),
            ("sha512:\(sha512)", "sha512:\(sha512)"), ("SHA-256: \(sha256)", "sha256:\(sha256)"),
            ("\(sha512)  disk.raw", "sha512:\(sha512)"), ("\(sha256) *./a disk.raw", "sha256:\(sha256)"),
            ("SHA256 (disk (1).raw) = \(sha256)", "sha256:\(sha256)"),
        ])
    func typed(text: String, line: String) throws {
        #expect(try Checksum(text).line == line)
        #expect(try Checksum(line).line == line)
    }

    @Test(
        "what is no hash says what one is",
        arguments: [
            ("abc", .noHash), (String(sha256.dropLast()), .noHash), (String(repeating: "g", count: 64), .noHash),
            ("sha512:\(sha256)", .length("SHA-512", 128)), ("crc32:abcd", .algorithm("crc32")), ("@SUMS", .noHash),
        ] as [(String, ChecksumProblem)])
    func wrong(text: String, problem: ChecksumProblem) {
        #expect(throws: problem) { try Checksum(text) }
        #expect(problem.description.hasSuffix("."))
    }

    @Test("in a list, the line of the file's name counts, by the strongest hash there is")
    func list() throws {
        let other = String(repeating: "0", count: 64)
        #expect(
            try Checksum(of: "disk.raw", in: "\(other)  a.raw\n\(Self.sha256) *disk.raw\n").line.hasSuffix(Self.sha256))
        let both = """
            # disk.raw: 3000000 bytes
            SHA256 (disk.raw) = \(Self.sha256)
            SHA512 (disk.raw) = \(Self.sha512)
            """
        #expect(try Checksum(of: "disk.raw", in: both).line == "sha512:\(Self.sha512)")
        #expect(try Checksum(of: "disk.raw", in: Self.sha256 + "\n").line == "sha256:\(Self.sha256)")
        #expect(throws: ChecksumProblem.notListed("b.raw")) { try Checksum(of: "b.raw", in: both) }
        // The hash of another file is not taken for this one's.
        #expect(throws: ChecksumProblem.notListed("b.raw")) { try Checksum(of: "b.raw", in: "\(other)  a.raw") }
        #expect(throws: ChecksumProblem.twice("a")) { try Checksum(of: "a", in: "\(other)  a\n\(Self.sha256)  x/a\n") }
    }

    private func transfer(_ plan: TransferPlan, _ checksum: String) throws -> TransferModel {
        let transfer = TransferModel(
            plan, to: .sample(), api: service, checksum: try Checksum(checksum), onRead: { _ in }
        ) { if $0.state == .waiting { $0.begin() } }
        transfer.begin()
        return transfer
    }

    private var active: ScriptedService.Step<ImageRecord> {
        .answers(
            Image.sample(
                status: .active, size: Int64(Self.bytes.count), hashAlgorithm: "sha512", secureHash: Self.sha512
            )
            .record())
    }

    private func sending(_ body: (TransferPlan) async throws -> Void) async throws {
        try await TestFolder.use { folder in
            let file = DataFile(path: try folder.write("disk.raw", Self.bytes), size: Int64(Self.bytes.count))
            try await body(.send(.file(file), .upload(store: nil)))
        }
    }

    @Test("data that has its checksum is sent whole, and the verdict says so", arguments: [sha256, sha512, md5])
    func right(checksum: String) async throws {
        try await sending { plan in
            service.uploads = [.answers(Self.sha512)]
            service.records = [active]
            let transfer = try transfer(plan, checksum)
            await transfer.finish()
            let title = try Checksum(checksum).title
            #expect(
                transfer.state
                    == .verified("size and SHA-512 match what was sent; its \(title) is the one that was given"))
            #expect(service.received == [Self.bytes])
        }
    }

    @Test("of data that has another, the last part is withheld, and both hashes are told")
    func other() async throws {
        try await sending { plan in
            let given = String(repeating: "0", count: 64)
            service.uploads = [.answers("never")]
            let transfer = try transfer(plan, given)
            await transfer.finish()
            let words = try #require(transfer.failure)
            #expect(words.cause == .checksum(isStored: false))
            #expect(words.reason.contains(String(given.prefix(16)) + "… was given"))
            #expect(words.reason.contains(Self.sha256))
            #expect(transfer.bytesSent < Int64(Self.bytes.count) && service.received.isEmpty)
            #expect(service.calls == [.upload("one")])
            // It can be tried again, for the file may be another by then.
            #expect(transfer.mayRetry)
        }
    }

    @Test("an empty file, and one that is a single part, are compared before anything goes out", arguments: [0, 9])
    func small(count: Int) async throws {
        try await TestFolder.use { folder in
            let file = DataFile(path: try folder.write("a", [UInt8](repeating: 1, count: count)), size: Int64(count))
            service.uploads = [.answers("never")]
            let transfer = try transfer(.send(.file(file), .upload(store: nil)), Self.md5)
            await transfer.finish()
            #expect(transfer.failure?.cause == .checksum(isStored: false))
            #expect(transfer.bytesSent == 0 && service.received.isEmpty)
        }
    }

    @Test(
        "what the cloud has read by itself is compared with the hash that it says, and not called good without one",
        arguments: [(sha512, true), (String(repeating: "0", count: 128), false), (sha256, false)])
    func fetched(checksum: String, isGood: Bool) async throws {
        service.imports = [.answers(())]
        service.record =
            Image.sample(status: .active, size: 3_000_000, hashAlgorithm: "sha512", secureHash: Self.sha512).record()
        let transfer = try transfer(.fetch(ImageImport(.webDownload("https://a/b"))), checksum)
        await transfer.finish()
        if isGood {
            #expect(
                transfer.state
                    == .verified("the cloud fetched 2.9 MiB by itself, and its SHA-512 is the one that was given"))
        } else {
            #expect(transfer.failure?.cause == .checksum(isStored: true))
            #expect(transfer.failure?.advice.contains("do not boot from it") == true)
        }
    }

    @Test("a transfer that was cut off is compared with the checksum that it had")
    func takenUp() async throws {
        try await sending { plan in
            let note = TransferNote(asking: "one", name: "alpine", plan, checksum: try Checksum(Self.sha256))
            let kept = try JSONDecoder().decode(TransferNote.self, from: try JSONEncoder().encode(note))
            service.records = [.answers(Image.sample(status: .queued).record()), active]
            service.uploads = [.answers(Self.sha512)]
            let transfer = TransferModel(
                plan, to: .sample(), api: service, takingUp: kept, onRead: { _ in }
            ) { if $0.state == .waiting { $0.begin() } }
            transfer.begin()
            try await until { !transfer.isUnderWay }
            #expect(
                transfer.state
                    == .verified("size and SHA-512 match what was sent; its SHA-256 is the one that was given"))
        }
    }

    @Test("with a checksum, gaze reads an address itself unless a person says otherwise, and then wants one to compare")
    func ways() throws {
        let address = DataSource.web(url: "https://a/b")
        let offer = TransferOffer(
            methods: ["web-download"], stores: [ImageStore(id: "fast", isDefault: true), ImageStore(id: "cheap")])
        func plan(_ way: String? = nil, _ stores: [String] = []) throws -> TransferPlan {
            try offer.plan(
                for: address, file: nil, way: way, stores: stores, mustAllSucceed: false, isChecked: true)
        }
        #expect(try plan() == .send(.web(url: "https://a/b"), .upload(store: nil)))
        #expect(try plan("web-download") == .fetch(ImageImport(.webDownload("https://a/b"))))
        // To several stores there is no other way.
        #expect(try plan(nil, ["all"]).way == "web-download")
    }

    @Test("the form wants data for a checksum, one that is a hash, and one that the cloud will say")
    func form() async throws {
        service.schemas = [.answers(ImageSchema(properties: [:]))]
        service.methods = [.answers(["web-download"])]
        service.stores = [.answers([])]
        let model = DraftModel(api: service) { _, _, _ in }
        model.loadChoices()
        await model.finishLoading()
        #expect(!model.fields.contains(.checksum))
        model.draft.checksum = Self.sha256
        #expect(model.problems[.checksum]?.contains("name the data") == true)
        model.draft.data = "https://a/b"
        #expect(model.fields.contains(.checksum) && model.problems[.checksum] == nil)
        model.draft.method = "web-download"
        #expect(model.problems[.checksum]?.contains("method upload") == true)
        model.draft.checksum = Self.sha512
        #expect(model.problems[.checksum] == nil)
        model.draft.checksum = "abc"
        #expect(model.problems[.checksum] == ChecksumProblem.noHash.description)
    }

    @Test("the form hands the checksum on with the record, and it is written down before that is asked for")
    func handedOn() async throws {
        try await TestFolder.use { folder in
            let kept = KeptTransfers()
            let workspace = Workspace(
                api: service, place: Workspace.Place(cloud: "demo", project: "lab", address: "http://keystone"),
                memory: KeptMemory().memory, transferMemory: kept.memory, surroundings: Surroundings())
            service.creates = [.answers(Image.sample().record())]
            service.uploads = [.answers("never")]
            (workspace.draft.draft.diskFormat, workspace.draft.draft.containerFormat) = ("raw", "bare")
            workspace.draft.draft.data = try folder.write("disk.raw", Self.bytes)
            workspace.draft.draft.checksum = Self.md5
            workspace.draft.submit()
            await workspace.draft.finishSending()
            let transfer = try #require(workspace.transfers.all.first)
            #expect(transfer.checksum == (try Checksum(Self.md5)))
            #expect(kept.content.pages.first?.first?.checksum == transfer.checksum)
            transfer.cancel()
            await transfer.finish()
        }
    }

    @Test("a review tells that it is compared, and when")
    func review() throws {
        let checksum = try Checksum(Self.sha256)
        for plan in [
            TransferPlan.send(.standardInput, .upload(store: nil)), .send(.standardInput, .staged(.usual)),
            .fetch(ImageImport(.webDownload("http://a"))),
        ] {
            let create = ReviewedCreate(image: NewImage(), plan: plan, checksum: checksum)
            #expect(
                CreateSteps(create: create).sentences.contains { $0.contains("SHA-256") && $0.contains("compared") })
        }
    }
}
