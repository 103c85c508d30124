import ImageModel
import NIOHTTP1
import ScriptedServer
import Testing

@testable import ImageClient

/// How the client reads an image's data.
@Suite struct DownloadTests {
    /// All that comes, after the place where it begins and the size of the whole.
    private static func read(_ download: ImageDownload) async throws -> String {
        var bytes: [UInt8] = []
        for try await chunk in download.chunks { bytes += chunk }
        return "\(download.start) \(download.size ?? -1) " + String(decoding: bytes, as: UTF8.self)
    }

    @Test("the whole is asked for without a range, and a part from a place on with one")
    func ranges() async throws {
        try await TestClient.use { request, _ in
            request.headers["Range"].isEmpty
                ? .answer(200, body: "0123456789")
                : .answer(206, headers: [("Content-Range", "bytes 4-9/10")], body: "456789")
        } while: { client, server in
            try await #expect(Self.read(client.download(TestClient.id, from: 0)) == "0 10 0123456789")
            try await #expect(Self.read(client.download(TestClient.id, from: 4)) == "4 10 456789")
            #expect(server.requests.map(\.path) == Array(repeating: "/v2/images/\(TestClient.id)/file", count: 2))
            #expect(server.requests.map { $0.headers["Range"] } == [[], ["bytes=4-"]])
            #expect(server.requests.map(\.token) == [TestClient.token, TestClient.token])
        }
    }

    @Test("a service that knows no ranges begins at the beginning, and says so")
    func wholeInstead() async throws {
        try await TestClient.use { _, _ in
            .answer(200, body: "0123456789")
        } while: { client, _ in
            try await #expect(Self.read(client.download(TestClient.id, from: 4)) == "0 10 0123456789")
        }
    }

    @Test("an image without data has none")
    func nothing() async throws {
        try await TestClient.use { _, _ in
            .answer(204)
        } while: { client, _ in
            try await #expect(Self.read(client.download(TestClient.id, from: 0)) == "0 0 ")
        }
    }

    @Test(
        "a refusal is told as any other",
        arguments: [(403, APIError.Kind.forbidden), (404, .notFound), (416, .otherStatus), (503, .unavailable)])
    func refused(_ status: Int, _ kind: APIError.Kind) async throws {
        try await TestClient.use { _, _ in
            .answer(status, body: #"{"message": "no"}"#)
        } while: { client, _ in
            let error = await #expect(throws: APIError.self) { try await client.download(TestClient.id, from: 1) }
            #expect(error == APIError(kind: kind, status: status, message: "no"))
        }
    }

    @Test("a token that is rejected is renewed once")
    func renewed() async throws {
        try await TestClient.use { _, number in
            number == 0 ? .answer(401) : .answer(200, body: "data")
        } while: { client, server in
            try await #expect(Self.read(client.download(TestClient.id, from: 0)) == "0 4 data")
            #expect(server.requests.map(\.token) == [TestClient.token, "t1"])
        }
    }

    @Test("data that ends too early is a failure, and not a shorter image")
    func cutOff() async throws {
        try await TestClient.use { _, _ in
            .raw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123")
        } while: { client, _ in
            let download = try await client.download(TestClient.id, from: 0)
            let error = await #expect(throws: APIError.self) { _ = try await Self.read(download) }
            #expect(error?.kind == .noAnswer)
        }
    }

    @Test(
        "an answer that does not say which part it is cannot be used",
        arguments: [nil, "bytes */10", "bytes 4-3/10", "bytes 4-10/10", "lines 4-9/10", "bytes 4-9"])
    func senseless(_ range: String?) async throws {
        try await TestClient.use { _, _ in
            .answer(206, headers: range.map { [("Content-Range", $0)] } ?? [], body: "456789")
        } while: { client, _ in
            let error = await #expect(throws: APIError.self) { try await client.download(TestClient.id, from: 4) }
            #expect(error?.kind == .notUnderstood)
        }
    }

    @Test("a range's size may be left open")
    func openSize() {
        #expect(ContentRange("bytes 4-9/*")?.size == nil)
        #expect(ContentRange("bytes 4-9/*")?.first == 4)
    }
}
