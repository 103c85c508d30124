import Clouds
import Foundation
import ImageModel
import NIOCore
import NIOPosix
import ScriptedServer
import Testing

@testable import ImageClient

/// What the client makes of a refusal, and of no proper answer.
@Suite struct FailureTests {
    /// The error of a show that is answered so.
    private func error(_ step: ScriptedServer.Step) async throws -> APIError? {
        try await TestClient.use { _, _ in
            step
        } while: { client, _ in
            await #expect(throws: APIError.self) { try await client.image(TestClient.id) }
        }
    }

    @Test(
        "each status has its kind, with the message and the request's id",
        arguments: [
            (400, .badRequest), (401, .unauthorized), (403, .forbidden), (404, .notFound), (409, .conflict),
            (410, .gone), (413, .tooLarge), (415, .unsupportedMediaType), (503, .unavailable), (507, .unavailable),
            (500, .otherStatus), (405, .otherStatus), (300, .otherStatus), (302, .otherStatus),
        ] as [(Int, APIError.Kind)])
    func status(_ status: Int, _ kind: APIError.Kind) async throws {
        let headers = [("x-openstack-request-id", "req-1"), ("Location", "http://elsewhere.invalid/")]
        let error = try await error(
            .answer(status, headers: headers, body: #"{"message": "No &lt;way&gt;.", "code": "\#(status)"}"#))
        #expect(error == APIError(kind: kind, status: status, message: "No <way>.", requestID: "req-1"))
    }

    @Test(
        "a refusal may come as one of Glance's pages, as text, or empty",
        arguments: [
            (
                """
                <html>
                 <head>
                  <title>403 Forbidden</title>
                 </head>
                 <body>
                  <h1>403 Forbidden</h1>
                  Attribute &#x27;status&#x27; is read-only.<br /><br />
                 </body>
                </html>
                """, "Attribute 'status' is read-only."
            ), ("plain words", "plain words"), ("", ""),
        ])
    func page(_ body: String, _ message: String) async throws {
        try await #expect(error(.answer(403, body: body)) == APIError(kind: .forbidden, status: 403, message: message))
    }

    @Test("Glance's answer at its root, which is no answer to anything else, is told as what it is")
    func choices() async throws {
        let versions = #"{"versions": [{"id": "v2.17", "status": "CURRENT"}]}"#
        #expect(
            try await error(.answer(300, body: versions))
                == APIError(kind: .otherStatus, status: 300, message: versions))
    }

    @Test(
        "an answer that is not what the API promises is not understood, and is shown as text",
        arguments: [
            (
                "<html><body>Please log in to the hotel's network.</body></html>",
                "Please log in to the hotel's network."
            ),
            ("", ""), ("[]", "[]"), (#"{"id": 5}"#, #"{"id": 5}"#), (#"{"id": "x"}"#, #"{"id": "x"}"#),
        ])
    func notUnderstood(_ body: String, _ message: String) async throws {
        #expect(
            try await error(.answer(200, body: body)) == APIError(kind: .notUnderstood, status: 200, message: message))
    }

    @Test("an error longer than any is cut off and said to be too long")
    func tooLong() async throws {
        let error = try await error(.answer(404, body: String(repeating: "x", count: ImageClient.errorLimit + 1)))
        #expect(error?.kind == .notUnderstood)
        #expect(error?.status == 404)
    }

    @Test(
        "an answer that breaks off, or never comes, is told apart",
        arguments: [
            (.raw(""), .noAnswer, "the connection was closed before there was a whole answer"),
            (
                .raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"), .noAnswer,
                "the connection was closed before there was a whole answer"
            ),
            (
                .raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"), .noAnswer,
                "the connection was closed before there was a whole answer"
            ),
            (.raw("220 ready\r\n"), .notUnderstood, "what answers does not speak HTTP, or wants https://"),
        ] as [(ScriptedServer.Step, APIError.Kind, String)])
    func brokenOff(_ step: ScriptedServer.Step, _ kind: APIError.Kind, _ message: String) async throws {
        try await #expect(error(step) == APIError(kind: kind, message: message))
    }

    @Test(
        "a server that stops answering, at the head or in the body, is given up",
        arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", "HTTP/1.1 404 Not Found\r\n"])
    func stalled(_ start: String) async throws {
        try await TestClient.use { _, _ in
            .stall(start)
        } while: { client, _ in
            var client = client
            client.answerTime = .milliseconds(200)
            let hurried = client
            let error = await #expect(throws: APIError.self) { try await hurried.image(TestClient.id) }
            #expect(error == APIError(kind: .timedOut, message: "no answer in time"))
        }
    }

    @Test(
        "a request that is called off ends at once, before the answer and within it",
        arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"])
    func cancelled(_ start: String) async throws {
        try await TestClient.use { _, _ in
            .stall(start)
        } while: { client, server in
            let request = Task { try await client.image(TestClient.id) }
            try await until { !server.requests.isEmpty }
            request.cancel()
            let error = await #expect(throws: APIError.self) { try await request.value }
            #expect(error?.kind == .cancelled)
        }
    }

    @Test("a rejected token is replaced once, and the request sent again")
    func renewal() async throws {
        try await TestClient.use { request, number in
            request.token == TestClient.token ? .answer(401) : .answer(201, body: TestClient.record)
        } while: { client, server in
            var new = NewImage()
            new.name = "alpine"
            _ = try await client.create(new)
            #expect(server.requests.map(\.token) == [TestClient.token, "t1"])
            #expect(server.requests.map(\.text) == [#"{"name":"alpine"}"#, #"{"name":"alpine"}"#])
            _ = try await client.create(new)
            #expect(server.requests.last?.token == "t1")
        }
    }

    @Test("a second rejection is final")
    func secondRejection() async throws {
        try await TestClient.use { _, _ in
            .answer(401, body: "no")
        } while: { client, server in
            let error = await #expect(throws: APIError.self) { try await client.image(TestClient.id) }
            #expect(error == APIError(status: 401, message: "no"))
            #expect(server.requests.map(\.token) == [TestClient.token, "t1"])
        }
    }

    @Test("a login that fails for another reason than who logs in is no word about an image")
    func login() {
        #expect(APIError(CloudError.refused(status: 401, message: "no")) == APIError(status: 401, message: "no"))
        for status in [429, 500, 503] {
            #expect(
                APIError(CloudError.refused(status: status, message: "no"))
                    == APIError(kind: .noLogin, status: status, message: "no"))
        }
        for status in [400, 404, 409, 410, 413, 415] {
            let refusal = CloudError.refused(status: status, message: "no")
            #expect(APIError(refusal) == APIError(kind: .noService, status: status, message: refusal.description))
        }
        #expect(
            APIError(CloudError.transport(TransportError(.timedOut, reason: "late")))
                == APIError(kind: .timedOut, message: "late"))
        #expect(
            APIError(CloudError.transport(TransportError(.notUnderstood, reason: "no Keystone")))
                == APIError(kind: .noService, message: "no Keystone"))
        let missing = CloudError.noImageService(region: nil, interface: "public", available: [])
        #expect(APIError(missing) == APIError(kind: .noService, message: missing.description))
    }

    @Test(
        "a server that repeats the request's token does not bring it into the error",
        arguments: [(401, #"{"message": "% is bad"}"#), (500, "X-Auth-Token: %"), (200, "<body>%</body>")])
    func token(_ status: Int, _ body: String) async throws {
        try await TestClient.use { request, _ in
            .answer(status, body: body.replacing("%", with: request.token ?? ""))
        } while: { client, server in
            let error = try #require(
                await #expect(throws: APIError.self) { try await client.image(TestClient.id) })
            let token = try #require(server.requests.last?.token)
            var dumped = ""
            dump(error, to: &dumped)
            #expect(!"\(error) \(dumped)".contains(token))
            #expect(error.message.contains("(secret)"))
        }
    }
}

/// Waits for a condition that is bound to come, of which nobody tells: what a server on another thread has read so far, or a
/// progress was told. Fails after a minute.
func until(_ condition: () -> Bool, sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let end = ContinuousClock.now + .seconds(60)
    while !condition() {
        try #require(ContinuousClock.now < end, "the condition did not come", sourceLocation: sourceLocation)
        // Between two looks, those that bring it about have the processor.
        try await Task.sleep(for: .milliseconds(2))
    }
}
