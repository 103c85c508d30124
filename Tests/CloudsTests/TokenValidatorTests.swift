import Foundation
import NIOHTTP1
import ScriptedServer
import Synchronization
import Testing

@testable import Clouds

/// How tokens are checked at Keystone, and for how long its answers are remembered.
@Suite(.timeLimit(.minutes(10))) struct TokenValidatorTests {
    /// A clock that a test moves, and that counts how often it is looked at.
    final class Clock: Sendable {
        static let start = Date(timeIntervalSince1970: 1_800_000_000)
        private let state = Mutex((now: start, looks: 0))

        var looks: Int { state.withLock { $0.looks } }
        func move(by seconds: TimeInterval) { state.withLock { $0.now += seconds } }
        func now() -> Date {
            state.withLock {
                $0.looks += 1
                return $0.now
            }
        }
    }

    /// How long a scripted Keystone may take: whatever the threads that it shares with the other tests have to do first.
    static let patience: Duration = .seconds(600)

    private static let token = Secret("gAAAAA-a-token")

    /// Keystone's answer about a token that ends some seconds after the clock's start.
    private static func document(expiresIn seconds: TimeInterval = 3600, project: String? = "p1") -> String {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let scope = project.map { #""project":{"id":"\#($0)","name":"demo","domain":{"id":"default"}},"# } ?? ""
        return """
            {"token":{"methods":["password"],"user":{"id":"u1","name":"ann","domain":{"id":"default"}},\(scope)
            "roles":[{"id":"1","name":"member"},{"id":"2","name":"reader"}],
            "issued_at":"2020-01-01T00:00:00.000000Z","expires_at":"\((Clock.start + seconds).formatted(style))"}}
            """
    }

    private static let refusal = ScriptedServer.Step.answer(
        401, body: #"{"error":{"code":401,"message":"no","title":"Unauthorized"}}"#)

    /// Runs a validator against a server; it is closed at the end.
    private static func use<Result: Sendable>(
        path: String = "", lives: TokenValidator.Lives = .init(), clock: Clock = Clock(),
        answer: @escaping @Sendable (ScriptedServer.Request) async -> ScriptedServer.Step,
        _ body: @escaping @Sendable (TokenValidator, ScriptedServer) async throws -> Result
    ) async throws -> Result {
        try await ScriptedServer.use({ request, _ in await answer(request) }) { server in
            let validator = TokenValidator(
                keystoneURL: server.url + path, lives: lives, answerTime: Self.patience
            ) { clock.now() }
            do {
                let result = try await body(validator, server)
                try await validator.shutdown()
                return result
            } catch {
                try await validator.shutdown()
                throw error
            }
        }
    }

    @Test(
        "a token asks about itself, wherever Keystone is",
        arguments: [
            ("", "/v3"), ("/", "/v3"), ("/v3", "/v3"), ("/v3/", "/v3"), ("/identity", "/identity/v3"),
            ("/identity/v3/", "/identity/v3"),
        ])
    func question(path: String, version: String) async throws {
        try await Self.use(path: path, answer: { _ in .answer(200, body: Self.document()) }) {
            validator, server async throws in
            let bearer = try #require(try await validator.bearer(of: Self.token))
            #expect(bearer.user == "u1")
            #expect(bearer.project == "p1")
            #expect(bearer.roles == ["member", "reader"])
            #expect(bearer.expires == Clock.start + 3600)
            let question = try #require(server.requests.first)
            #expect(server.requests.count == 1)
            #expect(question.method == .GET)
            #expect(question.path == "\(version)/auth/tokens?nocatalog")
            #expect(question.headers["X-Auth-Token"] == [Self.token.exposed])
            #expect(question.headers["X-Subject-Token"] == [Self.token.exposed])
            #expect(question.headers["Connection"] == ["close"])
            #expect(validator.url == server.url + version)
        }
    }

    @Test("a token of no project has none")
    func unscoped() async throws {
        try await Self.use(answer: { _ in .answer(200, body: Self.document(project: nil)) }) {
            validator, _ async throws in
            let bearer = try #require(try await validator.bearer(of: Self.token))
            #expect(bearer.project == nil)
        }
    }

    /// How long a token lives, a moment in seconds after it was first checked, and whether Keystone is asked again then.
    @Test(
        "an answer is remembered for its life, and never beyond the token's end",
        arguments: [
            (3600.0, 1.0, false), (3600, 299, false), (3600, 300, true), (3600, -1, true), (100, 99, false),
            (100, 100, true),
        ])
    func life(expiresIn: TimeInterval, moment: TimeInterval, asksAgain: Bool) async throws {
        let clock = Clock()
        try await Self.use(clock: clock, answer: { _ in .answer(200, body: Self.document(expiresIn: expiresIn)) }) {
            validator, server async throws in
            _ = try await validator.bearer(of: Self.token)
            clock.move(by: moment)
            _ = try await validator.bearer(of: Self.token)
            #expect(server.requests.count == (asksAgain ? 2 : 1))
        }
    }

    @Test("a token that has ended is nobody's, whatever Keystone says")
    func ended() async throws {
        try await Self.use(answer: { _ in .answer(200, body: Self.document(expiresIn: 0)) }) {
            validator, _ async throws in
            #expect(try await validator.bearer(of: Self.token) == nil)
        }
    }

    @Test("a token that is revoked is good until the answer's life ends, and then nobody's")
    func revoked() async throws {
        let clock = Clock()
        let isRevoked = Atomic(false)
        try await Self.use(
            clock: clock,
            answer: { _ in
                isRevoked.load(ordering: .sequentiallyConsistent) ? Self.refusal : .answer(200, body: Self.document())
            },
            { validator, _ async throws in
                #expect(try await validator.bearer(of: Self.token) != nil)
                isRevoked.store(true, ordering: .sequentiallyConsistent)
                #expect(try await validator.bearer(of: Self.token) != nil)
                clock.move(by: 300)
                #expect(try await validator.bearer(of: Self.token) == nil)
            })
    }

    @Test("a refusal is remembered for a few seconds only", arguments: [(4.0, 1), (5, 2)])
    func refusalLife(moment: TimeInterval, questions: Int) async throws {
        let clock = Clock()
        try await Self.use(clock: clock, answer: { _ in Self.refusal }) { validator, server async throws in
            #expect(try await validator.bearer(of: Self.token) == nil)
            clock.move(by: moment)
            #expect(try await validator.bearer(of: Self.token) == nil)
            #expect(server.requests.count == questions)
        }
    }

    @Test("made-up tokens do not drive out one that is somebody's")
    func flood() async throws {
        try await Self.use(answer: { question in
            question.token == Self.token.exposed
                ? .answer(200, body: Self.document()) : Self.refusal
        }) { validator, server async throws in
            _ = try await validator.bearer(of: Self.token)
            for number in 0..<200 { #expect(try await validator.bearer(of: Secret("made-up-\(number)")) == nil) }
            _ = try await validator.bearer(of: Self.token)
            #expect(server.requests.count == 201)
        }
    }

    @Test("many that wait for one token share a request, and one that goes away takes nothing from the others")
    func sharing() async throws {
        let clock = Clock()
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        // With no life at all, whoever does not share asks anew.
        let lives = TokenValidator.Lives(accepted: 0, refused: 0)
        try await Self.use(
            lives: lives, clock: clock,
            answer: { _ in
                for await _ in gate {}
                return .answer(200, body: Self.document())
            },
            { validator, server async throws in
                let waiters = (0..<50).map { _ in Task { try await validator.bearer(of: Self.token) } }
                // Each looks at the clock when it comes, and has joined the request before another can.
                while clock.looks < waiters.count { await Task.yield() }
                waiters[0].cancel()
                open.finish()
                for waiter in waiters.dropFirst() { #expect(try await waiter.value?.user == "u1") }
                _ = await waiters[0].result
                #expect(server.requests.count == 1)
            })
    }

    /// An answer that tells nothing of the token, and words of the error.
    static let improper: [(ScriptedServer.Step, String)] = [
        (.answer(500, body: "oops"), "answered 500"),
        (.answer(503), "answered 503"),
        (.answer(429), "answered 429"),
        (.answer(403, body: #"{"error":{"code":403}}"#), "answered 403"),
        (.answer(302, headers: [("Location", "http://127.0.0.1:1/")]), "answered 302"),
        (.answer(404, body: "<html>no such page</html>"), "not Keystone"),
        (.answer(200, body: "<html>welcome</html>"), "not Keystone"),
        (.answer(200, body: #"{"token":{}}"#), "not Keystone"),
    ]

    @Test("an improper answer is an error and is not remembered", arguments: improper)
    func improperAnswer(_ answer: ScriptedServer.Step, words: String) async throws {
        let isWell = Atomic(false)
        try await Self.use(
            answer: { _ in isWell.load(ordering: .sequentiallyConsistent) ? .answer(200, body: Self.document()) : answer
            },
            { validator, _ async throws in
                let error = await #expect(throws: TransportError.self) { try await validator.bearer(of: Self.token) }
                #expect(error?.kind == .notUnderstood)
                #expect(error?.reason.contains(words) == true, "\(error?.reason ?? "")")
                #expect(error?.reason.contains(Self.token.exposed) == false)
                isWell.store(true, ordering: .sequentiallyConsistent)
                #expect(try await validator.bearer(of: Self.token) != nil)
            })
    }

    @Test("where a connection breaks off, Keystone is asked once more, and no third time", arguments: [1, 2])
    func brokenOff(breaks: Int) async throws {
        let count = Atomic(0)
        try await Self.use(
            answer: { _ in
                count.wrappingAdd(1, ordering: .sequentiallyConsistent).newValue > breaks
                    ? .answer(200, body: Self.document()) : .raw("")
            },
            { validator, server async throws in
                if breaks == 1 {
                    #expect(try await validator.bearer(of: Self.token) != nil)
                } else {
                    let error = await #expect(throws: TransportError.self) {
                        try await validator.bearer(of: Self.token)
                    }
                    #expect(error?.kind == .noAnswer)
                }
                #expect(server.requests.count == 2)
            })
    }

    @Test("a token that Keystone does not find is nobody's")
    func notFound() async throws {
        let answer = ScriptedServer.Step.answer(
            404, body: #"{"error":{"code":404,"message":"Failed to validate token","title":"Not Found"}}"#
        )
        try await Self.use(answer: { _ in answer }) { validator, _ async throws in
            #expect(try await validator.bearer(of: Self.token) == nil)
        }
    }

    @Test("a Keystone that is not there is an error, and not a refusal")
    func unreachable() async throws {
        // Nobody but the system's own services may listen on this port, and none does.
        let validator = TokenValidator(keystoneURL: "http://127.0.0.1:1", answerTime: Self.patience)
        let error = await #expect(throws: TransportError.self) { try await validator.bearer(of: Self.token) }
        #expect(error?.kind == .noAnswer)
        try await validator.shutdown()
    }

    @Test(
        "what cannot be a token is nobody's, and Keystone is not asked",
        arguments: ["", "two words", "line\r\nX-Roles: admin", "tökén", "\u{7F}", String(repeating: "x", count: 8001)])
    func notAToken(text: String) async throws {
        try await Self.use(answer: { _ in .answer(200, body: Self.document()) }) { validator, server async throws in
            #expect(try await validator.bearer(of: Secret(text)) == nil)
            #expect(server.requests.isEmpty)
        }
    }

    @Test("a token that was checked is not kept, nor shown")
    func onlyDigests() async throws {
        try await Self.use(answer: { _ in .answer(200, body: Self.document()) }) { validator, _ async throws in
            _ = try await validator.bearer(of: Self.token)
            var text = ""
            // The HTTP client has the request for a moment longer; what it shows of itself is not ours.
            for property in Mirror(reflecting: validator).children where property.label != "client" {
                dump(property.value, to: &text, name: property.label)
            }
            #expect(text.contains("u1"))
            #expect(!text.contains(Self.token.exposed))
        }
    }
}
