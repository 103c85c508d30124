import Foundation
import ScriptedServer
import Testing

@testable import Clouds

/// Logins that fail, and what they say.
extension CloudSessionTests {
    @Test(
        "a refusal carries Keystone's words, as text",
        arguments: [
            (
                401, #"{"error": {"code": 401, "title": "Unauthorized", "message": "The request requires a login."}}"#,
                "The request requires a login."
            ),
            (502, "<html><body><h1>502 Bad Gateway</h1><hr>nginx</body></html>", "nginx"), (429, "slower", "slower"),
        ])
    func refused(_ status: Int, _ body: String, _ message: String) async throws {
        try await Self.use { _, _ in
            .answer(status, body: body)
        } while: { session, _ in
            let error = await Self.error(session)
            #expect(error == .refused(status: status, message: message))
            #expect(error?.description == "Keystone refused the login (\(status)): \(message)")
        }
    }

    @Test(
        "a credential or a token that Keystone does not know is refused as a wrong password is; another server's 404 is not",
        arguments: [
            .applicationCredential(.id("a1"), secret: Secret(password)), .token(Secret(password)),
        ] as [CloudConfiguration.AuthMethod])
    func unknown(_ method: CloudConfiguration.AuthMethod) async throws {
        let unknown = #"{"error": {"code": 404, "title": "Not Found", "message": "Could not find it."}}"#
        for (body, status) in [(unknown, 401), ("<html>no such page</html>", 404)] {
            try await Self.use {
                $0.authMethod = method
            } keystone: { _, _ in
                .answer(404, body: body)
            } while: { session, _ in
                guard case .refused(let found, _) = await Self.error(session) else {
                    Issue.record("not refused")
                    return
                }
                #expect(found == status)
            }
        }
    }

    @Test(
        "what is not Keystone is told",
        arguments: [
            .answer(200, body: "<html>welcome</html>"), .answer(201, body: "{}"),
            .answer(201, headers: [("X-Subject-Token", "t")], body: "{}"), .answer(300, body: #"{"versions": []}"#),
            .answer(302, headers: [("Location", "http://elsewhere")]),
        ] as [ScriptedServer.Step])
    func notKeystone(_ step: ScriptedServer.Step) async throws {
        try await Self.use { _, _ in
            step
        } while: { session, server in
            let reason = "what answers at \(server.url) is not Keystone v3"
            #expect(await Self.error(session) == .transport(TransportError(.notUnderstood, reason: reason)))
            #expect(server.requests.count == 1)
        }
    }

    @Test(
        "no proper answer is told apart",
        arguments: [
            (.raw(""), .noAnswer), (.raw("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{"), .noAnswer),
            (.raw("SSH-2.0-OpenSSH_9.9\r\n"), .notUnderstood),
            (.answer(201, body: String(repeating: " ", count: 1 << 23)), .notUnderstood),
        ] as [(ScriptedServer.Step, TransportError.Kind)])
    func noAnswer(_ step: ScriptedServer.Step, _ kind: TransportError.Kind) async throws {
        try await Self.use { _, _ in
            step
        } while: { session, _ in
            guard case .transport(let error) = await Self.error(session) else {
                Issue.record("not a failure of transport")
                return
            }
            #expect(error.kind == kind)
        }
    }

    @Test("a refused connection is told at once, in the system's words")
    func refusedConnection() async throws {
        // Nobody but the system's own services may listen on this port, and none does.
        try await Self.with(Self.configuration("http://127.0.0.1:1")) { session in
            guard case .transport(let error) = await Self.error(session) else {
                Issue.record("not a failure of transport")
                return
            }
            #expect(error.kind == .noAnswer)
            #expect(error.reason == "cannot connect to 127.0.0.1:1: connection refused" && error.isUnsent)
        }
    }

    @Test(
        "an address that leads nowhere is told in words",
        arguments: [
            ("http://no-such-host.invalid", "the name no-such-host.invalid does not resolve"),
            ("keystone.example:5000", "the address is no http:// or https:// address"),
            ("keystone.example", "the address is no http:// or https:// address"),
            ("ftp://keystone.example", "the address is no http:// or https:// address"),
            ("http://", "the address is no http:// or https:// address"),
        ])
    func nowhere(_ url: String, _ reason: String) async throws {
        try await Self.with(Self.configuration(url)) { session in
            guard case .transport(let error) = await Self.error(session) else {
                Issue.record("not a failure of transport")
                return
            }
            #expect(error.kind == .noAnswer && error.reason == reason)
            #expect(error.isUnsent == reason.hasSuffix("does not resolve"))
        }
    }

    @Test("neither the password nor a token is in any description, mirror or error")
    func secrets() async throws {
        try await Self.use { request, number in
            switch number {
            case 0: .answer(500, body: "<body>You sent " + Self.password + "</body>")
            case 1: .answer(400, body: #"{"error": {"message": "no \#(Self.password)"}}"#)
            case 2: .answer(200, headers: [("X-Subject-Token", "t0ken-unseen")], body: Self.password)
            default: Self.login("t0ken-unseen")
            }
        } while: { session, server in
            // The session itself is not dumped: the HTTP client in it leads to everything that runs.
            var seen: [Any] = [Self.configuration(server.url), "\(session)"]
            for _ in 0..<3 { seen.append(await Self.error(session) as Any) }
            seen.append(try await session.access())
            seen.append(Secret("t0ken-unseen"))
            for value in seen {
                var dumped = ""
                dump(value, to: &dumped)
                for text in ["\(value)", String(reflecting: value), dumped] {
                    #expect(!text.contains(Self.password) && !text.contains("t0ken-unseen"))
                }
            }
        }
    }
}
