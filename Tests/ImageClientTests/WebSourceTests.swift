import AsyncHTTPClient
import Clouds
import ImageModel
import NIOHTTP1
import ScriptedServer
import Testing

@testable import ImageClient

/// Reading an address of the web, and sending it on.
@Suite struct WebSourceTests {
    /// Runs a source that reads what a server answers, and a client that sends it on to the same server.
    private func use(
        _ answer: ScriptedServer.Step,
        while body: @escaping @Sendable (WebSource, ImageClient, String) async throws -> Void
    ) async throws {
        try await TestClient.use { request, _ in
            request.method == .PUT ? .answer(204) : answer
        } while: { client, server in
            let http = HTTPClient(configuration: .web)
            do {
                try await body(WebSource(http: http), client, server.url + "/disk.raw")
                try await http.shutdown()
            } catch {
                try await http.shutdown()
                throw error
            }
        }
    }

    @Test(
        "an address that breaks off is told by its host and the reason, and is no failure of the service it is sent to"
    )
    func breaksOff() async throws {
        try await use(.raw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123")) { source, client, url in
            let data = try await source.data(at: url)
            #expect(data.size == 10)
            let broken = APIError(
                kind: .source,
                message: "127.0.0.1 broke off its data: the connection was closed before there was a whole answer.")
            await #expect(throws: broken) {
                try await client.upload(data, of: TestClient.id, to: .store(nil)) { _ in }
            }
        }
    }

    @Test("where nobody listens, that is said, and not waited for")
    func refused() async throws {
        let http = HTTPClient(configuration: .web)
        var source = WebSource(http: http)
        // Who tries again and again comes to no end in this time, and says that there was no answer.
        source.answerTime = .seconds(8)
        let message = "http://127.0.0.1:1/disk.raw cannot be read: connection refused."
        do throws(APIError) {
            _ = try await source.data(at: "http://127.0.0.1:1/disk.raw")
            Issue.record("There was data where nobody listens.")
        } catch {
            #expect(error == APIError(kind: .source, message: message))
        }
        try await http.shutdown()
    }

    @Test("an address that is read to its end is sent on as it is")
    func whole() async throws {
        try await use(.answer(200, body: "0123456789")) { source, client, url in
            let receipt = try await client.upload(try await source.data(at: url), of: TestClient.id, to: .store(nil)) {
                _ in
            }
            #expect(receipt.size == 10)
        }
    }

    @Test("what may be secret in an address is not told where it gives no data", .timeLimit(.minutes(10)))
    func secrets() async throws {
        @Sendable func secret(_ url: String) -> String { url.replacing("://", with: "://me:s3cret@") + "?signature=x" }
        try await use(.answer(404)) { source, _, url in
            let refused = APIError(kind: .source, message: "\(url) answers 404, not with data.")
            await #expect(throws: refused) { try await source.data(at: secret(url)) }
        }
        try await use(.stall("")) { source, _, url in
            var source = source
            source.answerTime = .milliseconds(200)
            let hurried = source
            let silent = APIError(kind: .source, message: "\(url) cannot be read: no answer in time.")
            await #expect(throws: silent) { try await hurried.data(at: secret(url)) }
        }
    }

    @Test("a server that takes a request and never answers is given up", .timeLimit(.minutes(10)))
    func silent() async throws {
        try await use(.stall("")) { source, _, url in
            var source = source
            source.answerTime = .milliseconds(200)
            let hurried = source
            let error = await #expect(throws: APIError.self) { try await hurried.data(at: url) }
            #expect(error == APIError(kind: .source, message: "\(url) cannot be read: no answer in time."))
        }
    }
}
