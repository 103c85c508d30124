import ScriptedServer
import Synchronization
import Testing

@testable import Clouds

/// What a login is renewed with.
extension CloudSessionTests {
    /// The file that a cloud was read from.
    private final class File: Sendable {
        private let content: Mutex<CloudConfiguration?>

        init(_ content: CloudConfiguration?) { self.content = Mutex(content) }

        var now: CloudConfiguration? {
            get { content.withLock { $0 } }
            set { content.withLock { $0 = newValue } }
        }
    }

    @Test("a login is renewed with the password that the file says by then")
    func changedPassword() async throws {
        try await ScriptedServer.use { _, number in
            // The password is changed after the first login.
            number == 1 ? .answer(401) : Self.login("t\(number)")
        } while: { server in
            let configuration = Self.configuration(server.url)
            let file = File(configuration)
            try await Self.with(configuration, rereading: { file.now }) { session in
                let old = try await session.access().token
                #expect(await Self.error(session, rejecting: old) == .refused(status: 401, message: ""))
                file.now?.authMethod = .password(user: .init(name: "ann"), password: Secret("another"))
                try await #expect(session.access(rejecting: old).token == Secret("t2"))
                let requests = server.requests.map(\.text)
                try #require(requests.count == 3)
                #expect(requests[1].contains(Self.password))
                #expect(requests[2].contains("another") && !requests[2].contains(Self.password))
            }
        }
    }

    @Test("what the file has of another user, project or cloud by then is not for this session, nor is no file")
    func otherLogin() async throws {
        let another = CloudConfiguration.AuthMethod.password(user: .init(name: "ann"), password: Secret("another"))
        let changes: [@Sendable (inout CloudConfiguration) -> Void] = [
            { $0.authMethod = .password(user: .init(name: "bob"), password: Secret("another")) },
            { $0.authMethod = .token(Secret("another")) },
            {
                $0.project = .init(name: "other")
                $0.authMethod = another
            },
            {
                $0.authURL += "/identity"
                $0.authMethod = another
            },
        ]
        try await ScriptedServer.use { _, number in
            Self.login("t\(number)")
        } while: { server in
            let configuration = Self.configuration(server.url)
            let contents = changes.map { change -> CloudConfiguration? in
                var content = configuration
                change(&content)
                return content
            }
            for content in contents + [nil] {
                try await Self.with(configuration, rereading: { content }) { session in
                    _ = try await session.access()
                    let request = try #require(server.requests.last)
                    #expect(request.path == "/v3/auth/tokens" && request.text.contains(Self.password))
                    #expect(request.text.contains("ann") && request.text.contains("demo"))
                }
            }
            #expect(server.requests.count == changes.count + 1)
        }
    }
}
