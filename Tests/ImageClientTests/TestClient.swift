import AsyncHTTPClient
import Clouds
import ImageModel
import ScriptedServer

@testable import ImageClient

/// A client for a scripted server, with its own connections.
enum TestClient {
    /// The token that the client has at first; the next ones are t1, t2 and so on.
    static let token = "t0ken-unseen"
    static let id = "b2173dd3-7ad6-4362-baa6-a68bce3565cb"
    static let record = #"{"id": "\#(id)", "name": "alpine", "status": "queued", "visibility": "private"}"#

    /// Runs a server with a client for it while the body runs.
    ///
    /// - Parameter prefix: a path before that of the API.
    static func use<Result: Sendable>(
        prefix: String = "", _ script: @escaping ScriptedServer.Script,
        while body: @escaping @Sendable (ImageClient, ScriptedServer) async throws -> Result
    ) async throws -> Result {
        try await ScriptedServer.use(script) { server in
            try await to(server.url + prefix) { client in try await body(client, server) }
        }
    }

    /// Runs a client for an address.
    static func to<Result>(_ url: String, _ body: (ImageClient) async throws -> Result) async throws -> Result {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.connectionPool.retryConnectionEstablishment = false
        let http = HTTPClient(configuration: configuration)
        let tokens = Tokens()
        let client = ImageClient(http: http) { rejected throws(APIError) in
            ImageAccess(url: url, token: await tokens.token(rejecting: rejected))
        }
        do {
            let result = try await body(client)
            try await http.shutdown()
            return result
        } catch {
            try await http.shutdown()
            throw error
        }
    }

    private actor Tokens {
        private var current = Secret(TestClient.token)
        private var count = 0

        func token(rejecting rejected: Secret?) -> Secret {
            if rejected == current {
                count += 1
                current = Secret("t\(count)")
            }
            return current
        }
    }
}
