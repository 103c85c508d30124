import Foundation
import ImageModel
import Testing

@testable import ViewModels

/// An upload that is over here before the service has answered, when all of it had gone out.
@Suite(.timeLimit(.minutes(10))) @MainActor struct CalledOffUploadTests {
    private let service = ScriptedService()
    private let bytes = [UInt8](repeating: 7, count: 3_000_000)

    /// An upload, called off when all of it is sent and the answer is awaited.
    private func calledOff(
        _ route: TransferPlan.Route = .upload(store: nil), _ body: (TransferModel) async throws -> Void
    ) async throws {
        try await TestFolder.use { folder in
            service.uploads = [.waits(Gate(), "abc")]
            let file = DataFile(path: try folder.write("disk.raw", bytes), size: Int64(bytes.count))
            let transfer = TransferModel(
                .send(.file(file), route), to: .sample(), api: service,
                offer: TransferOffer(methods: ["glance-direct"]), onRead: { _ in }
            ) { if $0.state == .waiting { $0.begin() } }
            transfer.begin()
            try await until { transfer.answerAwaited != nil }
            transfer.cancel()
            await transfer.finish()
            #expect(transfer.state == .cancelled)
            try await body(transfer)
        }
    }

    private func record(_ status: ImageStatus, hash: String? = nil) -> ScriptedService.Step<ImageRecord> {
        let size: Int64? = hash == nil ? nil : 3_000_000
        return .answers(
            Image.sample(status: status, size: size, hashAlgorithm: hash.map { _ in "sha512" }, secureHash: hash)
                .record())
    }

    @Test("it is said that the cloud may still store it, and what was sent is written down")
    func words() async throws {
        try await calledOff { transfer in
            #expect(transfer.isLeftToService && transfer.mayHaveArrived)
            #expect(transfer.outlook == "All of it had been sent: the cloud may still store it.")
            #expect(transfer.mayRetry && transfer.otherWays.isEmpty)
            let place = PlaceNote(cloud: "demo", project: "lab", address: "http://keystone")
            let entry = try #require(JournalEntry(transfer, time: Date(), place: place, isSeen: true))
            #expect(entry.text == transfer.outlook)
            #expect(entry.note?.receipt == UploadReceipt(size: 3_000_000, sha512: "abc"))
        }
    }

    @Test("what the cloud stores all the same is followed and compared with what was sent, and not sent again")
    func arrived() async throws {
        try await calledOff { transfer in
            service.records = [record(.saving), record(.active, hash: "abc")]
            transfer.retry()
            #expect(transfer.state == .verifying && !transfer.isLeftToService)
            await transfer.finish()
            #expect(transfer.state == .verified("size and SHA-512 match what was sent"))
            #expect(service.calls == [.upload("one"), .image("one"), .image("one")])
        }
        try await calledOff { transfer in
            service.records = [record(.active, hash: "another")]
            transfer.retry()
            await transfer.finish()
            #expect(transfer.failure?.reason == "The service's SHA-512 is not that of what was sent.")
        }
    }

    @Test("what the cloud has given up is sent again")
    func givenUp() async throws {
        try await calledOff { transfer in
            service.uploads = [.answers("abc")]
            service.records = [record(.queued), record(.active, hash: "abc")]
            transfer.retry()
            try await until { !transfer.isUnderWay }
            #expect(transfer.state == .verified("size and SHA-512 match what was sent"))
            #expect(service.calls == [.upload("one"), .image("one"), .upload("one"), .image("one")])
            #expect(service.received == [bytes, bytes])
        }
    }

    @Test("looking at it can be called off as well, and leaves it as it was")
    func calledOffAgain() async throws {
        try await calledOff { transfer in
            service.records = [.hangs]
            transfer.retry()
            try await until { transfer.state == .verifying }
            transfer.cancel()
            await transfer.finish()
            #expect(transfer.state == .cancelled && transfer.mayHaveArrived)
        }
    }

    @Test("what was staged is not stored without an import: there is nothing to look for")
    func staged() async throws {
        try await calledOff(.staged(.usual)) { transfer in
            #expect(!transfer.isLeftToService && transfer.outlook.isEmpty)
        }
    }

    @Test("where a proxy answers in the service's place, what has arrived is compared with what was sent")
    func proxy() async throws {
        for (hash, isGood) in [("abc", true), ("another", false)] {
            try await TestFolder.use { folder in
                service.sentHash = "abc"
                service.uploads = [.fails(APIError(status: 504, message: "Gateway Time-out"))]
                service.records = [record(.saving), record(.active, hash: hash)]
                let file = DataFile(path: try folder.write("disk.raw", bytes), size: Int64(bytes.count))
                let transfer = TransferModel(
                    .send(.file(file), .upload(store: nil)), to: .sample(), api: service, onRead: { _ in },
                    onChange: { _ in })
                transfer.begin()
                await transfer.finish()
                let isVerified = transfer.state == .verified("size and SHA-512 match what was sent")
                #expect(isVerified == isGood && (transfer.failure == nil) == isGood, "\(transfer.state)")
            }
        }
    }
}
