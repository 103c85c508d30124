package import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// The address of the image service, and a token that it accepts.
package struct ImageAccess: Hashable, Sendable {
    /// The service's address, without a version and without a trailing slash.
    package var url: String
    /// The value of the `X-Auth-Token` header.
    package var token: Secret

    /// Creates access from an address and a token.
    package init(url: String, token: Secret) {
        self.url = url
        self.token = token
    }
}

/// A login to a cloud: provides a valid token, and renews it before it expires or when the cloud rejects it.
package actor CloudSession {
    /// The HTTP client for the cloud's requests, which trusts the cloud's certificate authorities.
    package nonisolated let client: HTTPClient
    let configuration: CloudConfiguration
    private let reread: @Sendable () -> CloudConfiguration?
    private var token: KeystoneToken?
    /// The callers that wait for the login in progress; empty if none is.
    private var waiters: [AsyncStream<Login>.Continuation] = []

    private typealias Login = Result<KeystoneToken, CloudError>

    /// How long before its expiry a token is renewed, in seconds, so that it does not expire during a request.
    private static let margin: TimeInterval = 60

    /// Creates a session that logs in when it is first asked for access.
    ///
    /// - Parameter reread: rereads the configuration from its source before each login, as the password may have been changed
    ///   since. Only the secret is taken from the result, and only if it is still the same login. Returns nil if the source
    ///   cannot be read.
    package init(
        _ configuration: CloudConfiguration, rereading reread: @escaping @Sendable () -> CloudConfiguration? = { nil }
    ) {
        self.configuration = configuration
        self.reread = reread
        client = HTTPClient(
            configuration: .cloud(
                certificateAuthorities: configuration.certificateAuthorities,
                verifiesCertificates: configuration.verifiesCertificates))
    }

    /// Closes the client's connections. The session cannot be used afterwards.
    package nonisolated func shutdown() async throws {
        try await client.shutdown()
    }

    /// The name of the project that the login is for; nil before the first login.
    package var project: String? { token?.project }

    /// The id of that project; nil before the first login.
    package var projectID: String? { token?.projectID }

    /// The names of the roles that the login has in the project; nil before the first login.
    package var roles: Set<String>? { token?.roles }

    /// The regions in the catalog that have an image service, except the one in use; empty before the first login.
    package var otherRegions: [String] {
        guard let token else { return [] }
        let regions = token.imageRegions(interface: configuration.interface)
        let own = configuration.region ?? regions.first
        return regions.filter { $0 != own }
    }

    /// Returns the image service's address and a token for it.
    ///
    /// - Parameter rejected: a token that the service has answered 401 to, so that it is not returned again.
    /// - Throws: `CloudError` if the login fails, or there is no image service.
    package func access(rejecting rejected: Secret? = nil) async throws(CloudError) -> ImageAccess {
        let token = try await goodToken(rejecting: rejected)
        if let override = configuration.imageEndpoint {
            return ImageAccess(url: KeystoneToken.withoutVersion(override), token: token.secret)
        }
        let url = try token.imageURL(region: configuration.region, interface: configuration.interface)
        return ImageAccess(url: url, token: token.secret)
    }

    func goodToken(rejecting rejected: Secret?) async throws(CloudError) -> KeystoneToken {
        if let token, token.secret != rejected, token.expires.timeIntervalSinceNow > Self.margin { return token }
        // One login at a time, however many requests wait for it. A cancelled request stops waiting.
        let (logins, tell) = AsyncStream.makeStream(of: Login.self)
        waiters.append(tell)
        if waiters.count == 1 { Task { finish(await Self.logIn(client, upToDate)) } }
        for await login in logins { return try login.get() }
        throw .transport(TransportError(CancellationError()))
    }

    /// The configuration with its current secret.
    private var upToDate: CloudConfiguration {
        guard let now = reread(), now.isSameLogin(as: configuration) else { return configuration }
        var configuration = configuration
        configuration.authMethod = now.authMethod
        return configuration
    }

    private func finish(_ login: Login) {
        if case .success(let new) = login { token = new }
        for waiter in waiters {
            waiter.yield(login)
            waiter.finish()
        }
        waiters = []
    }

    private static func logIn(_ client: HTTPClient, _ configuration: CloudConfiguration) async -> Login {
        do {
            let request = try request(configuration)
            return try await withTimeLimit(.seconds(30)) {
                let response = try await client.execute(request, deadline: .distantFuture)
                let body = Data(buffer: try await response.body.collect(upTo: 1 << 22))
                return read(response, body, configuration)
            }
        } catch {
            return .failure(.transport(TransportError(error, at: configuration.authURL)))
        }
    }

    private static func read(_ response: HTTPClientResponse, _ body: Data, _ configuration: CloudConfiguration) -> Login
    {
        var status = Int(response.status.code)
        // Keystone answers 404 for a token or an application credential that it does not know.
        if status == 404, ServerMessage.isNotFound(ofKeystone: body) {
            switch configuration.authMethod {
            case .token, .applicationCredential: status = 401
            case .password: break
            }
        }
        if status >= 400 {
            let message = ServerMessage.text(in: body.prefix(4096), hiding: configuration.authMethod.secret)
            return .failure(.refused(status: status, message: message))
        }
        guard response.status == .created, let text = response.headers.first(name: "X-Subject-Token"),
            let token = try? KeystoneToken(secret: Secret(text), body: body)
        else {
            let reason = "what answers at \(configuration.authURL) is not Keystone v3"
            return .failure(.transport(TransportError(.notUnderstood, reason: reason)))
        }
        return .success(token)
    }

    private static func request(_ configuration: CloudConfiguration) throws -> HTTPClientRequest {
        let url = KeystoneToken.withoutVersion(configuration.authURL) + "/v3/auth/tokens"
        var request = HTTPClientRequest(.POST, url)
        request.headers.add(name: "Content-Type", value: "application/json")
        var auth: [String: any Sendable] = ["identity": identity(configuration.authMethod)]
        // An application credential implies its project, and Keystone refuses a scope in the request, even the same one.
        if !configuration.project.isEmpty { auth["scope"] = ["project": configuration.project.json] }
        request.body = .bytes(try JSONSerialization.data(withJSONObject: ["auth": auth]))
        return request
    }

    /// The identity that logs in, as Keystone's request expects it.
    private static func identity(_ method: CloudConfiguration.AuthMethod) -> [String: any Sendable] {
        switch method {
        case .password(let user, let password):
            let who = user.json.merging(["password": password.exposed]) { $1 }
            return ["methods": ["password"], "password": ["user": who]]
        case .applicationCredential(let credential, let secret):
            let which: [String: any Sendable] =
                switch credential {
                case .id(let id): ["id": id]
                case .name(let name, let user): ["name": name, "user": user.json]
                }
            let whole = which.merging(["secret": secret.exposed]) { $1 }
            return ["methods": ["application_credential"], "application_credential": whole]
        case .token(let token): return ["methods": ["token"], "token": ["id": token.exposed]]
        }
    }
}
