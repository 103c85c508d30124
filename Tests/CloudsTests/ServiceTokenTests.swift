import Foundation
import NIOHTTP1
import ScriptedServer
import Synchronization
import Testing

@testable import Clouds

/// A token that has expired, and is sent by a service of the cloud with a token of its own.
@Suite(.timeLimit(.minutes(10))) struct ServiceTokenTests {
    private typealias Clock = TokenValidatorTests.Clock

    /// A Keystone that knows a few tokens, and tells services of those that have expired for a while.
    private final class Keystone: Sendable {
        /// When each token ends, in seconds after the clock's start, and the role of its bearer.
        static let tokens: [String: (end: TimeInterval, role: String)] = [
            "brief": (100, "member"), "cloud": (10_000, "service"), "admin": (10_000, "admin"),
            "former": (100, "service"),
        ]
        /// For how long services are told of a token that has expired (`allow_expired_window`).
        static let window: TimeInterval = 1000

        let clock = Clock()
        private let revoked = Mutex<Set<String>>([])

        func revoke(_ token: String) { revoked.withLock { _ = $0.insert(token) } }

        func answer(_ question: ScriptedServer.Request) -> ScriptedServer.Step {
            guard isGood(question.token ?? "") else { return Self.refusal(401) }
            let subject = question.headers.first(name: "X-Subject-Token") ?? ""
            let window = question.path.contains("allow_expired=1") ? Self.window : 0
            guard isGood(subject, window), let token = Self.tokens[subject] else { return Self.refusal(404) }
            let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
            return .answer(
                200,
                body: """
                    {"token":{"user":{"id":"\(subject)"},"project":{"id":"p1"},"roles":[{"name":"\(token.role)"}],
                    "expires_at":"\((Clock.start + token.end).formatted(style))"}}
                    """)
        }

        private func isGood(_ token: String, _ window: TimeInterval = 0) -> Bool {
            guard let known = Self.tokens[token], !revoked.withLock({ $0.contains(token) }) else { return false }
            return clock.now() < Clock.start + known.end + window
        }

        private static func refusal(_ status: Int) -> ScriptedServer.Step {
            .answer(status, body: #"{"error":{"code":\#(status),"message":"no","title":"no"}}"#)
        }
    }

    /// Runs a validator against such a Keystone.
    private static func use(
        _ body: @escaping @Sendable (TokenValidator, Keystone, ScriptedServer) async throws -> Void
    ) async throws {
        let keystone = Keystone()
        try await ScriptedServer.use({ question, _ in keystone.answer(question) }) { server in
            let validator = TokenValidator(
                keystoneURL: server.url, answerTime: TokenValidatorTests.patience
            ) { keystone.clock.now() }
            do {
                try await body(validator, keystone, server)
            } catch {
                try await validator.shutdown()
                throw error
            }
            try await validator.shutdown()
        }
    }

    @Test(
        "an expired token is somebody's only where a service's own token comes with it, which has not expired",
        arguments: [
            (nil, false), ("cloud", true), ("admin", false), ("brief", false), ("former", false), ("invented", false),
            ("", false), ("two words", false),
        ] as [(String?, Bool)])
    func sender(token: String?, isTaken: Bool) async throws {
        try await Self.use { validator, keystone, _ async throws in
            keystone.clock.move(by: 100)
            let bearer = try await validator.bearer(of: Secret("brief"), sentBy: token.map(Secret.init))
            #expect((bearer?.user == "brief") == isTaken)
            #expect((bearer?.roles == ["member"]) == isTaken)
        }
    }

    @Test("Keystone is asked of an expired token with the service's, and told that it may have expired")
    func question() async throws {
        try await Self.use { validator, keystone, server async throws in
            keystone.clock.move(by: 100)
            _ = try await validator.bearer(of: Secret("brief"), sentBy: Secret("cloud"))
            let question = try #require(server.requests.last)
            #expect(question.path == "/v3/auth/tokens?nocatalog&allow_expired=1")
            #expect(question.headers["X-Auth-Token"] == ["cloud"])
            #expect(question.headers["X-Subject-Token"] == ["brief"])
            #expect(server.requests.count == 3)
        }
    }

    @Test("while a token is good it does not matter who sends it", arguments: ["cloud", "invented", ""])
    func good(sender: String) async throws {
        try await Self.use { validator, _, server async throws in
            #expect(try await validator.bearer(of: Secret("brief"), sentBy: Secret(sender))?.user == "brief")
            #expect(server.requests.count == 1)
        }
    }

    @Test("what is remembered of an expired token is for those alone that come with a service's")
    func memory() async throws {
        try await Self.use { validator, keystone, server async throws in
            @Sendable func isTaken(from sender: String?) async throws -> Bool {
                try await validator.bearer(of: Secret("brief"), sentBy: sender.map(Secret.init)) != nil
            }
            #expect(try await isTaken(from: nil))
            keystone.clock.move(by: 100)
            #expect(try await isTaken(from: "cloud"))
            let count = server.requests.count
            for sender in [nil, "admin", "former", "cloud", nil] {
                #expect(try await isTaken(from: sender) == (sender == "cloud"))
            }
            // Only of those two, which it had not seen before.
            #expect(server.requests.count == count + 2)
            keystone.clock.move(by: 299)
            #expect(try await isTaken(from: "cloud"))
            #expect(try await !isTaken(from: nil))
            // The question whether it is good by itself is asked every few seconds.
            #expect(server.requests.count == count + 3)
            keystone.clock.move(by: 1)
            #expect(try await isTaken(from: "cloud"))
            #expect(server.requests.last?.path.hasSuffix("allow_expired=1") == true)
            #expect(try await !isTaken(from: nil))
        }
    }

    @Test("it is nobody's once Keystone tells of it no more, or of the service's token")
    func ended() async throws {
        try await Self.use { validator, keystone, _ async throws in
            // The service is remembered when its token is revoked.
            #expect(try await validator.bearer(of: Secret("cloud")) != nil)
            keystone.clock.move(by: 100)
            keystone.revoke("cloud")
            #expect(try await validator.bearer(of: Secret("brief"), sentBy: Secret("cloud")) == nil)
        }
        try await Self.use { validator, keystone, _ async throws in
            keystone.clock.move(by: 100 + Keystone.window)
            #expect(try await validator.bearer(of: Secret("brief"), sentBy: Secret("cloud")) == nil)
        }
        try await Self.use { validator, keystone, _ async throws in
            keystone.clock.move(by: 100)
            keystone.revoke("brief")
            #expect(try await validator.bearer(of: Secret("brief"), sentBy: Secret("cloud")) == nil)
        }
    }
}
