import Foundation
import ImageModel
import Testing

@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct TransferModelTests {
    private let service = ScriptedService()
    private let bytes = [UInt8](repeating: 7, count: 3_000_000)

    private func active(size: Int64?, algorithm: String? = "sha512", hash: String? = "abc")
        -> ScriptedService.Step<ImageRecord>
    {
        .answers(Image.sample(status: .active, size: size, hashAlgorithm: algorithm, secureHash: hash).record())
    }

    /// A transfer of a file with `bytes` in it.
    private func transfer(
        _ path: String, size: Int64? = nil, onRead: @escaping @MainActor (Image) -> Void = { _ in }
    ) -> TransferModel {
        transfer(
            .send(.file(DataFile(path: path, size: size ?? Int64(bytes.count))), .upload(store: nil)), onRead: onRead)
    }

    /// A transfer whose turn it is as soon as it waits.
    private func transfer(
        _ plan: TransferPlan, offer: TransferOffer = TransferOffer(),
        onRead: @escaping @MainActor (Image) -> Void = { _ in }
    ) -> TransferModel {
        let transfer = TransferModel(plan, to: .sample(), api: service, offer: offer, onRead: onRead) { transfer in
            if transfer.state == .waiting { transfer.begin() }
        }
        transfer.begin()
        return transfer
    }

    private func sending(_ body: (String) async throws -> Void) async throws {
        try await TestFolder.use { folder in try await body(try folder.write("disk.raw", bytes)) }
    }

    @Test("data that arrived as it was sent is verified", arguments: ["abc", "ABC"])
    func verified(_ hash: String) async throws {
        try await sending { path in
            service.uploads = [.answers("abc")]
            service.records = [active(size: 3_000_000, hash: hash)]
            var read: [ImageStatus] = []
            let transfer = transfer(path) { read.append($0.status) }
            #expect(transfer.isUnderWay)
            await transfer.finish()
            #expect(transfer.state == .verified("size and SHA-512 match what was sent"))
            #expect(!transfer.isUnderWay)
            #expect(transfer.bytesSent == 3_000_000)
            #expect(transfer.fraction == 1)
            #expect(service.received == [bytes])
            #expect(service.calls == [.upload("one"), .image("one")])
            #expect(read == [.active])
        }
    }

    @Test("the status is read until it settles")
    func settles() async throws {
        try await sending { path in
            let gate = Gate()
            service.uploads = [.answers("abc")]
            service.records = [
                .waits(gate, Image.sample(status: .saving).record()), active(size: 3_000_000),
            ]
            var read: [ImageStatus] = []
            let transfer = transfer(path) { read.append($0.status) }
            try await until { transfer.state == .verifying }
            gate.open()
            await transfer.finish()
            #expect(read == [.saving, .active])
            #expect(transfer.state == .verified("size and SHA-512 match what was sent"))
        }
    }

    nonisolated private static let mismatches: [(Image, String)] = [
        (.sample(status: .active, size: 2_999_999, hashAlgorithm: "sha512", secureHash: "abc"), "2999999 bytes"),
        (.sample(status: .active, size: 3_000_000, hashAlgorithm: "sha512", secureHash: "abd"), "SHA-512"),
        (.sample(status: .active, size: 1, hashAlgorithm: "md5", secureHash: "abc"), "1 bytes"),
        (.sample(status: .killed), "killed"), (.sample(status: .queued), "queued"),
    ]

    @Test("data that arrived otherwise is not called good", arguments: mismatches)
    func mismatch(_ image: Image, _ word: String) async throws {
        try await sending { path in
            service.uploads = [.answers("abc")]
            service.records = [.answers(image.record())]
            let transfer = transfer(path)
            await transfer.finish()
            guard case .failed(let words) = transfer.state else {
                Issue.record("it is \(transfer.state)")
                return
            }
            #expect(words.headline == "The data of alpine did not arrive as it was sent")
            #expect(words.reason.contains(word))
        }
    }

    @Test("another hash algorithm is said, not judged", arguments: ["md5", nil])
    func otherAlgorithm(_ algorithm: String?) async throws {
        try await sending { path in
            service.uploads = [.answers("abc")]
            service.records = [active(size: 3_000_000, algorithm: algorithm, hash: "other")]
            let transfer = transfer(path)
            await transfer.finish()
            guard case .verified(let words) = transfer.state else {
                Issue.record("it is \(transfer.state)")
                return
            }
            #expect(words.contains("size matches"))
            #expect(words.contains(algorithm ?? "nothing"))
        }
    }

    @Test("an upload that fails says why, and may be tried again")
    func retry() async throws {
        try await sending { path in
            service.uploads = [.fails(APIError(status: 503, message: "full")), .answers("abc")]
            service.records = [active(size: 3_000_000)]
            let transfer = transfer(path)
            await transfer.finish()
            #expect(
                transfer.state
                    == .failed(
                        Explanation(APIError(status: 503, message: "full"), during: .upload(name: "alpine"))))
            transfer.retry()
            #expect(transfer.state == .sending)
            #expect(transfer.bytesSent == 0)
            transfer.retry()
            await transfer.finish()
            #expect(transfer.state == .verified("size and SHA-512 match what was sent"))
            #expect(service.received == [bytes, bytes])
        }
    }

    @Test(
        "an upload without an answer is looked at: where all of it has arrived, it is not called a failure",
        arguments: [APIError(kind: .noAnswer, message: "closed"), APIError(status: 504, message: "Gateway Time-out")])
    func unanswered(error: APIError) async throws {
        try await sending { path in
            service.uploads = [.fails(error), .fails(error), .fails(error)]
            service.records = [
                .answers(Image.sample(status: .saving).record()), .answers(Image.sample(status: .saving).record()),
                active(size: 3_000_000),
            ]
            let arrived = transfer(path)
            await arrived.finish()
            #expect(
                arrived.state
                    == .verified("the size matches; gaze was cut off before it knew the SHA-512 of what it sent"))
            // What was cut off on its way is put back, and what cannot be seen is told at once.
            let failure = Explanation(error, during: .upload(name: "alpine"))
            for steps in [
                [.answers(Image.sample(status: .saving).record()), .answers(Image.sample(status: .queued).record())],
                [.fails(APIError(kind: .noAnswer, message: ""))],
            ] as [[ScriptedService.Step<ImageRecord>]] {
                service.records = steps
                let cut = transfer(path)
                await cut.finish()
                #expect(cut.state == .failed(failure))
            }
        }
    }

    @Test("what came from standard input is gone after a failure, unless it is staged", arguments: [false, true])
    func standardInput(isStaged: Bool) async throws {
        // What an importing service refuses is the import: by then the data is in its staging area.
        service.uploads = [isStaged ? .answers("abc") : .fails(APIError(status: 503, message: "full"))]
        service.imports = [.fails(APIError(status: 503, message: "full"))]
        let input = ImageData(
            size: nil,
            chunks: AsyncThrowingStream<[UInt8], any Error> { [bytes] in
                $0.yield(bytes)
                $0.finish()
            })
        let transfer = TransferModel(
            .send(.standardInput, isStaged ? .staged(.usual) : .upload(store: nil)), to: .sample(), api: service,
            offer: TransferOffer(methods: ["glance-direct"]), surroundings: Surroundings(standardInput: input),
            onRead: { _ in }, onChange: { _ in })
        transfer.begin()
        await transfer.finish()
        #expect(service.received == [bytes])
        guard case .failed = transfer.state else {
            Issue.record("It is \(transfer.state).")
            return
        }
        #expect(transfer.mayRetry == isStaged)
        #expect(transfer.otherWays.isEmpty)
    }

    @Test("an upload is called off, and may be tried again")
    func cancel() async throws {
        try await sending { path in
            service.uploads = [.hangs, .answers("abc")]
            service.records = [active(size: 3_000_000)]
            let transfer = transfer(path)
            try await until { transfer.bytesSent == 3_000_000 }
            #expect(transfer.state == .sending)
            transfer.cancel()
            await transfer.finish()
            #expect(transfer.state == .cancelled)
            transfer.cancel()
            transfer.retry()
            await transfer.finish()
            #expect(transfer.state == .verified("size and SHA-512 match what was sent"))
        }
    }

    @Test("calling off while the status is being read ends it too")
    func cancelVerifying() async throws {
        try await sending { path in
            service.uploads = [.answers("abc")]
            service.records = [.hangs]
            let transfer = transfer(path)
            try await until { transfer.state == .verifying }
            transfer.cancel()
            await transfer.finish()
            #expect(transfer.state == .cancelled)
        }
    }

    @Test("a record that cannot be read after the upload is a failure, not a success")
    func unread() async throws {
        try await sending { path in
            service.uploads = [.answers("abc")]
            service.records = [.fails(APIError(status: 404, message: ""))]
            let transfer = transfer(path)
            await transfer.finish()
            guard case .failed(let words) = transfer.state else {
                Issue.record("it is \(transfer.state)")
                return
            }
            #expect(words.status == 404)
        }
    }

    @Test(
        "a file that grew, shrank or vanished since it was looked at is not sent as if it were whole",
        arguments: [
            (2_999_999, "longer"), (0, "longer"), (3_000_001, "shorter"),
        ] as [(Int64, String)])
    func changed(_ size: Int64, _ word: String) async throws {
        try await sending { path in
            service.uploads = [.answers("abc")]
            let transfer = transfer(path, size: size)
            await transfer.finish()
            guard case .failed(let words) = transfer.state else {
                Issue.record("it is \(transfer.state)")
                return
            }
            #expect(words.reason.contains("became \(word)"))
            #expect(service.received.isEmpty)
        }
    }

    @Test("nothing is sent of a file that is longer than it was when it was looked at")
    func grown() async throws {
        try await TestFolder.use { folder in
            let path = try folder.write("disk.raw", Array(repeating: 7, count: 3 << 20))
            var sent = 0
            let error = await #expect(throws: DataFileError.self) {
                for try await bytes in DataFile(path: path, size: 2 << 20).data.chunks { sent += bytes.count }
            }
            #expect(error == .changed(path: path, isLonger: true))
            #expect(sent == 0)
        }
    }

    @Test("a file that changes while it is sent is noticed with the next part", arguments: [true, false])
    func changesMeanwhile(isLonger: Bool) async throws {
        try await TestFolder.use { folder in
            let path = try folder.write("disk.raw", Array(repeating: 7, count: 4 << 20))
            var sent = 0
            let error = await #expect(throws: DataFileError.self) {
                for try await bytes in DataFile(path: path, size: 4 << 20).data.chunks {
                    sent += bytes.count
                    let file = try FileHandle(forUpdating: URL(filePath: path))
                    try file.truncate(atOffset: isLonger ? 5 << 20 : 3 << 20)
                    try file.close()
                }
            }
            #expect(error == .changed(path: path, isLonger: isLonger))
            #expect(sent == 1 << 20)
        }
    }

    @Test("a file that is written to while it is sent, and stays as long as it is, is not sent half old and half new")
    func writtenMeanwhile() async throws {
        try await TestFolder.use { folder in
            let path = try folder.write("disk.raw", Array(repeating: 7, count: 4 << 20))
            // A moment that a writing now cannot have.
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_000_000)], ofItemAtPath: path)
            var sent = 0
            let error = await #expect(throws: DataFileError.self) {
                for try await bytes in DataFile(path: path, size: 4 << 20).data.chunks {
                    sent += bytes.count
                    let file = try FileHandle(forUpdating: URL(filePath: path))
                    try file.write(contentsOf: Data([8]))
                    try file.close()
                }
            }
            #expect(error == .written(path: path))
            #expect(sent == 1 << 20)
        }
    }

    @Test("what is sent again is the file as it is then, and that it is another is told")
    func changedBeforeRetry() async throws {
        try await sending { path in
            service.uploads = [.answers("abc"), .answers("abc")]
            service.records = [active(size: 3_000_000)]
            let transfer = transfer(path, size: 2_000_000)
            await transfer.finish()
            #expect(transfer.failure?.reason.contains("became longer") == true)
            #expect(transfer.resized == nil)
            transfer.retry()
            await transfer.finish()
            #expect(transfer.state == .verified("size and SHA-512 match what was sent"))
            #expect(service.received == [bytes])
            #expect(transfer.size == 3_000_000)
            #expect(transfer.resized?.named == 2_000_000 && transfer.resized?.now == 3_000_000)
        }
    }

    @Test("an image that is deleted while its data is sent is noticed, and nothing more is sent or offered")
    func deletedMeanwhile() async throws {
        try await sending { path in
            service.uploads = [.hangs]
            service.records = [
                .answers(Image.sample(status: .saving).record()), .fails(APIError(status: 404, message: "gone")),
            ]
            var surroundings = Surroundings()
            surroundings.lookInterval = .milliseconds(1)
            let transfer = TransferModel(
                .send(.file(DataFile(path: path, size: 3_000_000)), .upload(store: nil)), to: .sample(), api: service,
                surroundings: surroundings, onRead: { _ in }, onChange: { _ in })
            transfer.begin()
            await transfer.finish()
            #expect(transfer.failure?.status == 410 && transfer.failure?.reason.contains("deleted meanwhile") == true)
            #expect(!transfer.mayRetry && transfer.otherWays.isEmpty && TransferNote(unfinished: transfer) == nil)
        }
    }

    @Test("of what was sent before gaze was cut off, no more is said than is known", arguments: [3_000_000, 40, nil])
    func judgedBySize(size: Int64?) {
        let plan = TransferPlan.send(.file(DataFile(path: "/a", size: 3_000_000)), .staged(.all(mustSucceed: false)))
        let image = Image.sample(status: .active, size: size, hashAlgorithm: "sha512", secureHash: "abc")
        switch Verdict(on: image, receipt: nil, plan: plan) {
        case .good(let words):
            #expect(size != 40 && words.contains(size == nil ? "is not known any more" : "the size matches"))
        case .others(let finding):
            #expect(size == 40 && finding == "The service has 40 B, and 2.9 MiB were to be sent.")
            let words = Explanation(others: finding, name: "alpine")
            #expect(words.reason.contains("Somebody else") && words.advice.contains("Leave it as it is"))
        case .bad(let finding): Issue.record("\(finding)")
        }
    }

    @Test("a file that has gone when it is to be sent again is named, and may be tried once more")
    func goneBeforeRetry() async throws {
        try await sending { path in
            service.uploads = [.fails(APIError(status: 503, message: "full")), .answers("abc")]
            let transfer = transfer(path)
            await transfer.finish()
            try FileManager.default.removeItem(atPath: path)
            transfer.retry()
            await transfer.finish()
            #expect(transfer.failure?.reason.contains("There is no file \(path).") == true)
            #expect(transfer.mayRetry)
        }
    }

    @Test("a file that vanished is named")
    func vanished() async throws {
        try await TestFolder.use { folder in
            service.uploads = [.answers("abc")]
            let transfer = transfer(folder.file("none"))
            await transfer.finish()
            guard case .failed(let words) = transfer.state else {
                Issue.record("it is \(transfer.state)")
                return
            }
            #expect(words.reason.contains("There is no file \(folder.file("none"))."))
        }
    }

    @Test("a file that a disk gives no bytes of says so in the system's words, and not that one may not read it")
    func broken() async throws {
        // Nothing is at the beginning of a process's memory, and the system answers a reading as a broken disk does.
        service.uploads = [.answers("never")]
        let transfer = transfer("/proc/self/mem", size: 3)
        await transfer.finish()
        let words = try #require(transfer.failure)
        #expect(words.reason.contains("/proc/self/mem cannot be read: input/output error."), "\(words)")
        #expect(service.received.isEmpty)
    }

    @Test("an empty file is sent, and is whole from the start")
    func empty() async throws {
        try await TestFolder.use { folder in
            service.uploads = [.answers("abc")]
            service.records = [active(size: 0)]
            let transfer = transfer(try folder.write("empty", []), size: 0)
            #expect(transfer.fraction == 1)
            await transfer.finish()
            #expect(transfer.state == .verified("size and SHA-512 match what was sent"))
            #expect(service.received == [[]])
        }
    }

    @Test(
        "data that is refused for its format can be put right in the record, once, and only where the record is wrong")
    func correction() async throws {
        try await sending { path in
            let refused = ScriptedService.Step<String>.fails(APIError(status: 415, message: "no"))
            let plan = TransferPlan.send(
                .file(DataFile(path: path, size: Int64(bytes.count))), .upload(store: nil))
            @MainActor func transfer(recorded format: String) -> TransferModel {
                var image = Image.sample()
                image.diskFormat = format
                let transfer = TransferModel(plan, to: image, api: service, onRead: { _ in }) { transfer in
                    if transfer.state == .waiting { transfer.begin() }
                }
                transfer.begin()
                return transfer
            }
            service.uploads = [refused, refused, .answers("abc")]
            let right = transfer(recorded: "raw")
            await right.finish()
            #expect(right.actualFormat == nil)
            let wrong = transfer(recorded: "qcow2")
            await wrong.finish()
            #expect(wrong.actualFormat == "raw")
            // A refusal of the change leaves it to be tried again.
            service.patches = [.fails(APIError(status: 403, message: "no")), .answers(Image.sample().record())]
            wrong.correctFormat()
            await wrong.finish()
            #expect(wrong.actualFormat == "raw")
            service.records = [active(size: 3_000_000)]
            wrong.correctFormat()
            try await until { !wrong.isUnderWay }
            #expect(wrong.state == .verified("size and SHA-512 match what was sent"))
            #expect(wrong.actualFormat == nil)
            let patch = ImagePatch([.replace(.diskFormat, .string("raw"))])
            #expect(service.calls.count { $0 == .patch("one", patch) } == 2)
        }
    }

    @Test("a stream that is refused for its format has the format that the service says; an unsafe one has none")
    func streamFormat() async throws {
        let messages = [
            ("Image disk_format qcow2 does not match stream data vmdk", "vmdk"),
            ("Image disk_format qcow2 does not match stream data gpt", "raw"), ("Image failed safety checks", nil),
        ]
        for (message, format) in messages {
            service.uploads = [.fails(APIError(status: 415, message: message))]
            var image = Image.sample()
            image.diskFormat = "qcow2"
            var surroundings = Surroundings()
            surroundings.standardInput = ImageData(
                size: nil, chunks: AsyncThrowingStream<[UInt8], any Error> { $0.finish() })
            let transfer = TransferModel(
                .send(.standardInput, .upload(store: nil)), to: image, api: service, surroundings: surroundings,
                onRead: { _ in }, onChange: { _ in })
            transfer.begin()
            await transfer.finish()
            #expect(transfer.actualFormat == format)
            #expect(transfer.failure?.reason.contains("unsafe") == (format == nil))
        }
    }
}
