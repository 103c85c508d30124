import AsyncHTTPClient
import Clouds
import Foundation
import ImageModel
import NIOCore
import NIOHTTP1
import Synchronization
import Testing

@testable import ImageService

/// Who is let in, and what those are told who are not.
///
/// One after another: while Keystone 30 validates a system's token in one thread, it does not find the roles that an
/// application credential needs in another.
@Suite(.serialized, .timeLimit(.minutes(10))) struct AuthenticationTests {
    /// Runs a service that checks tokens at a Keystone.
    private static func use(
        keystone url: String, now: @escaping @Sendable () -> Date = { Date() },
        _ body: @escaping @Sendable (TestService) async throws -> Void
    ) async throws {
        try await TestService.use(keystone: url, now: now, body)
    }

    /// An address at which nobody listens.
    private static let nowhere = "http://127.0.0.1:1"

    @Test("where Keystone cannot be reached, a token is neither good nor bad: 503, in words")
    func unreachable() async throws {
        try await Self.use(keystone: Self.nowhere) { service async throws in
            let reply = try await service.send(.GET, "/v2/images")
            #expect(reply.status == 503)
            #expect(reply.message.contains("Keystone"))
            #expect(reply.message.contains("Try again later"))
            #expect(reply.headers["WWW-Authenticate"].isEmpty)
            #expect(!reply.text.contains(TestService.member))
        }
    }

    @Test("without a token it is 401 whether Keystone can be reached or not")
    func noToken() async throws {
        try await Self.use(keystone: Self.nowhere) { service async throws in
            let reply = try await service.send(.GET, "/v2/images", token: nil)
            #expect(reply.status == 401)
            #expect(reply.headers["WWW-Authenticate"] == ["Keystone uri=\"\(Self.nowhere)/v3\""])
        }
    }

    @Test(
        "the versions are anybody's, whether Keystone can be reached or not",
        arguments: [("/", 300), ("/versions", 200)])
    func versions(path: String, status: Int) async throws {
        try await Self.use(keystone: Self.nowhere) { service async throws in
            #expect(try await service.send(.GET, path).status == status)
        }
    }

    @Test("where there is no Keystone, a 401 does not speak of one", arguments: [nil, "nobody"])
    func challenge(token: String?) async throws {
        try await TestService.use { service async throws in
            let reply = try await service.send(.GET, "/v2/images", token: token)
            #expect(reply.status == 401)
            #expect(reply.headers["WWW-Authenticate"] == ["Token realm=\"gaze\""])
        }
    }

    @Test("a role counts in whatever case it is written", arguments: ["admin", "Admin", "ADMIN"])
    func roleCase(role: String) {
        #expect(Identity(user: "ann", project: "demo", roles: [role]).isAdmin)
    }

    @Test("a token's project owns what it makes; another project does not see it, and an admin does")
    func owner() async throws {
        let keystone = try RealKeystone.current
        let (demo, other, admin) = (
            try await keystone.logIn("demo"), try await keystone.logIn("other"), try await keystone.logIn("admin")
        )
        try await Self.use(keystone: keystone.url) { service async throws in
            let made = try await service.create(#"{"name":"mine"}"#, token: demo.token)
            #expect(made.status == 201)
            #expect(made.fields["owner"]?.string == demo.project)
            let path = "/v2/images/\(made.fields["id"]?.string ?? "")"
            for (login, status, count) in [(demo, 200, 1), (other, 404, 0), (admin, 200, 1)] {
                #expect(try await service.send(.GET, path, token: login.token).status == status)
                let list = try await service.send(.GET, "/v2/images", token: login.token)
                #expect(list.fields["images"]?.array?.count == count)
            }
            #expect(try await service.send(.DELETE, path, token: other.token).status == 404)
            #expect(try await service.send(.DELETE, path, token: demo.token).status == 204)
        }
    }

    @Test("a token that is revoked is refused when what is remembered of it is too old")
    func revoked() async throws {
        let keystone = try RealKeystone.current
        let demo = try await keystone.logIn("demo")
        let elapsed = Mutex<TimeInterval>(0)
        let now = { @Sendable in Date() + elapsed.withLock { $0 } }
        try await Self.use(keystone: keystone.url, now: now) { service async throws in
            #expect(try await service.send(.GET, "/v2/images", token: demo.token).status == 200)
            try await keystone.revoke(demo)
            elapsed.withLock { $0 = 300 }
            #expect(try await service.send(.GET, "/v2/images", token: demo.token).status == 401)
        }
    }

    @Test("a token that has expired is good where a service of the cloud sends it, as to Glance, and nowhere else")
    func expired() async throws {
        let keystone = try RealKeystone.current
        let (admin, demo) = (try await keystone.logIn("admin"), try await keystone.logIn("demo"))
        let cloud = try await keystone.newUser("service", in: keystone.newProject(admin), admin)
        try await Self.use(keystone: keystone.url) { service async throws in
            @Sendable func ask(
                _ service: TestService, _ login: RealKeystone.Login, sentBy sender: String?
            ) async throws -> TestService.Reply {
                try await service.send(
                    .GET, "/v2/images?limit=1", token: login.token,
                    headers: sender.map { [("X-Service-Token", $0)] } ?? [])
            }
            let (brief, statuses) = try await Self.brief(demo, at: keystone) { brief in
                var statuses: [Int] = []
                for sender in [nil, "", "invented", cloud.token] {
                    for asked in [service, keystone.glance] {
                        statuses.append(try await ask(asked, brief, sentBy: sender).status)
                    }
                }
                return statuses
            }
            // While the token is good, it does not matter who sends it.
            #expect(statuses == Array(repeating: 200, count: 8))
            try await waitUntil { try await ask(service, brief, sentBy: nil).status == 401 }
            for (sender, status) in [
                (nil, 401), ("invented", 401), (cloud.token, 200), (nil, 401), ("", 401), (demo.token, 401),
                (admin.token, 401), (brief.token, 401), (cloud.token, 200),
            ] as [(String?, Int)] {
                let ours = try await ask(service, brief, sentBy: sender)
                let theirs = try await ask(keystone.glance, brief, sentBy: sender)
                #expect(ours.status == status)
                #expect(theirs.status == status)
                #expect(ours.headers["WWW-Authenticate"] == theirs.headers["WWW-Authenticate"])
            }
        }
    }

    /// No token was good for long enough.
    private struct TooBrief: Error {}

    /// A login that soon expires, and what has come of its use before that. What takes longer is begun anew with one that lives
    /// longer: how long is enough depends on what else the machine does.
    private static func brief<Value>(
        _ login: RealKeystone.Login, at keystone: RealKeystone,
        _ use: (RealKeystone.Login) async throws -> Value
    ) async throws -> (login: RealKeystone.Login, value: Value) {
        for life in [8, 24, 72] as [TimeInterval] {
            // Keystone counts whole seconds.
            let end = Date(timeIntervalSince1970: (Date().timeIntervalSince1970 + life).rounded(.down))
            do {
                let brief = try await keystone.logIn(login, until: end)
                let value = try await use(brief)
                if Date() < end { return (brief, value) }
            } catch {
                // Of a login that has expired meanwhile, a refusal tells nothing.
                if Date() < end { throw error }
            }
        }
        throw TooBrief()
    }

    /// Who asks, what, and how both services answer.
    struct Row: Sendable, CustomTestStringConvertible {
        enum Token { case unscoped, system, restricted, invented, none }
        let token: Token
        let method: HTTPMethod
        let path: String
        var body: String?
        let status: Int
        var testDescription: String { "\(token) \(method) \(path) \(status)" }
    }

    static let rows: [Row] = [
        .init(token: .unscoped, method: .GET, path: "/v2/images", status: 403),
        .init(token: .unscoped, method: .POST, path: "/v2/images", body: "{}", status: 403),
        .init(token: .unscoped, method: .GET, path: "/v2/images/\(UUID().uuidString.lowercased())", status: 404),
        .init(token: .unscoped, method: .GET, path: "/v2/schemas/image", status: 200),
        .init(token: .system, method: .GET, path: "/v2/images", status: 403),
        .init(token: .system, method: .POST, path: "/v2/images", body: "{}", status: 403),
        .init(token: .system, method: .GET, path: "/v2/schemas/image", status: 200),
        .init(token: .restricted, method: .GET, path: "/v2/images", status: 401),
        .init(token: .invented, method: .GET, path: "/v2/images", status: 401),
        .init(token: .none, method: .GET, path: "/v2/images", status: 401),
    ]

    @Test("a token that is for no project, or nobody's, is answered as Glance answers it", arguments: rows)
    func asGlance(_ row: Row) async throws {
        let keystone = try RealKeystone.current
        let token: String? =
            switch row.token {
            case .unscoped: try await keystone.logIn("demo", scope: .nothing).token
            case .system: try await keystone.logIn("admin", scope: .system).token
            case .restricted:
                try await keystone.logIn(keystone.logIn("demo"), allowing: "GET", "/v2/images").token
            case .invented: "invented"
            case .none: nil
            }
        @Sendable func ask(_ service: TestService) async throws -> TestService.Reply {
            try await service.send(
                row.method, row.path, token: token,
                headers: [("Content-Type", "application/json")],
                body: row.body.map { .bytes(ByteBuffer(string: $0)) })
        }
        let theirs = try await ask(keystone.glance)
        try await Self.use(keystone: keystone.url) { service async throws in
            let ours = try await ask(service)
            #expect(ours.status == row.status)
            #expect(theirs.status == row.status)
            #expect(ours.headers["WWW-Authenticate"] == theirs.headers["WWW-Authenticate"])
        }
    }
}
