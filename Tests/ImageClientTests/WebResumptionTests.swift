import AsyncHTTPClient
import Clouds
import ImageModel
import NIOHTTP1
import ScriptedServer
import Testing

@testable import ImageClient

/// An address of the web that breaks off: what it takes to go on with it, and what is not put to what has come.
@Suite(.timeLimit(.minutes(10))) struct WebResumptionTests {
    private static let data = "0123456789"
    private static let tagged = ["Accept-Ranges: bytes", #"ETag: "a""#]
    private static let closed = "the connection was closed before there was a whole answer"

    /// Sends what is asked for, and closes after so many bytes of it.
    private static func sends(
        _ request: ScriptedServer.Request, _ headers: [String] = tagged, only count: Int = data.count
    ) -> ScriptedServer.Step {
        let range = request.headers.first(name: "Range")
        let start = range.flatMap { Int($0.dropFirst("bytes=".count).dropLast()) } ?? 0
        var lines = ["HTTP/1.1 200 OK"]
        if range != nil {
            lines = ["HTTP/1.1 206 Partial Content", "Content-Range: bytes \(start)-\(data.count - 1)/\(data.count)"]
        }
        lines += ["Content-Length: \(data.count - start)"] + headers
        return .raw(lines.joined(separator: "\r\n") + "\r\n\r\n" + data.dropFirst(start).prefix(count))
    }

    /// Runs a source of a scripted server, and a client that sends on to the same server.
    private func use(
        _ script: @escaping ScriptedServer.Script,
        while body: @escaping @Sendable (WebSource, ImageClient, ScriptedServer) async throws -> Void
    ) async throws {
        try await TestClient.use(script) { client, server in
            let http = HTTPClient(configuration: .web)
            do {
                try await body(WebSource(http: http), client, server)
                try await http.shutdown()
            } catch {
                try await http.shutdown()
                throw error
            }
        }
    }

    private static func read(_ data: ImageData) async throws -> String {
        var bytes: [UInt8] = []
        for try await chunk in data.chunks { bytes += chunk }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(
        "what is cut off is gone on with from the byte that it has come to, as often as some of it has come",
        arguments: [
            (tagged, #""a""#),
            (
                [
                    "Accept-Ranges: bytes", "Last-Modified: Mon, 02 Nov 2026 10:00:00 GMT",
                    "Date: Mon, 30 Nov 2026 10:00:00 GMT",
                ], "Mon, 02 Nov 2026 10:00:00 GMT"
            ),
        ])
    func resumed(headers: [String], validator: String) async throws {
        try await use { request, number in
            switch number {
            case 0: Self.sends(request, headers, only: 4)
            case 1: .answer(503)
            case 2: Self.sends(request, headers, only: 3)
            default: Self.sends(request, headers)
            }
        } while: { source, _, server in
            let data = try await source.data(at: server.url + "/disk.raw")
            #expect(data.size == 10)
            let text = try await Self.read(data)
            #expect(text == Self.data)
            #expect(server.requests.count == 4)
            #expect(server.requests[0].headers["Range"] == [] && server.requests[0].headers["If-Range"] == [])
            for request in server.requests.dropFirst() { #expect(request.headers["If-Range"] == [validator]) }
        }
    }

    @Test("the cloud sees one stream, however often the address is asked")
    func oneStream() async throws {
        try await use { request, _ in
            guard request.method == .GET else { return .answer(204) }
            return Self.sends(request, only: request.headers.contains(name: "Range") ? 10 : 4)
        } while: { source, client, server in
            let data = try await source.data(at: server.url + "/disk.raw")
            let receipt = try await client.upload(data, of: TestClient.id, to: .store(nil)) { _ in }
            #expect(receipt.size == 10)
            #expect(server.requests.filter { $0.method == .PUT }.map(\.text) == [Self.data])
        }
    }

    @Test("what does not come on in so many attempts is given up")
    func patience() async throws {
        try await use { request, _ in
            Self.sends(request, only: 0)
        } while: { source, _, server in
            var source = source
            source.resumption = Resumption(patience: 3)
            let data = try await source.data(at: server.url + "/disk.raw")
            let broken = APIError(kind: .source, message: "127.0.0.1 broke off its data: \(Self.closed).")
            await #expect(throws: broken) { try await Self.read(data) }
            #expect(server.requests.count == 3)
        }
    }

    @Test(
        "what may be other data, or another part, is not put to what has come",
        arguments: [
            (.answer(200, body: data), "asked for the rest, it answers as for other data"),
            (
                .answer(206, headers: [("Content-Range", "bytes 0-9/10"), ("ETag", #""b""#)], body: data),
                "asked for the rest, it answers as for other data"
            ),
            (
                .answer(206, headers: [("Content-Range", "bytes 9-9/10")], body: "9"),
                "asked for the rest, it sends another part"
            ),
            (
                .answer(206, headers: [("Content-Range", "bytes 0-10/11")], body: data + "0"),
                "asked for the rest, it sends another part"
            ),
            (.answer(206, body: data), "asked for the rest, it sends another part"),
            (.answer(404), "asked for the rest, it answers 404"),
        ] as [(ScriptedServer.Step, String)])
    func other(_ answer: ScriptedServer.Step, _ reason: String) async throws {
        try await use { request, number in
            number == 0 ? Self.sends(request, only: 0) : answer
        } while: { source, _, server in
            let data = try await source.data(at: server.url + "/disk.raw")
            let broken = APIError(kind: .source, message: "127.0.0.1 broke off its data: \(reason).")
            await #expect(throws: broken) { try await Self.read(data) }
            #expect(server.requests.count == 2)
        }
    }

    @Test(
        "parts are asked for where a server tells them, and tells for certain whether the data is still the same",
        arguments: [
            ([("Accept-Ranges", "bytes"), ("ETag", #""a""#)], #""a""#),
            ([("Accept-Ranges", "Bytes"), ("ETag", #""a""#), ("Last-Modified", "1"), ("Date", "2")], #""a""#),
            ([("Accept-Ranges", "bytes"), ("Last-Modified", "1"), ("Date", "2")], "1"),
            ([("Accept-Ranges", "bytes"), ("Last-Modified", "2"), ("Date", "2")], nil),
            ([("Accept-Ranges", "bytes"), ("Last-Modified", "1")], nil),
            ([("Accept-Ranges", "bytes"), ("ETag", #"W/"a""#), ("Last-Modified", "1"), ("Date", "2")], nil),
            ([("Accept-Ranges", "bytes")], nil), ([("Accept-Ranges", "none"), ("ETag", #""a""#)], nil),
            ([("ETag", #""a""#)], nil),
        ] as [([(String, String)], String?)])
    func validator(_ headers: [(String, String)], _ value: String?) {
        #expect(WebValidator(HTTPHeaders(headers))?.value == value)
    }
}
