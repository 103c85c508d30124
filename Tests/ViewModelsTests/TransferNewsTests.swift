import Foundation
import ImageModel
import Testing

@testable import ViewModels

/// What is new of the transfers, until a person has seen it.
@Suite(.timeLimit(.minutes(10))) @MainActor struct TransferNewsTests {
    private let service = ScriptedService()

    private func transfers() -> Transfers {
        let notes = TransferNotes(memory: .none, place: Workspace.Place(cloud: "local"), surroundings: Surroundings())
        return Transfers(api: service, surroundings: Surroundings(), notes: notes) { _ in }
    }

    private func send(
        _ name: String, by transfers: Transfers, _ folder: TestFolder, _ end: ScriptedService.Step<String>
    ) throws -> TransferModel {
        service.uploads = [end]
        service.record = Image.sample(status: .active, size: 3, hashAlgorithm: "sha512", secureHash: "abc").record()
        let file = DataFile(path: try folder.write("disk.raw", [1, 2, 3]), size: 3)
        return transfers.add(
            .send(.file(file), .upload(store: nil)), to: .sample(name, name: name), offer: TransferOffer())
    }

    @Test("how a transfer ends is news until it is seen; that it is called off is none")
    func ends() async throws {
        try await TestFolder.use { folder in
            let transfers = transfers()
            let first = try send("first", by: transfers, folder, .answers("abc"))
            #expect(transfers.news == nil)
            await first.finish()
            #expect(transfers.news === first)
            transfers.markSeen()
            #expect(transfers.news == nil)
            let second = try send("second", by: transfers, folder, .hangs)
            second.cancel()
            await second.finish()
            #expect(second.state == .cancelled && transfers.news == nil)
            // What is brought again has another end.
            service.uploads = [.answers("abc")]
            second.retry()
            await second.finish()
            #expect(transfers.news === second)
            transfers.clearFinished()
            #expect(transfers.news == nil && transfers.all.isEmpty)
        }
    }

    @Test("a failure is not hidden by what works out after it")
    func failure() async throws {
        try await TestFolder.use { folder in
            let transfers = transfers()
            let failed = try send("failed", by: transfers, folder, .fails(APIError(status: 503, message: "full")))
            await failed.finish()
            let good = try send("good", by: transfers, folder, .answers("abc"))
            await good.finish()
            #expect(transfers.news === failed)
            transfers.markSeen()
            let other = try send("other", by: transfers, folder, .answers("abc"))
            await other.finish()
            #expect(transfers.news === other)
        }
    }
}
