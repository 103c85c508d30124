import AsyncHTTPClient
import NIOCore

/// What asks the servers that imports take data from. None of them is waited for for ever: neither for its answer, nor for the
/// next bytes of it.
struct SourceClient: Sendable {
    /// How long a server may say nothing.
    var silence: TimeAmount = .seconds(60)

    /// Asks with connections of its own, which are closed when the body ends. A redirection is never followed by itself.
    ///
    /// - Parameter settings: how the server is spoken to, besides.
    func use<Result: Sendable>(
        _ settings: HTTPClient.Configuration, _ body: (HTTPClient) async throws -> Result
    ) async throws -> Result {
        var settings = settings
        settings.redirectConfiguration = .disallow
        settings.timeout = .init(connect: .seconds(10), read: silence)
        // Where nobody listens, that is said at once.
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
