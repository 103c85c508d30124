import ImageModel
import Synchronization
import Testing

@testable import ViewModels

/// All of the data has gone out, and the service has yet to answer.
@Suite(.timeLimit(.minutes(10))) @MainActor struct AwaitedAnswerTests {
    private let service = ScriptedService()

    /// A clock that a test sets.
    private final class Clock: Sendable {
        private let moment = Mutex(ContinuousClock.now)

        var now: ContinuousClock.Instant { moment.withLock { $0 } }

        func advance(by duration: Duration) { moment.withLock { $0 += duration } }
    }

    /// Three bytes.
    private nonisolated static func data(size: Int64?, breaksOff: Bool = false) -> ImageData {
        ImageData(
            size: size,
            chunks: AsyncThrowingStream<[UInt8], any Error> {
                $0.yield([1, 2])
                $0.yield([3])
                $0.finish(throwing: breaksOff ? APIError(kind: .source, message: "broken") : nil)
            })
    }

    /// A transfer of them.
    private func transfer(size: Int64?, _ clock: Clock) -> TransferModel {
        var surroundings = Surroundings(standardInput: Self.data(size: size))
        surroundings.instant = { clock.now }
        let transfer = TransferModel(
            .send(.standardInput, .upload(store: nil)), to: .sample(), api: service, surroundings: surroundings,
            onRead: { _ in }, onChange: { _ in })
        transfer.begin()
        return transfer
    }

    @Test(
        "how long it is awaited is known from the last byte on, of data of any size",
        arguments: [3, nil] as [Int64?])
    func awaited(size: Int64?) async throws {
        let gate = Gate()
        service.uploads = [.waits(gate, "abc")]
        let image = Image.sample(status: .active, size: 3, hashAlgorithm: "sha512", secureHash: "abc")
        service.records = [.answers(image.record())]
        let clock = Clock()
        let transfer = transfer(size: size, clock)
        #expect(transfer.answerAwaited == nil && transfer.isMoving)
        try await until { transfer.answerAwaited != nil }
        #expect(transfer.bytesSent == 3 && transfer.state == .sending && !transfer.isMoving)
        clock.advance(by: .seconds(90))
        #expect(transfer.answerAwaited == .seconds(90))
        gate.open()
        await transfer.finish()
        #expect(transfer.state == .verified("size and SHA-512 match what was sent"))
        #expect(transfer.answerAwaited == nil)
    }

    @Test("one that only awaits its answer leaves the line to the next, as long as there are few connections")
    func turns() async throws {
        try await TestFolder.use { folder in
            let gates = (0..<6).map { _ in Gate() }
            service.uploads = gates.map { .waits($0, "abc") }
            service.record =
                Image.sample(status: .active, size: 3, hashAlgorithm: "sha512", secureHash: "abc").record()
            let notes = TransferNotes(
                memory: .none, place: Workspace.Place(cloud: "local"), surroundings: Surroundings())
            let transfers = Transfers(api: service, surroundings: Surroundings(), notes: notes) { _ in }
            let file = DataFile(path: try folder.write("disk.raw", [1, 2, 3]), size: 3)
            let all = (0..<6).map { number in
                transfers.add(
                    .send(.file(file), .upload(store: nil)), to: .sample("image-\(number)"), offer: TransferOffer())
            }
            #expect(all.map(\.state) == [.sending, .sending, .waiting, .waiting, .waiting, .waiting])
            try await until { all.count(where: { $0.answerAwaited != nil }) == 4 }
            await settle()
            #expect(all.map(\.state) == [.sending, .sending, .sending, .sending, .waiting, .waiting])
            gates[0].open()
            try await until { all[4].answerAwaited != nil }
            await settle()
            #expect(all[5].state == .waiting && all.count(where: { $0.state == .sending }) == 4)
            for gate in gates { gate.open() }
            try await until { transfers.underWay.isEmpty }
            let verified = TransferModel.State.verified("size and SHA-512 match what was sent")
            #expect(all.allSatisfy { $0.state == verified })
        }
    }

    @Test("what a proxy has answered in the service's place sends nothing either while it is looked at")
    func proxy() async throws {
        service.uploads = [.fails(APIError(status: 504, message: "Gateway Time-out"))]
        service.records = [.hangs]
        let transfer = transfer(size: 3, Clock())
        try await until { service.calls.contains(.image("one")) }
        #expect(transfer.answerAwaited != nil && !transfer.isMoving)
        transfer.cancel()
        await transfer.finish()
        #expect(transfer.state == .cancelled && transfer.answerAwaited == nil)
    }

    /// What was told of the end of some data.
    private final class Ends: Sendable {
        private let sizes = Mutex<[Int64]>([])

        var told: [Int64] { sizes.withLock { $0 } }

        func tell(_ size: Int64) { sizes.withLock { $0.append(size) } }
    }

    @Test("the end of data is told once, with its size, and not of data that breaks off", arguments: [false, true])
    nonisolated func end(breaksOff: Bool) async {
        let ends = Ends()
        let data = Self.data(size: nil, breaksOff: breaksOff)
        var chunks = MeasuredChunks(data) { ends.tell($0) }.makeAsyncIterator()
        var count = 0
        do {
            while let piece = try await chunks.next() { count += piece.count }
            let more = try await chunks.next()
            #expect(more == nil && !breaksOff)
        } catch {
            #expect(breaksOff)
        }
        #expect(count == 3 && ends.told == (breaksOff ? [] : [3]))
    }
}
