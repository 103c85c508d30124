import AsyncHTTPClient
import NIOCore

/// Requests data from the servers that imports read from. Neither an answer nor the next bytes of its body are awaited forever.
struct SourceClient: Sendable {
    /// How long a server may stay silent.
    var silence: TimeAmount = .seconds(60)

    /// Calls a closure with a client of its own, which is shut down afterwards. Redirects are never followed automatically.
    ///
    /// - Parameters:
    ///   - settings: the client's configuration; its redirects and timeouts are overridden.
    ///   - body: the closure.
    func use<Result: Sendable>(
        _ settings: HTTPClient.Configuration, _ body: (HTTPClient) async throws -> Result
    ) async throws -> Result {
        var settings = settings
        settings.redirectConfiguration = .disallow
        settings.timeout = .init(connect: .seconds(10), read: silence)
        // A refused connection fails at once.
        settings.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(configuration: settings)
        do {
            let result = try await body(client)
            try await client.shutdown()
            return result
        } catch {
            try await client.shutdown()
            throw error
        }
    }
}
