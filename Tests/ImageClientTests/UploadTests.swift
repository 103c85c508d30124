import Crypto
import Foundation
import ImageModel
import NIOHTTP1
import ScriptedServer
import Synchronization
import TestSupport
import Testing

@testable import ImageClient

/// Sending an image's data.
@Suite struct UploadTests {
    /// Data of so many bytes, in which no two chunks are alike.
    private static func bytes(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](0..<251)
        while bytes.count < count { bytes += bytes }
        return [UInt8](bytes.prefix(count))
    }

    /// Data in chunks, and then an end, an error or nothing.
    private struct Source: AsyncSequence, Sendable {
        enum End: Sendable { case ends, fails, hangs }
        struct Broken: Error, CustomStringConvertible { let description = "the disk is broken" }

        let bytes: [UInt8]
        var end = End.ends
        /// Told when it is read to its end.
        var onEnd: @Sendable () -> Void = {}
        static let chunk = 1 << 18

        func makeAsyncIterator() -> Iterator { Iterator(source: self) }

        struct Iterator: AsyncIteratorProtocol {
            let source: Source
            var position = 0

            mutating func next() async throws -> [UInt8]? {
                let chunk = Array(source.bytes[position...].prefix(Source.chunk))
                position += chunk.count
                if !chunk.isEmpty { return chunk }
                switch source.end {
                case .ends:
                    source.onEnd()
                    return nil
                case .fails: throw Broken()
                case .hangs:
                    await waitForCancellation()
                    throw CancellationError()
                }
            }
        }
    }

    /// The numbers that a progress was told.
    private final class Progress: Sendable {
        private let numbers = Mutex<[Int64]>([])
        var told: [Int64] { numbers.withLock { $0 } }
        func tell(_ number: Int64) { numbers.withLock { $0.append(number) } }
    }

    private func upload(
        _ source: Source, size: Int64?, to client: ImageClient, progress: Progress = Progress()
    ) async throws(APIError) -> UploadReceipt {
        try await client.upload(ImageData(size: size, chunks: source), of: TestClient.id, to: .store(nil)) {
            progress.tell($0)
        }
    }

    @Test(
        "all the bytes arrive, with their length where it is known, and the receipt has their size and hash",
        arguments: [0, 1, 5 << 20], [true, false])
    func whole(_ count: Int, _ isKnown: Bool) async throws {
        let bytes = Self.bytes(count)
        try await TestClient.use { _, _ in
            .answer(204)
        } while: { client, server in
            let progress = Progress()
            let receipt = try await upload(
                Source(bytes: bytes), size: isKnown ? Int64(count) : nil, to: client, progress: progress)
            let hash = SHA512.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            #expect(receipt == UploadReceipt(size: Int64(count), sha512: hash))
            let request = try #require(server.requests.first)
            #expect(request.method == .PUT)
            #expect(request.path == "/v2/images/\(TestClient.id)/file")
            #expect(request.token == TestClient.token)
            #expect(request.headers["Content-Type"] == ["application/octet-stream"])
            #expect(request.headers["Content-Length"] == (isKnown ? ["\(count)"] : []))
            #expect(request.headers["Transfer-Encoding"] == (isKnown ? [] : ["chunked"]))
            #expect(request.body == bytes)
            #expect(progress.told == progress.told.sorted() && Set(progress.told).count == progress.told.count)
            #expect(progress.told.last == Int64(count))
        }
    }

    @Test(
        "a refusal that comes while the data is still going is told, and not that the connection was closed",
        arguments: [
            (401, .unauthorized), (404, .notFound), (409, .conflict), (410, .gone), (413, .tooLarge),
            (415, .unsupportedMediaType),
        ]
            as [(Int, APIError.Kind)])
    func early(_ status: Int, _ kind: APIError.Kind) async throws {
        for count in [0, 1, 1 << 20] {
            try await TestClient.use { _, _ in
                .early(status, after: count, body: #"{"message": "No."}"#)
            } while: { client, _ in
                let bytes = Self.bytes(16 << 20)
                let error = await #expect(throws: APIError.self) {
                    try await upload(Source(bytes: bytes), size: Int64(bytes.count), to: client)
                }
                #expect(error == APIError(kind: kind, status: status, message: "No."))
            }
        }
    }

    @Test("an upload that is answered 401 is not sent twice, and the next one has another token")
    func renewal() async throws {
        try await TestClient.use { request, _ in
            request.token == TestClient.token ? .answer(401) : .answer(204)
        } while: { client, server in
            let error = await #expect(throws: APIError.self) {
                try await upload(Source(bytes: [1, 2, 3]), size: 3, to: client)
            }
            #expect(error == APIError(status: 401, message: ""))
            _ = try await upload(Source(bytes: [1, 2, 3]), size: 3, to: client)
            #expect(server.requests.map(\.token) == [TestClient.token, "t1"])
        }
    }

    @Test("an error of the source is told as the source's", arguments: [0, 1 << 20])
    func source(_ count: Int) async throws {
        try await TestClient.use { _, _ in
            .answer(204)
        } while: { client, _ in
            let error = await #expect(throws: APIError.self) {
                try await upload(
                    Source(bytes: Self.bytes(count), end: .fails), size: Int64(count) + 1, to: client)
            }
            #expect(error == APIError(kind: .source, message: "the disk is broken"))
        }
    }

    @Test(
        "data that is longer or shorter than was said is the source's fault",
        arguments: [(5, 6), (6, 5), (0, 1)])
    func length(_ count: Int, _ said: Int64) async throws {
        try await TestClient.use { _, _ in
            .answer(204)
        } while: { client, _ in
            let error = await #expect(throws: APIError.self) {
                try await upload(Source(bytes: Self.bytes(count)), size: said, to: client)
            }
            #expect(error?.kind == .source)
        }
    }

    @Test(
        "an upload that is called off ends at once, whether the data, the network or the answer is waited for",
        arguments: [
            (.standStill(after: 1), .ends), (.stall(""), .hangs), (.stall(""), .ends),
            (.stall("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"), .ends),
        ] as [(ScriptedServer.Step, Source.End)])
    private func cancelled(_ step: ScriptedServer.Step, _ end: Source.End) async throws {
        let bytes = Self.bytes(32 << 20)
        try await TestClient.use { _, _ in
            step
        } while: { client, server in
            let task = Task {
                try await upload(Source(bytes: bytes, end: end), size: Int64(bytes.count), to: client)
            }
            try await until { !(server.requests.first?.body.isEmpty ?? true) }
            task.cancel()
            let error = await #expect(throws: APIError.self) { try await task.value }
            #expect(error == APIError(kind: .cancelled, message: ""))
        }
    }

    @Test(
        "the data is read to its end before there is an answer: who gives it knows whose turn it is",
        .timeLimit(.minutes(10)), arguments: [5, nil] as [Int64?])
    func readToItsEnd(size: Int64?) async throws {
        try await TestClient.use { _, _ in
            .stall("")
        } while: { client, _ in
            let (ends, end) = AsyncStream.makeStream(of: Void.self)
            let task = Task {
                try await upload(Source(bytes: Self.bytes(5), onEnd: { end.finish() }), size: size, to: client)
            }
            for await _ in ends {}
            task.cancel()
            let error = await #expect(throws: APIError.self) { try await task.value }
            #expect(error?.kind == .cancelled)
        }
    }

    @Test(
        "what was sent is told once all of it was, before there is an answer, and not where the source breaks off",
        .timeLimit(.minutes(10)))
    func sent() async throws {
        let bytes = Self.bytes(3 << 20)
        try await TestClient.use { _, number in
            number == 0 ? .stall("") : .answer(204)
        } while: { client, _ in
            let (receipts, told) = AsyncStream.makeStream(of: UploadReceipt.self)
            let task = Task {
                try await client.upload(
                    ImageData(size: Int64(bytes.count), chunks: Source(bytes: bytes)), of: TestClient.id,
                    to: .store(nil), progress: { _ in }, sent: { told.yield($0) })
            }
            var iterator = receipts.makeAsyncIterator()
            let hash = SHA512.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            let receipt = await iterator.next()
            #expect(receipt == UploadReceipt(size: Int64(bytes.count), sha512: hash))
            task.cancel()
            await #expect(throws: APIError.self) { try await task.value }
            await #expect(throws: APIError.self) {
                try await client.upload(
                    ImageData(size: nil, chunks: Source(bytes: bytes, end: .fails)), of: TestClient.id,
                    to: .store(nil), progress: { _ in }, sent: { told.yield($0) })
            }
            told.finish()
            let more = await iterator.next()
            #expect(more == nil)
        }
    }

    @Test("a connection that breaks off while the data is going is told")
    func brokenOff() async throws {
        try await TestClient.use { _, _ in
            .raw("")
        } while: { client, _ in
            let error = await #expect(throws: APIError.self) {
                try await upload(Source(bytes: [1]), size: 1, to: client)
            }
            #expect(error?.kind == .noAnswer)
        }
    }
}
