import Foundation
import NIOHTTP1
import ScriptedServer
import Testing

@testable import Clouds

/// The login to a cloud, against a scripted Keystone.
@Suite struct CloudSessionTests {
    static let password = "hunter2-and-more"

    static func configuration(_ url: String) -> CloudConfiguration {
        CloudConfiguration(
            name: "lab", authURL: url, authMethod: .password(user: .init(name: "ann"), password: Secret(password)),
            project: .init(name: "demo"), interface: "public", verifiesCertificates: true)
    }

    /// Keystone's answer to a login.
    static func login(_ token: String, lifetime: TimeInterval = 3600) -> ScriptedServer.Step {
        let body = """
            {"token": {"expires_at": "\(Date.now.addingTimeInterval(lifetime).ISO8601Format())",
             "project": {"id": "p1", "name": "demo"}, "catalog": [{"type": "image", "endpoints": [
             {"interface": "public", "region": "one", "url": "http://glance/image/v2"}]}]}}
            """
        return .answer(201, headers: [("X-Subject-Token", token)], body: body)
    }

    /// Runs a session that logs in to a server, and closes it.
    static func use(
        _ change: @escaping @Sendable (inout CloudConfiguration) -> Void = { _ in },
        keystone script: @escaping ScriptedServer.Script,
        while body: @escaping @Sendable (CloudSession, ScriptedServer) async throws -> Void
    ) async throws {
        try await ScriptedServer.use(script) { server in
            var configuration = configuration(server.url)
            change(&configuration)
            try await with(configuration) { try await body($0, server) }
        }
    }

    static func with(
        _ configuration: CloudConfiguration, rereading reread: @escaping @Sendable () -> CloudConfiguration? = { nil },
        _ body: (CloudSession) async throws -> Void
    ) async throws {
        let session = CloudSession(configuration, rereading: reread)
        do {
            try await body(session)
        } catch {
            try await session.shutdown()
            throw error
        }
        try await session.shutdown()
    }

    static func error(
        _ session: CloudSession, rejecting: Secret? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) async -> CloudError? {
        await #expect(throws: CloudError.self, sourceLocation: sourceLocation) {
            try await session.access(rejecting: rejecting)
        }
    }

    @Test(
        "the other regions are those that have an image service with the interface that is asked for",
        arguments: [nil, "two"])
    func otherRegions(region: String?) async throws {
        let body = """
            {"token": {"expires_at": "\(Date.now.addingTimeInterval(3600).ISO8601Format())", "catalog": [
             {"type": "image", "endpoints": [
             {"interface": "public", "region": "one", "url": "http://one"}, {"interface": "public", "region": "two", "url": "http://two"},
             {"interface": "admin", "region": "four", "url": "http://four"}]},
             {"type": "image", "endpoints": [{"interface": "public", "region": "one", "url": "http://other"}]},
             {"type": "compute", "endpoints": [{"interface": "public", "region": "three", "url": "http://three"}]}]}}
            """
        try await Self.use {
            $0.region = region
        } keystone: { _, _ in
            .answer(201, headers: [("X-Subject-Token", "t0ken")], body: body)
        } while: { session, _ in
            #expect(await session.otherRegions.isEmpty)
            _ = try await session.access()
            #expect(await session.otherRegions == (region == nil ? ["two"] : ["one"]))
        }
    }

    @Test(
        "a login says who, by id or by name and domain, and for which project",
        arguments: [
            (
                .init(name: "ann"), .init(name: "demo", domainName: "P"),
                #"{"name":"ann","domain":{"id":"default"},"password":"hunter2-and-more"}"#,
                #"{"name":"demo","domain":{"name":"P"}}"#
            ),
            (
                .init(name: "ann", domainID: "d", domainName: "D"), .init(id: "p1", name: "demo"),
                #"{"name":"ann","domain":{"id":"d"},"password":"hunter2-and-more"}"#, #"{"id":"p1"}"#
            ),
            (
                .init(id: "u1", name: "ann", domainName: "D"), .init(name: "demo", domainID: "p"),
                #"{"id":"u1","password":"hunter2-and-more"}"#, #"{"name":"demo","domain":{"id":"p"}}"#
            ),
        ] as [(CloudConfiguration.Named, CloudConfiguration.Named, String, String)])
    func body(
        _ user: CloudConfiguration.Named, _ project: CloudConfiguration.Named, _ who: String, _ scope: String
    ) async throws {
        @Sendable func object(_ text: String) throws -> NSDictionary? {
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary
        }
        let expected = """
            {"auth": {"identity": {"methods": ["password"], "password": {"user": \(who)}}, "scope": {"project": \(scope)}}}
            """
        try await Self.use {
            $0.authMethod = .password(user: user, password: Secret(Self.password))
            $0.project = project
        } keystone: { _, _ in
            Self.login("t0ken")
        } while: { session, server in
            let access = try await session.access()
            #expect(access == ImageAccess(url: "http://glance/image", token: Secret("t0ken")))
            let request = try #require(server.requests.first)
            #expect(request.method == .POST)
            #expect(request.headers.first(name: "Content-Type") == "application/json")
            try #expect(object(request.text) == object(expected))
        }
    }

    @Test(
        "an application credential and a token say only what they are, and a credential no project",
        arguments: [
            (
                .applicationCredential(.id("a1"), secret: Secret(password)), .init(),
                #"{"identity": {"methods": ["application_credential"], "application_credential": "#
                    + #"{"id": "a1", "secret": "hunter2-and-more"}}}"#
            ),
            (
                .applicationCredential(.name("ci", user: .init(name: "ann")), secret: Secret(password)), .init(),
                #"{"identity": {"methods": ["application_credential"], "application_credential": {"name": "ci", "#
                    + #""user": {"name": "ann", "domain": {"id": "default"}}, "secret": "hunter2-and-more"}}}"#
            ),
            (
                .token(Secret(password)), .init(id: "p1"),
                #"{"identity": {"methods": ["token"], "token": {"id": "hunter2-and-more"}}, "#
                    + #""scope": {"project": {"id": "p1"}}}"#
            ),
        ] as [(CloudConfiguration.AuthMethod, CloudConfiguration.Named, String)])
    func otherMethods(
        _ method: CloudConfiguration.AuthMethod, _ project: CloudConfiguration.Named, _ auth: String
    ) async throws {
        @Sendable func object(_ text: String) throws -> NSDictionary? {
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary
        }
        try await Self.use {
            $0.authMethod = method
            $0.project = project
        } keystone: { _, number in
            number == 0
                ? Self.login("t0ken") : .answer(401, body: #"{"error": {"message": "no hunter2-and-more here"}}"#)
        } while: { session, server in
            try await #expect(session.access().token == Secret("t0ken"))
            try #expect(object(try #require(server.requests.first).text) == object(#"{"auth": \#(auth)}"#))
            // What Keystone may say of the secret is not told.
            let error = try #require(await Self.error(session, rejecting: Secret("t0ken")))
            #expect(!error.description.contains("hunter2") && error.description.contains("401"))
        }
    }

    @Test(
        "Keystone's address may have a version, a slash, and a path before it",
        arguments: ["", "/", "/v3", "/v3/", "/v2.0"])
    func address(_ end: String) async throws {
        for prefix in ["", "/identity"] {
            try await Self.use {
                $0.authURL += prefix + end
            } keystone: { _, _ in
                Self.login("t0ken")
            } while: { session, server in
                _ = try await session.access()
                #expect(server.requests.map(\.path) == [prefix + "/v3/auth/tokens"])
            }
        }
    }

    @Test("the image service's own address is taken before the catalog's, and a region that is not there is told")
    func endpoints() async throws {
        try await Self.use {
            $0.imageEndpoint = "https://glance.example/v2/"
            $0.region = "three"
        } keystone: { _, _ in
            Self.login("t0ken")
        } while: { session, _ in
            try await #expect(session.access().url == "https://glance.example")
        }
        try await Self.use {
            $0.region = "three"
        } keystone: { _, _ in
            Self.login("t0ken")
        } while: { session, _ in
            #expect(
                await Self.error(session)
                    == .noImageService(region: "three", interface: "public", available: ["public in one"]))
        }
    }

    @Test("one login serves all who wait for it, and those who come later")
    func oneLogin() async throws {
        let gate = Gate()
        try await Self.use { _, number in
            await gate.wait()
            return Self.login("t\(number)")
        } while: { session, server in
            try await withThrowingTaskGroup(of: ImageAccess.self) { group in
                for _ in 0..<20 { group.addTask { try await session.access() } }
                await gate.open()
                for try await access in group { #expect(access.token == Secret("t0")) }
            }
            try await #expect(session.access().token == Secret("t0"))
            #expect(server.requests.count == 1)
            #expect(await session.project == "demo")
            #expect(await session.projectID == "p1")
        }
    }

    @Test("one who waits and is called off is let go at once, and the others get their login")
    func cancellation() async throws {
        let gate = Gate()
        try await Self.use { _, _ in
            await gate.wait()
            return Self.login("t0ken")
        } while: { session, server in
            let first = Task { try await session.access() }
            let second = Task { try await session.access() }
            await gate.arrival()
            first.cancel()
            // The login is still under way: only letting go of it ends this wait.
            let error = await #expect(throws: CloudError.self) { try await first.value }
            #expect(error == .transport(TransportError(.cancelled, reason: "cancelled")))
            await gate.open()
            try await #expect(second.value.token == Secret("t0ken"))
            #expect(server.requests.count == 1)
        }
    }

    @Test("a token is renewed before it expires")
    func renewal() async throws {
        try await Self.use { _, number in
            Self.login("t\(number)", lifetime: number == 0 ? 30 : 3600)
        } while: { session, server in
            try await #expect(session.access().token == Secret("t0"))
            try await #expect(session.access().token == Secret("t1"))
            try await #expect(session.access().token == Secret("t1"))
            #expect(server.requests.count == 2)
        }
    }

    @Test("a token that was rejected is renewed once, however many were answered 401 with it")
    func rejection() async throws {
        try await Self.use { _, number in
            Self.login("t\(number)")
        } while: { session, server in
            let old = try await session.access().token
            try await withThrowingTaskGroup(of: ImageAccess.self) { group in
                for _ in 0..<20 { group.addTask { try await session.access(rejecting: old) } }
                for try await access in group { #expect(access.token == Secret("t1")) }
            }
            #expect(server.requests.count == 2)
        }
    }

    @Test("a login that fails is tried anew by the next who asks")
    func retry() async throws {
        try await Self.use { _, number in
            number == 0 ? .answer(503) : Self.login("t\(number)")
        } while: { session, _ in
            #expect(await Self.error(session) == .refused(status: 503, message: ""))
            try await #expect(session.access().token == Secret("t1"))
        }
    }
}
